"""Finds by how many samples a streaming export lags behind the same weights without cached convolutions.

A chain of strided convolutions with a delay d (in samples) answers x as the undelayed chain answers x delayed by d. The
encoder's d need not be a multiple of its ratio, so the undelayed model gets the input delayed by the rest (input_shift),
and its latents are then late by whole frames.

The PQMF turns the sign of every other sample of its odd bands. Where a delay inside it is an odd number of samples of a
band, the streaming model turns the other ones, which is to say it negates the odd bands. The undelayed model then has to
do so as well to be compared (negated_bands).
"""

from contextlib import contextmanager

import numpy as np
import torch

import runs
import signals
from interception import Draws

TOLERANCE = 1e-4
LENGTHS = [96, 384, 1536]
NEGATED = {
    "encode": [[], ["analysis"]],
    "decode": [[], ["synthesis"]],
    "forward": [[], ["analysis"], ["synthesis"], ["analysis", "synthesis"]],
}


def stream(path, method, source, block):
    """The output of a fresh model over `source` [channels, samples], in blocks, without noise."""
    model, out = runs.load(path), []
    with torch.no_grad(), Draws(None):
        for piece in torch.split(torch.from_numpy(source)[None], block, -1):
            out.append(getattr(model, method)(piece)[0].numpy().copy())
    return np.concatenate(out, 1)


def whole(plain, method, source):
    """The output of the model without caches over all of `source` at once, without noise."""
    with torch.no_grad(), Draws(None):
        return getattr(plain, method)(torch.from_numpy(source)[None])[0].numpy()


def late(source, shift):
    """`source` later by `shift` samples, zeros first."""
    return np.pad(source, ((0, 0), (shift, 0)))[:, : source.shape[1]]


def residual(streamed, plain, shift):
    """The largest difference in the last eighth, where `plain` is taken `shift` samples later."""
    length = streamed.shape[1]
    begin = length - length // 8
    return float(np.abs(streamed[:, begin:] - plain[:, begin - shift : length - shift]).max())


def best_shift(streamed, plain):
    """The shift of the least residual, and that residual; shifts up to half the length are tried."""
    length = min(streamed.shape[1], plain.shape[1])
    streamed, plain = streamed[:, :length], plain[:, :length]
    begin = length - length // 8
    probe = np.arange(begin, length, max(1, length // 8 // 64))
    tried = range(length // 2)
    rough = [float(np.abs(streamed[:, probe] - plain[:, probe - shift]).max()) for shift in tried]
    best = int(np.argmin(rough))
    return best, residual(streamed, plain, best)


@contextmanager
def negated(plain, analysis, synthesis):
    """The odd bands negated after the PQMF's analysis, before its synthesis, or both."""

    def negate(bands):
        bands = bands.clone()
        bands[:, 1::2] *= -1.0
        return bands

    hooks = []
    if analysis:
        hooks.append(plain.pqmf.register_forward_hook(lambda module, inputs, bands: negate(bands)))
    if synthesis:
        convolution = plain.pqmf.inverse_conv
        hooks.append(convolution.register_forward_pre_hook(lambda module, inputs: negate(inputs[0])))
    yield
    for hook in hooks:
        hook.remove()


def measure(path, plain, rate, predicted, codes=None):
    """Delays of encode, decode and forward of the streaming export at `path`, beside its cacheless twin `plain`.

    `predicted` holds the encoder's delay, which tells the input shift to try; `codes` is the number of codes a latent of
    a discrete model takes. Each of the three is null where no shift brings the residual under 1e-4.
    """
    channels, _, latents, ratio = runs.parameters(runs.load(path), "encode")
    kind = {"kind": "codes", "count": codes} if codes else {"kind": "latent"}
    rest = predicted["encode"] % ratio
    cases = {"encode": rest, "decode": 0, "forward": rest}
    found = dict.fromkeys(cases)
    for frames in LENGTHS:
        sound = signals.audio(channels, frames * ratio, rate, 501)
        latent = signals.make(kind | {"seed": 502}, latents, frames, 1.0)
        for method, shift in cases.items():
            if found[method] is None:
                source, block = (latent, 1) if method == "decode" else (sound, ratio)
                found[method] = _compare(path, plain, method, source, block, shift)
        if all(found.values()):
            break
    if found["encode"]:
        found["encode"]["frames"] = found["encode"].pop("output_shift")
        found["encode"]["samples"] = rest + found["encode"]["frames"] * ratio
    return found


def _compare(path, plain, method, source, block, shift):
    """The delay of one method, or None: the undelayed model gets `source` later by `shift`, negated bands or not."""
    streamed = stream(path, method, source, block)
    for bands in NEGATED[method]:
        with negated(plain, "analysis" in bands, "synthesis" in bands):
            undelayed = whole(plain, method, late(source, shift))
        output_shift, difference = best_shift(streamed, undelayed)
        if difference < TOLERANCE:
            result = {"samples": shift + output_shift, "input_shift": shift, "output_shift": output_shift}
            return result | {"negated_bands": bands, "residual": difference}
    return None
