"""Runs a method of a TorchScript archive block by block, as nn~ would, and keeps what came out."""

import numpy as np
import torch

import signals
from interception import Draws


def load(path):
    """A freshly loaded model: its state is the one that the file holds."""
    return torch.jit.load(str(path)).eval()


def parameters(model, method):
    """Input channels, input ratio, output channels, output ratio of `method`."""
    return [int(value) for value in getattr(model, f"{method}_params")]


def apply(model, settings, block):
    """Makes the calls of `settings` that come before `block`, and notes what each returned."""
    for setting in settings:
        if setting["before_block"] == block:
            setting["returned"] = getattr(model, setting["call"])(*setting["arguments"])


def perform(path, run, sample_rate):
    """Does one `run` (a dictionary as reference.json holds it, less its results) on a fresh model.

    Answers the run with its results, and the output: [output channels, samples of all blocks].
    """
    model = load(path)
    in_channels, in_ratio, out_channels, out_ratio = parameters(model, run["method"])
    length = run["block"] // in_ratio
    source = signals.make(run["input"], in_channels, length * run["blocks"], sample_rate / in_ratio)
    draws = Draws(run["noise"]["seed"])
    out = []
    for block in range(run["blocks"]):
        draws.block = block
        apply(model, run.get("settings", []), block)
        piece = torch.from_numpy(source[:, block * length : (block + 1) * length].copy())[None]
        with torch.no_grad(), draws:
            answer = getattr(model, run["method"])(piece)
        assert list(answer.shape) == [1, out_channels, run["block"] // out_ratio], answer.shape
        out.append(answer[0].numpy().copy())
    output = np.concatenate(out, 1).astype("<f4")
    assert np.isfinite(output).all(), f"{run['method']} made numbers that are not finite"
    if draws.smallest_margin is not None:
        assert draws.smallest_margin > 1e-6, "a multinomial draw falls too near the edge of two"
    result = dict(run, in_channels=in_channels, in_block=length, out_channels=out_channels)
    result |= {"out_block": run["block"] // out_ratio, "rms": float(np.sqrt(np.mean(output**2.0)))}
    return result | {"peak": float(np.abs(output).max()), "draws": draws.log}, output
