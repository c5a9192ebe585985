"""A gain with one attribute."""

import nn_tilde
import torch


class Gain(nn_tilde.Module):
    """Multiplies the audio by `gain`."""

    def __init__(self):
        super().__init__()
        self.register_attribute("gain", 0.5)
        self.register_method("forward", 1, 1, 1, 1)

    @torch.jit.export
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.gain[0]

    @torch.jit.export
    def get_gain(self) -> float:
        return self.gain[0]

    @torch.jit.export
    def set_gain(self, gain: float) -> int:
        if gain < 0.0:
            return -1
        self.gain = (gain,)
        return 0
