"""A bit of everything that scripted effects do: branches on attributes, lists, text, noise, and a GRU on control channels."""

from typing import List

import nn_tilde
import torch

from generator import Generator

CONTROLS, HIDDEN, RATIO = 4, 6, 64


class Medley(nn_tilde.Module):
    """`forward` shapes audio in one of three ways; `control` follows four control channels with a GRU."""

    def __init__(self):
        super().__init__()
        self.gains: List[float] = [0.5, -0.25, 0.125]
        self.gru = torch.nn.GRU(CONTROLS, HIDDEN, batch_first=True)
        self.out = torch.nn.Linear(HIDDEN, 2)
        generator = Generator(31)
        for parameter in self.parameters():
            drawn = torch.from_numpy(generator.normal(parameter.numel())).reshape(parameter.shape)
            parameter.requires_grad_(False).copy_((drawn * 64.0).round() / 128.0)
        self.register_buffer("hidden", torch.zeros(1, 4, HIDDEN))
        self.register_attribute("shape", 0)
        self.register_attribute("noisy", False)
        self.register_attribute("name", "plain")
        self.register_attribute("range", (-0.8, 0.8))
        self.register_method("forward", 1, 1, 2, 1)
        self.register_method("control", CONTROLS, RATIO, 2, RATIO)
        self.hidden.zero_()

    @torch.jit.export
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.noisy[0]:
            x = x + 0.1 * torch.randn_like(x)
        if self.shape[0] == 0:
            y = torch.tanh(3.0 * x)
        elif self.shape[0] == 1:
            y = torch.zeros_like(x)
            power = x
            for gain in self.gains:
                y = y + gain * power
                power = power * x
        else:
            y = torch.where(x > 0.0, x.sqrt(), -(-x).sqrt()).nan_to_num()
        if self.name[0] == "upside down":
            y = -y
        low, high = self.range
        pieces = [y.clamp(low, high), x]
        return torch.cat(pieces, 1)

    @torch.jit.export
    def control(self, x: torch.Tensor) -> torch.Tensor:
        hidden = self.hidden[:, : x.shape[0]].contiguous()
        y, hidden = self.gru(x.permute(0, 2, 1), hidden)
        self.hidden[:, : x.shape[0]] = hidden
        return self.out(y).permute(0, 2, 1)

    @torch.jit.export
    def get_shape(self) -> int:
        return self.shape[0]

    @torch.jit.export
    def set_shape(self, shape: int) -> int:
        if shape not in [0, 1, 2]:
            print("shape is 0, 1 or 2")
            return -1
        self.shape = (shape,)
        return 0

    @torch.jit.export
    def get_noisy(self) -> bool:
        return self.noisy[0]

    @torch.jit.export
    def set_noisy(self, noisy: bool) -> int:
        self.noisy = (noisy,)
        return 0

    @torch.jit.export
    def get_name(self) -> str:
        return self.name[0]

    @torch.jit.export
    def set_name(self, name: str) -> int:
        self.name = (name,)
        return 0

    @torch.jit.export
    def get_range(self) -> List[float]:
        return [self.range[0], self.range[1]]

    @torch.jit.export
    def set_range(self, low: float, high: float) -> int:
        self.range = (low, high)
        return 0
