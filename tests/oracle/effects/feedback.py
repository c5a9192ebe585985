"""A feedback delay whose line is a buffer, written in place."""

import nn_tilde
import torch

BATCHES = 4


class FeedbackDelay(nn_tilde.Module):
    """Adds the audio of `time` samples ago, and lets `feedback` of it round again."""

    def __init__(self):
        super().__init__()
        self.length = 2048
        self.register_buffer("line", torch.zeros(BATCHES, self.length))
        self.register_buffer("position", torch.zeros(1, dtype=torch.long))
        self.register_attribute("time", 300)
        self.register_attribute("feedback", 0.6)
        self.register_method("forward", 1, 1, 1, 1)

    @torch.jit.export
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        batches, length = x.shape[0], x.shape[-1]
        time = self.time[0]
        out = torch.zeros_like(x)
        start = 0
        while start < length:
            end = min(start + time, length)
            now = (self.position + torch.arange(start, end, device=x.device)) % self.length
            late = self.line[:batches].index_select(1, (now - time) % self.length)
            out[:, 0, start:end] = x[:, 0, start:end] + late
            self.line[:batches, now] = x[:, 0, start:end] + self.feedback[0] * late
            start = end
        self.position.add_(length).remainder_(self.length)
        return out

    @torch.jit.export
    def get_time(self) -> int:
        return self.time[0]

    @torch.jit.export
    def set_time(self, time: int) -> int:
        if time < 1 or time > self.length:
            return -1
        self.time = (time,)
        return 0

    @torch.jit.export
    def get_feedback(self) -> float:
        return self.feedback[0]

    @torch.jit.export
    def set_feedback(self, feedback: float) -> int:
        self.feedback = (feedback,)
        return 0
