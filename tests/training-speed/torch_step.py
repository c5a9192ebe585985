#!/usr/bin/env python3
"""The trainer's step in PyTorch, on the weights and the batch in FOLDER: torch_step.py FOLDER THREADS

The same network, losses, clipping, optimizers and average as `nrave train`, written as PyTorch
would have it: channels first, its own convolutions, STFT and fused Adam. FOLDER is what
`training_speed` writes: shapes.json, and one raw little-endian f32 file a tensor.

A line on the console's input runs one step; the answer is a line of JSON: the losses before the
step, seconds on the clock and of the processor, and the most memory held so far in MiB.

Needs Python 3, numpy and torch; nothing of this project.
"""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

SCALES = [2048, 1024, 512, 256, 128]
LEAST, MOST = -9.0, 2.5


def leaky(x):
    return F.leaky_relu(x, 0.2)


class Conv(torch.nn.Module):
    """A causal convolution; weights come as [kernel * inputs, outputs], oldest sample first."""

    def __init__(self, weight, bias, kernel, dilation=1):
        super().__init__()
        weight = weight.reshape(kernel, -1, weight.shape[1]).permute(2, 1, 0).contiguous()
        self.weight, self.bias = torch.nn.Parameter(weight), torch.nn.Parameter(bias)
        self.dilation, self.back = dilation, (kernel - 1) * dilation

    def forward(self, x):
        return F.conv1d(F.pad(x, (self.back, 0)), self.weight, self.bias, dilation=self.dilation)


class Residual(torch.nn.Module):
    def __init__(self, take, dilation):
        super().__init__()
        self.dilated = Conv(*take(2), 3, dilation)
        self.mix = Conv(*take(2), 1)

    def forward(self, x):
        return x + self.mix(leaky(self.dilated(leaky(x))))


class Down(torch.nn.Module):
    def __init__(self, take, stride):
        super().__init__()
        weight, bias = take(2)
        weight = weight.reshape(2 * stride, -1, weight.shape[1]).permute(2, 1, 0).contiguous()
        self.weight, self.bias = torch.nn.Parameter(weight), torch.nn.Parameter(bias)
        self.stride = stride

    def forward(self, x):
        return F.conv1d(F.pad(leaky(x), (self.stride, 0)), self.weight, self.bias, self.stride)


class Up(torch.nn.Module):
    def __init__(self, take, stride):
        super().__init__()
        weight, bias = take(2)
        inputs = weight.shape[0] // 2
        # [tap, input, step, output], the last step's tap first, to [input, output, kernel].
        weight = weight.reshape(2, inputs, stride, -1).flip(0).permute(1, 3, 0, 2)
        self.weight = torch.nn.Parameter(weight.reshape(inputs, -1, 2 * stride).contiguous())
        self.bias = torch.nn.Parameter(bias.reshape(stride, -1)[0].clone())
        self.stride = stride

    def forward(self, x):
        y = F.conv_transpose1d(leaky(x), self.weight, self.bias, self.stride)
        return y[..., : x.shape[-1] * self.stride]


class Encoder(torch.nn.Module):
    def __init__(self, take):
        super().__init__()
        self.body = torch.nn.Sequential(
            Conv(*take(2), 7),
            Down(take, 4), Residual(take, 1),
            Down(take, 4), Residual(take, 1), Residual(take, 3),
            Down(take, 2), Residual(take, 1), Residual(take, 3),
        )
        self.output = Conv(*take(2), 1)

    def forward(self, bands):
        mean, log_variance = self.output(leaky(self.body(bands))).chunk(2, 1)
        return mean, (log_variance - 6.0).clamp(-10.0, 2.0)


