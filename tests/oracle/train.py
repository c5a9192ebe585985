#!/usr/bin/env python3
"""Trains the small models of the `_trained` fixtures: train.py AUDIO_FOLDER OUT_FOLDER [NAME…]

AUDIO_FOLDER holds sounds that libsndfile reads; OUT_FOLDER gets one file of weights a model, which `export.py --weights
OUT_FOLDER` reads. The loss is a spectral distance at several scales and a little divergence of the latents; no
discriminator. It is meant to give layers and latents the sizes they have in a real model, and takes some minutes a model.
"""

import argparse
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import numpy as np  # noqa: E402
import soundfile  # noqa: E402
import torch  # noqa: E402
from torch import nn  # noqa: E402

import build  # noqa: E402
import fixtures  # noqa: E402

SCALES = [1024, 512, 256, 128]
BATCH, LENGTH, LEARNING_RATE, DIVERGENCE = 8, 8192, 2e-3, 2e-3
FRAMES_TO_ANALYSE = 4096


def sounds(folder, most=400):
    """All sounds of a folder one after another, at the models' rate where they already have it."""
    files = sorted(path for path in Path(folder).rglob("*") if path.suffix in (".mp3", ".flac", ".wav"))
    pieces = []
    for path in files[:: max(1, len(files) // most)]:
        try:
            audio, rate = soundfile.read(path, dtype="float32", always_2d=True)
        except soundfile.LibsndfileError:
            continue
        if rate == build.SAMPLE_RATE:
            pieces.append(audio.mean(1))
    return torch.from_numpy(np.concatenate(pieces))


def batch(audio, generator):
    """Random excerpts, the loud ones at one level."""
    starts = torch.randint(0, len(audio) - LENGTH, (BATCH,), generator=generator)
    excerpts = torch.stack([audio[start : start + LENGTH] for start in starts])
    return (excerpts / excerpts.abs().amax(1, keepdim=True).clamp(min=0.05) * 0.7)[:, None]


def distance(x, y):
    """The spectral distance at several scales: relative in the magnitudes, absolute in their logarithms."""
    total = 0.0
    for size in SCALES:
        window = torch.hann_window(size)
        spectra = [
            torch.stft(signal[:, 0], size, size // 4, window=window, normalized=True, return_complex=True).abs()
            for signal in (x, y)
        ]
        relative = (spectra[0] - spectra[1]).norm() / spectra[0].norm().clamp(min=1e-4)
        logarithmic = ((spectra[0] + 1e-4).log() - (spectra[1] + 1e-4).log()).abs().mean()
        total = total + relative + logarithmic
    return total


def train(fixture, audio, seconds):
    """The trained weights with their normalisation folded in."""
    torch.manual_seed(fixture.seed)
    build.configure(fixture.configs, fixture.bindings)
    model = build.construct(fixture.channels, False, folded=False).train()
    model.decoder.set_warmed_up(True)
    parameters = [*model.encoder.parameters(), *model.decoder.parameters()]
    optimizer = torch.optim.Adam(parameters, LEARNING_RATE, (0.8, 0.95))
    generator = torch.Generator().manual_seed(fixture.seed)
    begin, steps = time.monotonic(), 0
    while (spent := time.monotonic() - begin) < seconds:
        optimizer.param_groups[0]["lr"] = LEARNING_RATE * (1.0 - 0.9 * spent / seconds)
        x = batch(audio, generator)
        z, divergence = model.encoder.reparametrize(model.encode(x))[:2]
        loss = distance(x, model.decode(z)) + DIVERGENCE * divergence
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 10.0)
        optimizer.step()
        steps += 1
        if steps % 200 == 0:
            print(f"  step {steps}, {spent:.0f} s, loss {loss.item():.3f}, divergence {divergence.item():.2f}", flush=True)
    model.encoder.set_warmed_up(True)
    build.fold(model)
    analyse(model.eval(), audio, generator)
    return model.state_dict(), steps


@torch.no_grad()
def analyse(model, audio, generator):
    """The latents' mean, their principal directions, and how much of their variance each further one explains."""
    means = []
    while sum(len(piece) for piece in means) < FRAMES_TO_ANALYSE:
        encoded = model.encode(batch(audio, generator)).chunk(2, 1)[0]
        means.append(encoded.permute(0, 2, 1).reshape(-1, model.latent_size))
    latents = torch.cat(means).double()
    model.latent_mean.copy_(latents.mean(0))
    _, values, basis = torch.linalg.svd(latents - latents.mean(0), full_matrices=False)
    model.latent_pca.copy_(basis)
    share = values.square()
    model.fidelity.copy_((share / share.sum()).cumsum(0))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("audio")
    parser.add_argument("out")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seconds", type=float, default=300.0)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    audio = sounds(arguments.audio)
    print(f"{len(audio) / build.SAMPLE_RATE:.0f} s of sound")
    for name in arguments.names or fixtures.TRAINED:
        weights, steps = train(fixtures.TRAINED[name], audio, arguments.seconds)
        torch.save({"weights": weights, "steps": steps}, Path(arguments.out) / f"{name}.pt")
        print(f"{name}: {steps} steps", flush=True)


if __name__ == "__main__":
    main()
