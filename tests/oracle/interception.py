"""Puts our generator in the place of PyTorch's while a TorchScript program runs, and writes down each draw.

Operators that the TorchScript interpreter runs pass PyTorch's dispatcher, so a dispatch mode around the call of the
scripted module sees them all. An operator that draws at random and is not known here stops the run.
"""

import numpy as np
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from generator import Generator

NORMAL = {"aten::randn", "aten::randn_like", "aten::normal_"}
UNIFORM = {"aten::rand", "aten::rand_like", "aten::uniform_"}
IN_PLACE = {"aten::normal_", "aten::uniform_"}


class Draws(TorchDispatchMode):
    """Random operators answer from `seed`'s generator; where `seed` is None, normal draws are 0 and uniform ones 0.5."""

    def __init__(self, seed):
        super().__init__()
        self.generator = None if seed is None else Generator(seed)
        self.block = 0
        self.log = []
        self.smallest_margin = None

    def __torch_dispatch__(self, operator, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        name = operator._schema.name
        if name in NORMAL or name in UNIFORM:
            return self._fill(name, operator, args, kwargs)
        if name == "aten::multinomial":
            return self._multinomial(*args, **kwargs)
        if torch.Tag.nondeterministic_seeded in operator.tags:
            raise NotImplementedError(f"{operator} draws at random, and interception.py does not know it")
        return operator(*args, **kwargs)

    def _note(self, name, shape, distribution):
        self.log.append(
            {"block": self.block, "op": name, "shape": list(shape), "distribution": distribution}
        )

    def _uniform(self, count):
        return np.full(count, 0.5) if self.generator is None else self.generator.uniform(count)

    def _fill(self, name, operator, args, kwargs):
        kwargs.pop("generator", None)
        if name in IN_PLACE:
            out, low, high = args[0], *(list(args[1:]) + [0.0, 1.0][len(args) - 1 :])
        else:
            out, low, high = operator(*args, **kwargs), 0.0, 1.0
        if out.dtype != torch.float32:
            raise NotImplementedError(f"{operator} makes {out.dtype}, and interception.py knows float32 alone")
        count = out.numel()
        if name in UNIFORM:
            values = (low + (high - low) * self._uniform(count)).astype(np.float32)
        elif self.generator is None:
            values = np.full(count, low, np.float32)
        else:
            values = (low + high * self.generator.normal(count).astype(np.float64)).astype(np.float32)
        out.copy_(torch.from_numpy(values).reshape(out.shape))
        distribution = "uniform" if name in UNIFORM else "normal"
        self._note(name, out.shape, distribution)
        return out

    def _multinomial(self, weights, num_samples, replacement=False, generator=None):
        if num_samples != 1:
            raise NotImplementedError("aten::multinomial of more than one sample a row")
        rows = weights.detach().numpy().astype(np.float32)
        chosen = []
        for row, u in zip(rows, self._uniform(len(rows))):
            sums = np.cumsum(row, dtype=np.float32)
            threshold = np.float32(u) * sums[-1]
            margin = float(np.abs(sums - threshold).min())
            self.smallest_margin = min(margin, self.smallest_margin or margin)
            chosen.append(min(int((sums <= threshold).sum()), len(row) - 1))
        self._note("aten::multinomial", [len(rows), 1], "multinomial")
        return torch.tensor(chosen, dtype=torch.int64).reshape(-1, 1)
