"""Finds by how many samples a streaming export lags behind the same weights without cached convolutions.

A chain of strided convolutions with a delay d (in samples) answers x as the undelayed chain answers x delayed by d. The
encoder's d need not be a multiple of its ratio, so the undelayed model gets the input delayed by the rest (input_shift),
and its latents are then late by whole frames.
"""

import cached_conv as cc
import numpy as np
import torch

import runs
import signals
from interception import Draws

TOLERANCE = 1e-4
LENGTHS = [96, 384, 1536]


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


def _encode(path, plain, ratio, channels, rate, hints, frames):
    source = signals.audio(channels, frames * ratio, rate, 501)
    streamed = stream(path, "encode", source, ratio)
    best = (None, None, np.inf)
    for rest in hints:
        frames_late, difference = best_shift(streamed, whole(plain, "encode", late(source, rest)))
        if difference < best[2]:
            best = (rest, frames_late, difference)
        if difference < TOLERANCE:
            break
    rest, frames_late, difference = best
    return {
        "samples": rest + frames_late * ratio,
        "input_shift": rest,
        "frames": frames_late,
        "residual": difference,
    }


def _decode(path, plain, ratio, channels, codes, frames):
    kind = {"kind": "codes", "count": codes, "seed": 502} if codes else {"kind": "latent", "seed": 502}
    source = signals.make(kind, channels, frames, 1.0)
    shift, difference = best_shift(stream(path, "decode", source, 1), whole(plain, "decode", source))
    return {"samples": shift, "residual": difference}


def _forward(path, plain, ratio, channels, rate, rest, frames):
    source = signals.audio(channels, frames * ratio, rate, 503)
    streamed = stream(path, "forward", source, ratio)
    shift, difference = best_shift(streamed, whole(plain, "forward", late(source, rest)))
    return {"samples": rest + shift, "input_shift": rest, "output_shift": shift, "residual": difference}


def measure(path, plain, rate, hint=None, codes=None):
    """Delays of encode, decode and forward of the streaming export at `path`, beside its cacheless twin `plain`.

    `hint` is the encoder's delay in samples where it is known, which saves the search over the rest; `codes` the number of
    codes a latent of a discrete model takes. Each of the three is null where no shift brings the residual under 1e-4.
    """
    cc.use_cached_conv(False)
    model = runs.load(path)
    channels, _, latents, ratio = runs.parameters(model, "encode")
    found, tried = {}, {}
    for frames in LENGTHS:
        hints = list(range(ratio)) if hint is None else [hint % ratio]
        if "encode" not in found:
            tried["encode"] = _encode(path, plain, ratio, channels, rate, hints, frames)
        if "decode" not in found:
            tried["decode"] = _decode(path, plain, ratio, latents, codes, frames)
        if "forward" not in found and tried["encode"]["input_shift"] is not None:
            rest = tried["encode"]["input_shift"]
            tried["forward"] = _forward(path, plain, ratio, channels, rate, rest, frames)
        found = {k: v for k, v in tried.items() if v["residual"] < TOLERANCE}
        if len(found) == 3:
            break
    return {name: found.get(name) for name in ("encode", "decode", "forward")}, tried
