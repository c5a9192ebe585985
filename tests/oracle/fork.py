"""Archives with the conventions of the Intelligent Instruments Lab's exports, as far as they are known: modules of our
own around v2's layers.

`Signed` follows the later ones: signs of the latents in a buffer, a temperature that encode takes where it is given, and
`encode_dist`, which answers a sample and its distribution. `Ordered` follows the early ones: latents chosen by an order of
dimensions, and a padding that a network guesses from the last frame, which a buffer keeps.
"""

from typing import Tuple

import nn_tilde
import torch
from torch import nn
from torch.nn import functional as F

import build
from generator import Generator


class Signed(nn_tilde.Module):
    """Latents turned by the analysis, cropped, and given signs."""

    def __init__(self, model, options):
        super().__init__()
        self.pqmf, self.encoder, self.decoder = model.pqmf, model.encoder.encoder, model.decoder
        self.latent_size, self.full_latent_size = options["latent_size"], model.latent_size
        self.register_buffer("latent_pca", model.latent_pca)
        self.register_buffer("latent_mean", model.latent_mean)
        signs = Generator(41).normal(self.latent_size)
        self.register_buffer("signs", torch.from_numpy(signs).sign())
        silence = torch.zeros(1, 1, 2**14)
        ratio = silence.shape[-1] // self.encode(silence).shape[-1]
        self.register_method("encode", 1, 1, self.latent_size, ratio)
        self.register_method("decode", self.latent_size, ratio, 1, 1)
        self.register_method("forward", 1, 1, 1, 1)

    @torch.jit.export
    def encode_dist(
        self, x: torch.Tensor, temp: float = 1.0
    ) -> Tuple[torch.Tensor, Tuple[torch.Tensor, torch.Tensor]]:
        mean, scale = self.encoder(self.pqmf(x)).chunk(2, 1)
        std = F.softplus(scale) + 1e-4
        mean = F.conv1d(mean - self.latent_mean.unsqueeze(-1), self.latent_pca.unsqueeze(-1))
        std = F.conv1d(std.square(), self.latent_pca.unsqueeze(-1).square()).sqrt()
        mean = mean[:, : self.latent_size] * self.signs[:, None]
        std = std[:, : self.latent_size]
        return mean + temp * std * torch.randn_like(mean), (mean, std)

    @torch.jit.export
    def encode(self, x: torch.Tensor, temp: float = 1.0) -> torch.Tensor:
        return self.encode_dist(x, temp)[0]

    @torch.jit.export
    def decode(self, z: torch.Tensor) -> torch.Tensor:
        rest = torch.randn(z.shape[0], self.full_latent_size - z.shape[1], z.shape[-1]).type_as(z)
        z = torch.cat([z * self.signs[:, None], rest], 1)
        z = F.conv1d(z, self.latent_pca.T.unsqueeze(-1)) + self.latent_mean.unsqueeze(-1)
        return self.pqmf.inverse(self.decoder(z))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.decode(self.encode(x, temp=1.0))


class Ordered(nn.Module):
    """Latents chosen by the order in `kld_idxs`; what is cropped is guessed from the last frame."""

    def __init__(self, model, options):
        super().__init__()
        size, self.cropped_latent_size = model.latent_size, options["latent_size"]
        self.pqmf, self.encoder, self.decoder = model.pqmf, model.encoder.encoder, model.decoder
        generator = Generator(43)
        guess = nn.Conv1d(size, 2 * size, 1)
        for parameter in guess.parameters():
            drawn = build.rounded(0.05 * generator.normal(parameter.numel()), 5)
            parameter.copy_(torch.from_numpy(drawn).reshape(parameter.shape))
        self.prior = nn.Sequential(guess)
        order = generator.uniform(size).argsort()
        self.register_buffer("kld_idxs", torch.from_numpy(order))
        self.register_buffer("latent_size", torch.tensor(size))
        self.register_buffer("sampling_rate", torch.tensor(model.sr))
        self.register_buffer("last_z", torch.zeros(4, size, 1))
        silence = torch.zeros(1, 1, 2**14)
        ratio = silence.shape[-1] // self.encode(silence).shape[-1]
        cropped = self.cropped_latent_size
        self.register_buffer("encode_params", torch.tensor([1, 1, cropped, ratio]))
        self.register_buffer("decode_params", torch.tensor([cropped, ratio, 1, 1]))
        self.register_buffer("forward_params", torch.tensor([1, 1, 1, 1]))
        self(torch.zeros(1, 1, ratio))

    def draw(self, mean: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
        return mean + scale.exp() * torch.randn_like(mean)

    @torch.jit.export
    def encode(self, x: torch.Tensor) -> torch.Tensor:
        mean, scale = self.encoder(self.pqmf(x)).chunk(2, 1)
        return self.draw(mean, scale)[:, self.kld_idxs[: self.cropped_latent_size]]

    @torch.jit.export
    def decode(self, z: torch.Tensor) -> torch.Tensor:
        mean, scale = self.prior(self.last_z[: z.shape[0]]).chunk(2, 1)
        rest = self.draw(mean, scale)[:, self.cropped_latent_size :]
        z = torch.cat([z, rest.expand(-1, -1, z.shape[-1])], 1)
        self.last_z[: z.shape[0]] = z[..., -1:]
        z = z[:, self.kld_idxs.argsort()]
        return self.pqmf.inverse(self.decoder(z))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.decode(self.encode(x))
