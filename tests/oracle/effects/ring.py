"""A ring modulator that keeps its phase in a buffer."""

import math

import nn_tilde
import torch


class RingModulator(nn_tilde.Module):
    """Multiplies the audio by a sine of `frequency` Hz, whose phase in turns goes on from block to block."""

    def __init__(self):
        super().__init__()
        self.sample_rate = 44100.0
        self.register_buffer("phase", torch.zeros(1))
        self.register_attribute("frequency", 440.0)
        self.register_method("forward", 1, 1, 1, 1)

    @torch.jit.export
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        step = self.frequency[0] / self.sample_rate
        turns = self.phase + step * torch.arange(1, x.shape[-1] + 1, dtype=torch.float, device=x.device)
        turns = turns % 1.0
        self.phase.copy_(turns[-1:])
        return x * torch.sin(2.0 * math.pi * turns)

    @torch.jit.export
    def get_frequency(self) -> float:
        return self.frequency[0]

    @torch.jit.export
    def set_frequency(self, frequency: float) -> int:
        self.frequency = (max(0.0, min(frequency, 20000.0)),)
        return 0