class Decoder(torch.nn.Module):
    def __init__(self, take, groups, points, filter_steps):
        super().__init__()
        self.groups, self.points = groups, points
        steps = filter_steps // points
        self.rise = ((torch.arange(steps) + 1) / steps).reshape(1, 1, steps, 1)
        self.body = torch.nn.Sequential(
            Conv(*take(2), 3),
            Residual(take, 1), Residual(take, 2),
            Up(take, 2), Residual(take, 1), Residual(take, 3),
        )
        self.output = Conv(*take(2), 1)

    def forward(self, latent, controls, sources, fade):
        y = self.output(leaky(self.body(torch.cat([latent, controls], 1)))).transpose(1, 2)
        batch, time, _ = y.shape
        first, bands = 0, []
        for group, source in zip(self.groups, sources):
            harmonic, count = group["harmonic"], group["harmonic"] + group["noise"]
            each = count + 2 + self.points
            width = each * group["bands"]
            part = y[..., first : first + width].reshape(batch, time, group["bands"], each)
            first += width
            logs = part[..., count:].clamp(LEAST, MOST).exp()
            gains = logs[..., :2]
            taps = torch.cat(
                [part[..., :harmonic] * gains[..., :1], part[..., harmonic:count] * gains[..., 1:]], 3
            )
            pair = torch.stack([F.pad(taps, (0, 0, 0, 0, 1, 0))[:, :-1], taps], -1)
            out = torch.bmm(source, pair.reshape(-1, count, 2)).mul(fade).sum(2)
            out = out.reshape(batch, time, group["bands"], -1).transpose(2, 3)
            out = out.reshape(batch, -1, group["bands"])
            bands.append(out * self.envelope(logs[..., 2:]))
        return torch.cat(bands, 2).transpose(1, 2)

    def envelope(self, points):
        """Straight lines from point to point, [batch, time, bands, points] to steps of bands."""
        batch, time, bands, count = points.shape
        points = points.transpose(2, 3).reshape(batch, time * count, 1, bands)
        before = F.pad(points, (0, 0, 0, 0, 1, 0))[:, :-1]
        line = before + (points - before) * self.rise
        return line.reshape(batch, -1, bands)


class Adversary(torch.nn.Module):
    def __init__(self, take, classes):
        super().__init__()
        self.classes = classes
        self.hidden1, self.hidden2 = Conv(*take(2), 5), Conv(*take(2), 3)
        self.output = Conv(*take(2), 1)

    def forward(self, latent):
        x = self.output(leaky(self.hidden2(leaky(self.hidden1(latent)))))
        return x.transpose(1, 2).reshape(-1, self.classes).log_softmax(1)


class Weights:
    """Hands out tensors in the order they were written."""

    def __init__(self, folder, name, shapes):
        values = torch.from_numpy(np.fromfile(folder / f"{name}.f32", "<f4"))
        lengths = [int(np.prod(shape)) for shape in shapes]
        self.tensors = [
            part.reshape(shape).clone() for part, shape in zip(values.split(lengths), shapes)
        ]

    def __call__(self, count):
        taken, self.tensors = self.tensors[:count], self.tensors[count:]
        return taken


def magnitudes(x, size, hop, windows, floor):
    spectrum = torch.stft(x, size, hop, window=windows[size], center=False, return_complex=True)
    parts = torch.view_as_real(spectrum)
    return (parts.square().sum(-1) + floor * floor).sqrt()


