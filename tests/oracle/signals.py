"""The inputs of the reference runs, each made from a formula and a seed. Channel c has a generator of its own, seed + c."""

import numpy as np

from generator import Generator

TURN = 2.0 * np.pi

FORMULAS = {
    "audio": "t = n / sample_rate; f32(0.3*sin(2*pi*(110*(c+1)*t + 900*t*t)) + 0.2*sin(2*pi*(1870*t - 300*t*t) + c)"
    " + 0.1*(2*u - 1)), u the next uniform draw of the generator with seed + c, all in f64",
    "latent": "the next normal draw of the generator with seed + c",
    "signed": "f32(2*u - 1), u the next uniform draw of the generator with seed + c",
    "codes": "floor(u * count), u the next uniform draw of the generator with seed + c; count is in the run's input",
    "constant": "the value in the run's input",
}


def audio(channels, samples, sample_rate, seed):
    time = np.arange(samples, dtype=np.float64) / sample_rate
    rows = []
    for c in range(channels):
        low = 0.3 * np.sin(TURN * (110.0 * (c + 1) * time + 900.0 * time * time))
        high = 0.2 * np.sin(TURN * (1870.0 * time - 300.0 * time * time) + c)
        noise = 0.1 * (2.0 * Generator(seed + c).uniform(samples) - 1.0)
        rows.append(low + high + noise)
    return np.array(rows).astype(np.float32)


def make(kind, channels, samples, sample_rate):
    """An input of `kind`, a dictionary as reference.json holds it: [channels, samples] in f32."""
    seed = kind.get("seed", 0)
    if kind["kind"] == "audio":
        return audio(channels, samples, sample_rate, seed)
    if kind["kind"] == "latent":
        return np.array([Generator(seed + c).normal(samples) for c in range(channels)])
    if kind["kind"] == "constant":
        return np.full((channels, samples), kind["value"], np.float32)
    drawn = np.array([Generator(seed + c).uniform(samples) for c in range(channels)])
    if kind["kind"] == "signed":
        return (2.0 * drawn - 1.0).astype(np.float32)
    if kind["kind"] == "codes":
        return np.floor(drawn * kind["count"]).astype(np.float32)
    raise ValueError(f"no input is called {kind['kind']}")
