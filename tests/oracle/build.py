"""Builds an untrained RAVE model from its configurations, with weights that keep every layer's output near unit size."""

from pathlib import Path

import cached_conv as cc
import gin
import numpy as np
import rave
import torch
from torch import nn

import signals
from generator import Generator
from interception import Draws

SAMPLE_RATE = 44100
FRAMES_TO_SCALE_BY = 48
WAVEFORM_SPREAD, NOISE_SPREAD, AUDIO_RMS = 0.2, 2.2, 0.25


def configure(configs, bindings):
    """Reads RAVE's own configurations by their names, and then `bindings` over them."""
    gin.clear_config()
    folder = Path(rave.__file__).parent / "configs"
    files = [str(folder / f"{name}.gin") for name in configs]
    gin.parse_config_files_and_bindings(files, [f"SAMPLING_RATE = {SAMPLE_RATE}", *bindings])


def construct(channels, streaming, folded=True):
    """A model of the configuration read last; `folded` has no weight normalisation, as exports have none."""
    cc.use_cached_conv(streaming)
    model = rave.RAVE(n_channels=channels).eval()
    model.discriminator = None
    if folded:
        fold(model)
    return model


def fold(model):
    """Folds weight normalisation into the weights."""
    for module in model.modules():
        if hasattr(module, "weight_g"):
            nn.utils.remove_weight_norm(module)


def prepare_caches(model):
    """Lets the PQMF's cached convolutions make their caches, which a PQMF of one band never does, and scripting needs."""
    for convolution in (model.pqmf.forward_conv, model.pqmf.inverse_conv):
        convolution(torch.zeros(1, convolution.in_channels, 2**14))


def rounded(values, bits):
    """`values` with `bits` bits of mantissa, so that a fixture packs well."""
    mantissa, exponent = np.frexp(values)
    return np.ldexp(np.round(mantissa * 2.0**bits) / 2.0**bits, exponent).astype(np.float32)


def round_weights(model, mantissa_bits=7):
    """Rounds all convolutions' weights, but not the PQMF's."""
    for part in (model.encoder, model.decoder):
        for parameter in part.parameters():
            parameter.copy_(torch.from_numpy(rounded(parameter.numpy(), mantissa_bits)))


def _draw(generator, tensor):
    return torch.from_numpy(generator.normal(tensor.numel())).reshape(tensor.shape)


def initialise(model, seed, warmed_up=True):
    """Draws all weights and fills the buffers that training fills: statistics, switches, and the latent analysis."""
    generator = Generator(seed)
    for name, parameter in model.named_parameters():
        if "pqmf" not in name:
            spread = 0.1 if name.endswith((".bias", ".alpha")) else 0.3 if ".gru." in name else 1.0
            centre = 1.0 if name.endswith(".alpha") else 0.0
            parameter.copy_(centre + spread * _draw(generator, parameter))
    for module in model.modules():
        if isinstance(module, nn.BatchNorm1d):
            module.weight.copy_(1.0 + 0.2 * _draw(generator, module.weight))
            module.running_mean.copy_(0.2 * _draw(generator, module.running_mean))
            module.running_var.copy_((0.3 * _draw(generator, module.running_var)).exp())
    for name, buffer in model.named_buffers():
        if name.endswith("warmed_up"):
            buffer.fill_(int(warmed_up))
        elif name.endswith("embed"):
            buffer.copy_(0.5 * _draw(generator, buffer))
        elif name.endswith(("inited", "encoder.enabled")):
            buffer.fill_(1)
    analyse(model, generator)


def analyse(model, generator):
    """A latent analysis as a finished model has it: an orthogonal matrix, a mean, and how much each further dimension
    explains: 1 - (1 - n / size)^5, which keeps half of 16 dimensions at 0.95."""
    size = model.latent_size
    basis, _ = np.linalg.qr(generator.normal(size * size).reshape(size, size).astype(np.float64))
    model.latent_pca.copy_(torch.from_numpy(basis))
    model.latent_mean.copy_(0.3 * _draw(generator, model.latent_mean))
    share = torch.arange(1, size + 1, dtype=torch.float64) / size
    model.fidelity.copy_(1.0 - (1.0 - share) ** 5)


def spreads(model, spread):
    """The convolutions whose output shall not have unit spread: the bands' waveform has `spread`, and the noise's
    logarithmic loudness, which has 5 taken off, is large enough that some noise sounds."""
    decoder = model.decoder
    if hasattr(decoder, "synth"):
        branches = list(decoder.synth.branches)
        waveform, noise = branches[0], branches[2] if len(branches) > 2 else None
    else:
        waveform, noise = decoder.waveform_module or decoder.net[-1], decoder.noise_module
    return {waveform: spread} | ({} if noise is None else {noise.net[-1]: NOISE_SPREAD})


def rescale(model, mantissa_bits=5):
    """Scales each convolution so that its output has unit spread on a test signal, and the bands' so that the audio has
    an RMS of about a quarter."""
    spread = WAVEFORM_SPREAD
    for _ in range(3):
        _, audio = _scale_once(model, spreads(model, spread), mantissa_bits)
        spread *= AUDIO_RMS / audio.std().item()


def _scale_once(model, special, mantissa_bits):
    """Scales the convolutions in the order in which they run; answers what the scaled model made."""

    def scale(module, inputs, output):
        factor = (special.get(module, 1.0) / output.std()).item()
        for values in (module.weight, module.bias):
            if values is not None:
                values.copy_(torch.from_numpy(rounded((values * factor).numpy(), mantissa_bits)))
        return output * factor

    length = FRAMES_TO_SCALE_BY * ratio_of(model)
    hooks = [
        module.register_forward_hook(scale)
        for part in (model.encoder, model.decoder)
        for module in part.modules()
        if isinstance(module, (nn.Conv1d, nn.ConvTranspose1d))
    ]
    made = run_once(model, length)
    for hook in hooks:
        hook.remove()
    return made


def ratio_of(model):
    """Samples in one latent frame."""
    length = 2**14
    return length // model.encode(torch.zeros(1, model.n_channels, length)).shape[-1]


def run_once(model, length):
    """The latents and the audio of a test signal of `length` samples, without noise."""
    audio = signals.audio(model.n_channels, length, SAMPLE_RATE, 11)
    with Draws(None):
        encoded = model.encode(torch.from_numpy(audio)[None])
        latent = model.encoder.reparametrize(encoded)[0]
        return latent, model.decode(latent)