def distance(output, target, windows):
    total = 0
    for size in SCALES:
        scale = size**-0.5
        ours = magnitudes(output, size, size // 4, windows, 1e-5) * scale
        with torch.no_grad():
            theirs = magnitudes(target, size, size // 4, windows, 1e-5) * scale
        error = (ours - theirs).square().mean((1, 2))
        power = theirs.square().mean((1, 2))
        relative = ((error + 1e-9) / (power + 1e-5)).sqrt()
        log = ((ours + 3e-4).log() - (theirs + 3e-4).log()).abs().mean((1, 2))
        total = total + relative + log
    return total


def measure(output, shapes, windows):
    frame, window = shapes["frame"], shapes["window"]
    count = output.shape[1] // frame - shapes["skip"] - shapes["tail"]
    start = (shapes["skip"] + 1) * frame + shapes["delay"] - window
    output = output[:, start : start + (count - 1) * frame + window]
    power = output.unfold(1, window, frame).square().mean(2)
    spectrum = magnitudes(output, window, frame, windows, 1e-6).transpose(1, 2)
    hz = torch.arange(window // 2 + 1) * (shapes["rate"] / window)
    weight = spectrum / (spectrum.sum(2, keepdim=True) + 1e-9)
    centroid = (weight * hz).sum(2)
    off = hz - centroid[..., None]
    bandwidth = ((weight * off * off).sum(2) + 1.0).sqrt()
    values = {"rms": (power + 1e-12).log10() * 10, "centroid": centroid, "bandwidth": bandwidth}
    columns = []
    for spec in shapes["attributes"]:
        value, low, high = values[spec["name"]], spec["min"], spec["max"]
        if spec["scale"] == "log":
            value, low, high = (value + 20).log2(), np.log2(low + 20), np.log2(high + 20)
        columns.append((value - low) * (2 / (high - low)) - 1)
    return torch.stack(columns, 2)


def clip(parameters):
    """Each tensor's gradient by its own norm, as the trainer does."""
    norms = torch._foreach_norm([x.grad for x in parameters])
    scales = [(10.0 / (norm + 1e-38)).clamp(max=1.0) for norm in norms]
    torch._foreach_mul_([x.grad for x in parameters], scales)


def main():
    folder, threads = Path(sys.argv[1]), int(sys.argv[2])
    torch.set_num_threads(threads)
    shapes = json.loads((folder / "shapes.json").read_text())
    items, others, frames = shapes["items"], shapes["others"], shapes["frames"]
    played, width, frame = items + others, len(shapes["attributes"]), shapes["frame"]
    band_steps, filter_steps = shapes["band_steps"], shapes["filter_steps"]

    def load(name, *shape):
        return torch.from_numpy(np.fromfile(folder / f"{name}.f32", "<f4")).reshape(shape)

    bands = load("bands", items, frames * band_steps, shapes["bands"]).transpose(1, 2).contiguous()
    epsilon = load("epsilon", items, frames, shapes["latents"]).transpose(1, 2).contiguous()
    target = load("target", items, frames * frame)
    controls = load("controls", played, frames, width + 2).transpose(1, 2).contiguous()
    gains = load("gains", played, 1, frames * band_steps)
    requested = load("requested", others, frames, width)
    counts = load("weights", others, frames, width)
    classes = load("classes", items * frames * width).long()
    sources = [
        load(f"sources{index}", -1, filter_steps, group["harmonic"] + group["noise"])
        for index, group in enumerate(shapes["groups"])
    ]
    synthesis = load("synthesis", shapes["bands"], 1, -1)
    present = (torch.arange(filter_steps) + 1) / filter_steps
    fade = torch.stack([1 - present, present], 1)
    windows = {size: torch.hann_window(size) for size in {*SCALES, shapes["window"]}}

    take = Weights(folder, "network", shapes["network"])
    encoder, decoder = Encoder(take), Decoder(take, shapes["groups"], shapes["envelope"], filter_steps)
    adversary = Adversary(Weights(folder, "adversary", shapes["adversary"]), shapes["classes"])
    networks = [list(encoder.parameters()) + list(decoder.parameters()), list(adversary.parameters())]
    optimizers = [
        torch.optim.Adam(x, lr=shapes["learning_rate"], betas=(0.5, 0.9), eps=1e-7, fused=True)
        for x in networks
    ]
    average = [x.detach().clone() for x in networks[0]]

    def step():
        mean, log_variance = encoder(bands)
        latent = mean + (log_variance * 0.5).exp() * epsilon
        kl = (mean.square() + log_variance.exp() - log_variance - 1).sum(1).mean() * 0.5
        played_latent = torch.cat([latent, latent[:others]])
        out = decoder(played_latent, controls, sources, fade) * gains
        audio = F.conv_transpose1d(out, synthesis, stride=shapes["bands"])[:, 0, : frames * frame]
        skip, tail = shapes["skip"], shapes["tail"]
        start = skip * frame
        spectral = distance(audio[:items, start:], target[:, start:], windows).mean()
        measured = measure(audio[items:], shapes, windows)
        asked = slice(skip, frames - tail)
        off = (measured - requested[:, asked]).abs() * counts[:, asked]
        consistency = off.sum() / (counts[:, asked].sum() + 1)
        leak = -adversary(latent).mean() - np.log(shapes["classes"])
        weights = shapes["loss_weights"]
        total = (
            spectral
            + kl * weights["kl"]
            + leak * weights["leak"]
            + consistency * (weights["consistency"] * width)
        )
        optimizers[0].zero_grad()
        total.backward()
        clip(networks[0])
        optimizers[0].step()
        error = F.nll_loss(adversary(latent.detach()), classes)
        optimizers[1].zero_grad()
        error.backward()
        clip(networks[1])
        optimizers[1].step()
        with torch.no_grad():
            torch._foreach_lerp_(average, networks[0], 0.2)
        values = dict(periodicity=torch.zeros(()), spectral=spectral, kl=kl, leak=leak, consistency=consistency, adversary=error)
        return {name: value.item() for name, value in values.items()}

    for _ in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        losses = step()
        answer = {
            "losses": losses,
            "seconds": time.perf_counter() - clock,
            "processor_seconds": time.process_time() - processor,
            "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
        print(json.dumps(answer), flush=True)


main()
