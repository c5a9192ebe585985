"""What a streaming model's convolutions say of their delays, and the sum that these make."""

import torch
from cached_conv.convs import CachedConv1d, CachedConvTranspose1d

from interception import Draws
from rave import blocks


def listed(wrapped):
    """Each cached convolution in the order in which encode and then decode run them."""
    rows, hooks = [], []

    def note(name):
        def hook(module, inputs, output):
            row = {"module": name, "kind": type(module).__name__, "kernel": module.kernel_size[0]}
            row |= {"stride": module.stride[0], "dilation": module.dilation[0]}
            row["cumulative_delay"] = int(module.cumulative_delay)
            if isinstance(module, CachedConv1d):
                row["cache"] = int(module.cache.padding)
                row["downsampling_delay"] = int(module.downsampling_delay.padding)
            else:
                row["padding"] = int(module.padding[0])
            rows.append(row)

        return hook

    for name, module in wrapped.named_modules():
        if isinstance(module, (CachedConv1d, CachedConvTranspose1d)):
            hooks.append(module.register_forward_hook(note(name)))
    with Draws(None):
        wrapped.decode(wrapped.encode(torch.zeros(1, int(wrapped.encode_params[0]), 2**14)))
    for hook in hooks:
        hook.remove()
    return rows


def _chain(layers, hop):
    """The delay in samples of layers one after another that start at `hop` samples a frame and count for themselves."""
    total = 0
    for layer in layers:
        stride = getattr(layer, "stride", (1,))[0]
        if isinstance(layer, CachedConvTranspose1d):
            hop //= stride
        elif isinstance(layer, CachedConv1d):
            hop *= stride
        total += int(getattr(layer, "cumulative_delay", 0)) * hop
    return total, hop


def predicted(model, resampler):
    """The delays of encode and decode in samples, from the `cumulative_delay` attributes alone."""
    bands = model.pqmf.n_band
    rate = 1 if resampler is None else resampler.ratio
    encoder, decoder = model.encoder.encoder, model.decoder
    hop = bands if model.input_mode == "pqmf" else 1
    encode = model.pqmf.forward_conv.cumulative_delay * bands if hop > 1 else 0
    if isinstance(encoder, blocks.Encoder):
        _, ratio = _chain(encoder.net, hop)
        encode += encoder.net[-1].cumulative_delay * ratio
    else:
        layers, ratio = _chain(encoder.net, hop)
        encode += layers
    decode = model.pqmf.inverse_conv.cumulative_delay * bands if model.output_mode == "pqmf" else 0
    if hasattr(decoder, "synth"):
        decode += decoder.synth.cumulative_delay * bands
    else:
        layers, hop = _chain(decoder.net, ratio)
        decode += layers
        if decoder.waveform_module is not None:
            decode += decoder.waveform_module.cumulative_delay * hop
    encode, decode = encode * rate, decode * rate
    if resampler is not None:
        encode += resampler.downsample.cumulative_delay * rate
        decode += resampler.upsample.cumulative_delay * rate
    return {"encode": int(encode), "decode": int(decode), "forward": int(encode + decode)}
