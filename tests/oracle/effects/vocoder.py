"""A vocoder: what is heard decides how loud the partials of a note are."""

from typing import List

import torch

RATE, RATIO, BANDS, TAPS = 44100, 256, 16, 1024
LOWEST, HIGHEST = 110.0, 7040.0


class Vocoder(torch.nn.Module):
    """`encode` hears 16 bands, `decode` plays partials of `root` (Hz) that lie next to them, `forward` does both.

    Follows the conventions of nn~ by itself: parameters, labels, setters.
    """

    _methods: List[str]
    _attributes: List[str]

    def __init__(self):
        super().__init__()
        self._methods = ["encode", "decode", "forward"]
        self._attributes = ["root", "attack"]
        self.sr = RATE
        self.ratio = RATIO
        # A band as loud as full scale has the latent 3.
        self.steepness = 20.0
        for name, numbers in {
            "encode": [1, 1, BANDS, RATIO],
            "decode": [BANDS, RATIO, 1, 1],
            "forward": [1, 1, 1, 1],
        }.items():
            self.register_buffer(f"{name}_params", torch.tensor(numbers))
        self.register_buffer("root_params", torch.tensor([1]))
        self.register_buffer("attack_params", torch.tensor([1]))
        centres = torch.logspace(0, 1, BANDS, base=HIGHEST / LOWEST, dtype=torch.float64) * LOWEST
        time = (torch.arange(TAPS, dtype=torch.float64) - (TAPS - 1) / 2) / RATE
        window = torch.hann_window(TAPS, periodic=False, dtype=torch.float64)
        window = 2.0 * window / window.sum()
        angle = 2.0 * torch.pi * centres[:, None] * time
        filters = torch.cat([window * angle.cos(), window * angle.sin()])
        self.register_buffer("filters", filters[:, None].float())
        self.register_buffer("centres", centres.float()[None, :, None])
        self.register_buffer("ramp", torch.arange(1, RATIO + 1).float() / RATIO)
        self.register_buffer("past", torch.zeros(1, 1, TAPS - RATIO))
        self.register_buffer("level", torch.zeros(1, BANDS, 1))
        self.register_buffer("phase", torch.zeros(1, BANDS, 1))
        self.root = 110.0
        self.attack = 0.6

    @torch.jit.export
    def encode(self, x: torch.Tensor) -> torch.Tensor:
        heard = torch.cat([self.past, x], 2)
        self.past = heard[:, :, -self.past.shape[2] :]
        bands = torch.nn.functional.conv1d(heard, self.filters, stride=self.ratio)
        cosine, sine = bands.chunk(2, 1)
        return torch.log1p(self.steepness * (cosine.square() + sine.square() + 1e-12).sqrt())

    @torch.jit.export
    def decode(self, z: torch.Tensor) -> torch.Tensor:
        partials = torch.clamp(torch.round(self.centres / self.root), min=1.0) * self.root
        frames: List[torch.Tensor] = []
        for frame in range(z.shape[2]):
            wanted = torch.expm1(z[:, :, frame : frame + 1].clamp(0.0, 4.0)) / self.steepness
            level = self.level + self.attack * (wanted - self.level)
            loud = self.level + (level - self.level) * self.ramp
            phase = self.phase + partials * (self.ratio / self.sr) * self.ramp
            frames.append((loud * torch.sin(2.0 * torch.pi * phase)).sum(1, keepdim=True))
            self.level = level
            last = phase[:, :, -1:]
            self.phase = last - torch.floor(last)
        return torch.cat(frames, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.decode(self.encode(x))

    @torch.jit.export
    def get_methods(self) -> List[str]:
        return self._methods

    @torch.jit.export
    def get_attributes(self) -> List[str]:
        return self._attributes

    @torch.jit.export
    def get_root(self) -> float:
        return self.root

    @torch.jit.export
    def set_root(self, root: float) -> int:
        if root < 20.0 or root > 2000.0:
            return -1
        self.root = root
        return 0

    @torch.jit.export
    def get_attack(self) -> float:
        return self.attack

    @torch.jit.export
    def set_attack(self, attack: float) -> int:
        if attack <= 0.0 or attack > 1.0:
            return -1
        self.attack = attack
        return 0

    def export_to_ts(self, path: str):
        """Writes the archive that nn~ loads."""
        torch.jit.script(self.eval()).save(path)
