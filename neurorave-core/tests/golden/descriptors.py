"""Makes descriptors.json: what librosa measures on a signal that tests/descriptors.rs makes again.

Run as `python descriptors.py > descriptors.json` with numpy and librosa. Frames end where a hop ends
(center=False after a lead of zeros), as those of a causal analyzer do.
"""

import json

import librosa
import numpy as np

RATE, WINDOW, HOP, LENGTH = 44100, 2048, 512, 24576


def noise(length):
    """Uniform in -1..1, from the upper 24 bits of Knuth's MMIX generator started at 1."""
    state, out = 1, []
    for _ in range(length):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        out.append((state >> 40) / 2**23 - 1)
    return np.array(out)


def signal():
    """Three partials, then noise that swells, and a click that rings; in single precision."""
    n = np.arange(LENGTH)
    partials = [(0.3, 220.0), (0.15, 1234.5), (0.05, 6789.0)]
    tones = sum(a * np.sin(2 * np.pi * f * n / RATE) for a, f in partials)
    swell = 0.2 * n / LENGTH * noise(LENGTH)
    since = np.maximum(n - 9000, 0)
    click = (n >= 9000) * 0.8 * np.exp(-since / 300.0) * np.cos(2 * np.pi * 3000.0 * since / RATE)
    return (tones + swell + click).astype(np.float32)


y = np.concatenate([np.zeros(WINDOW - HOP), signal().astype(np.float64)])
magnitude = np.abs(librosa.stft(y, n_fft=WINDOW, hop_length=HOP, window="hann", center=False))
rms = librosa.feature.rms(y=y, frame_length=WINDOW, hop_length=HOP, center=False)
golden = {
    "librosa": librosa.__version__,
    "rms": 20 * np.log10(rms),
    "centroid": librosa.feature.spectral_centroid(S=magnitude, sr=RATE),
    "bandwidth": librosa.feature.spectral_bandwidth(S=magnitude, sr=RATE),
    "rolloff": librosa.feature.spectral_rolloff(S=magnitude, sr=RATE),
    "flatness": librosa.feature.spectral_flatness(S=magnitude),
}


def row(name, value):
    """One line of the file: a name and a string, or the frames of a feature."""
    if not isinstance(value, str):
        value = [float(f"{x:.9g}") for x in value[0]]
    return f"  {json.dumps(name)}: {json.dumps(value)}"


print("{\n" + ",\n".join(row(*item) for item in golden.items()) + "\n}")
