"""Archives with the conventions of RAVE 1's exports, as far as they are known: a module of our own around v1's layers.

No attributes and no lists of methods; `encode_params`, `decode_params` and `forward_params` tell the methods;
`encode_amortized` answers the mean and the spread of the latents; the encoder answers a pair, and the decoder is told
whether to add noise.
"""

import math
from typing import Tuple

import cached_conv as cc
import numpy as np
import torch
from rave.core import mod_sigmoid
from torch import nn
from torch.nn import functional as F


class PairEncoder(nn.Module):
    """v1's encoder, which answers its two halves."""

    def __init__(self, encoder):
        super().__init__()
        self.net = encoder.net

    def forward(self, x: torch.Tensor) -> Tuple[torch.Tensor, torch.Tensor]:
        halves = self.net(x)
        size = halves.shape[1] // 2
        return halves[:, :size], halves[:, size:]


class NoisyDecoder(nn.Module):
    """v1's decoder, whose noise the caller switches."""

    def __init__(self, generator):
        super().__init__()
        self.net = generator.net
        self.synth = generator.synth
        self.loud_stride = generator.loud_stride

    def forward(self, z: torch.Tensor, add_noise: bool = True) -> torch.Tensor:
        waveform, loudness, noise = self.synth(self.net(z))
        loudness = loudness.repeat_interleave(self.loud_stride, dim=-1)
        out = torch.tanh(waveform) * mod_sigmoid(loudness)
        if add_noise:
            out = out + noise
        return out


class SameRate(nn.Module):
    """What stands in the place of a resampler where the rates agree."""

    def __init__(self):
        super().__init__()
        self.identity = True

    @torch.jit.export
    def to_target_sampling_rate(self, x: torch.Tensor) -> torch.Tensor:
        return x

    @torch.jit.export
    def from_target_sampling_rate(self, x: torch.Tensor) -> torch.Tensor:
        return x


class Rave1(nn.Module):
    """Options: `fidelity`, `stereo`, `deterministic`, `trained_cropped` (the latents were cropped before they were
    decoded in training, so the analysis is undone before they are padded)."""

    def __init__(self, model, options):
        super().__init__()
        self.resample = SameRate()
        self.pqmf = model.pqmf
        self.encoder = PairEncoder(model.encoder.encoder)
        self.decoder = NoisyDecoder(model.decoder)
        self.stereo = bool(options.get("stereo", False))
        self.deterministic = bool(options.get("deterministic", False))
        self.trained_cropped = bool(options.get("trained_cropped", False))
        self.register_buffer("latent_pca", model.latent_pca)
        self.register_buffer("latent_mean", model.latent_mean)
        self.register_buffer("latent_size", torch.tensor(model.latent_size))
        self.register_buffer("sampling_rate", torch.tensor(model.sr))
        self.register_buffer("max_batch_size", torch.tensor(cc.MAX_BATCH_SIZE))
        kept = int(np.argmax(model.fidelity.numpy() > options.get("fidelity", 0.95)))
        self.cropped_latent_size = 2 ** math.ceil(math.log2(kept))
        if self.trained_cropped:
            self._crop(self.cropped_latent_size)
        silence = torch.zeros(1, 1, 2**14)
        ratio = silence.shape[-1] // self.encode(silence).shape[-1]
        channels = 2 if self.stereo else 1
        self.register_buffer("encode_params", torch.tensor([1, 1, self.cropped_latent_size, ratio]))
        self.register_buffer("decode_params", torch.tensor([self.cropped_latent_size, ratio, channels, 1]))
        self.register_buffer("forward_params", torch.tensor([1, 1, channels, 1]))
        self(silence)

    def _crop(self, size):
        """An analysis of `size` dimensions alone."""
        basis, _ = torch.linalg.qr(self.latent_pca[:size, :size])
        self.latent_pca = basis.contiguous()
        self.latent_mean = self.latent_mean[:size].contiguous()

    def distribution(self, x: torch.Tensor) -> Tuple[torch.Tensor, torch.Tensor]:
        bands = self.pqmf(self.resample.from_target_sampling_rate(x))
        mean, scale = self.encoder(bands)
        if self.trained_cropped:
            mean = mean[:, : self.cropped_latent_size]
            scale = scale[:, : self.cropped_latent_size]
        return mean, F.softplus(scale) + 1e-4

    @torch.jit.export
    def encode(self, x: torch.Tensor) -> torch.Tensor:
        mean, std = self.distribution(x)
        z = mean
        if not self.deterministic:
            z = z + std * torch.randn_like(mean)
        z = F.conv1d(z - self.latent_mean[:, None], self.latent_pca[:, :, None])
        return z[:, : self.cropped_latent_size]

    @torch.jit.export
    def encode_amortized(self, x: torch.Tensor) -> Tuple[torch.Tensor, torch.Tensor]:
        mean, std = self.distribution(x)
        mean = F.conv1d(mean - self.latent_mean[:, None], self.latent_pca[:, :, None])
        var = F.conv1d(std * std, (self.latent_pca * self.latent_pca)[:, :, None])
        return mean[:, : self.cropped_latent_size], var[:, : self.cropped_latent_size].sqrt()

    def undo_analysis(self, z: torch.Tensor) -> torch.Tensor:
        return F.conv1d(z, self.latent_pca.T[:, :, None]) + self.latent_mean[:, None]

    @torch.jit.export
    def decode(self, z: torch.Tensor) -> torch.Tensor:
        if self.trained_cropped:
            z = self.undo_analysis(z)
        if self.stereo and z.shape[0] == 1:
            z = z.expand(2, z.shape[1], z.shape[2])
        missing = int(self.latent_size.item()) - z.shape[1]
        if self.deterministic:
            rest = torch.zeros(z.shape[0], missing, z.shape[-1], device=z.device)
        else:
            rest = torch.randn(z.shape[0], missing, z.shape[-1], device=z.device)
        z = torch.cat([z, rest], 1)
        if not self.trained_cropped:
            z = self.undo_analysis(z)
        bands = self.decoder(z, add_noise=not self.deterministic)
        x = self.resample.to_target_sampling_rate(self.pqmf.inverse(bands))
        if self.stereo:
            x = x.permute(1, 0, 2)
        return x

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.decode(self.encode(x))
