"""The random numbers of the oracle: a small generator that any language repeats exactly."""

import numpy as np

MULTIPLIER = 6364136223846793005
INCREMENT = 1442695040888963407
CHUNK = 4096


def _jumps(length):
    """Multipliers and increments that take a state 1, 2, … `length` steps on."""
    multipliers, increments = [], []
    multiplier, increment = 1, 0
    for _ in range(length):
        multiplier = multiplier * MULTIPLIER % 2**64
        increment = (increment * MULTIPLIER + INCREMENT) % 2**64
        multipliers.append(multiplier)
        increments.append(increment)
    return np.array(multipliers, np.uint64), np.array(increments, np.uint64)


_MULTIPLIERS, _INCREMENTS = _jumps(CHUNK)


class Generator:
    """A 64-bit linear congruential generator; its first state is the seed."""

    def __init__(self, seed):
        self.state = np.uint64(seed)

    def uniform(self, count):
        """The next `count` numbers in [0, 1), multiples of 2^-24, as f64."""
        drawn = []
        while count > 0:
            length = min(count, CHUNK)
            states = _MULTIPLIERS[:length] * self.state + _INCREMENTS[:length]
            self.state = states[-1]
            drawn.append((states >> np.uint64(40)).astype(np.float64) / 2.0**24)
            count -= length
        return np.concatenate(drawn) if drawn else np.zeros(0)

    def normal(self, count):
        """The next `count` numbers of about unit normal distribution, as f32: twelve uniform ones less six."""
        return (self.uniform(12 * count).reshape(count, 12).sum(1) - 6.0).astype(np.float32)
