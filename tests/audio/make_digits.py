#!/usr/bin/env python3
"""Makes digits.wav from the Free Spoken Digit Dataset: make_digits.py FOLDER_OF_RECORDINGS

Needs numpy and scipy. The result is in the repository; this is how it came about.
"""

import sys
import wave
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

RATE = 44_100
GAP = 0.09  # seconds of silence between two words
LOUDNESS = 0.1  # rms of a word, full scale = 1: the speakers stood at different distances
CEILING = 0.9

WORDS = """
    0_george_10 1_jackson_11 2_lucas_13 3_nicolas_10 4_jackson_10 5_george_11
    6_lucas_13 7_george_13 8_nicolas_10 9_lucas_11 3_yweweler_11 1_nicolas_11
""".split()


def word(path):
    """One recording at RATE, at equal loudness, with 5 ms fades against clicks."""
    with wave.open(str(path)) as file:
        assert file.getnchannels() == 1 and file.getsampwidth() == 2
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
        samples = resample_poly(samples, RATE, file.getframerate())
    samples *= min(LOUDNESS / np.sqrt(np.mean(samples**2)), CEILING / np.max(np.abs(samples)))
    fade = np.linspace(0, 1, RATE // 200)
    samples[: len(fade)] *= fade
    samples[-len(fade) :] *= fade[::-1]
    return samples


def main():
    folder = Path(sys.argv[1])
    gap = np.zeros(int(GAP * RATE))
    parts = [gap]
    for name in WORDS:
        parts += [word(folder / f"{name}.wav"), gap]
    samples = np.rint(np.concatenate(parts) * 32767).astype("<i2")
    with wave.open(str(Path(__file__).with_name("digits.wav")), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    print(f"{len(samples) / RATE:.2f} s")


if __name__ == "__main__":
    main()
