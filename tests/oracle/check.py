#!/usr/bin/env python3
"""Runs every fixture of tests/oracle/models again and tells how far the outputs are from those it holds."""

import json
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import torch

import archive
import runs

torch.set_num_threads(1)
MODELS = Path(__file__).resolve().parent / "models"
TOLERANCE = 1e-5


def check(path):
    """The largest difference over all runs of the fixture at `path`."""
    with zipfile.ZipFile(path) as fixture, tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model.ts"
        model.write_bytes(fixture.read("model.ts"))
        archive.check(model)
        reference = json.loads(fixture.read("reference.json"))
        held = np.frombuffer(fixture.read("reference.bin"), "<f4")
        largest = 0.0
        for run in reference["runs"]:
            again, output = runs.perform(model, run, reference["sample_rate"])
            assert again["draws"] == run["draws"], f"{path.name}: {run['method']} drew otherwise"
            span = held[run["offset"] : run["offset"] + run["length"]]
            largest = max(largest, float(np.abs(output.reshape(-1) - span).max()))
        return largest


def main():
    worst = 0.0
    for path in sorted(MODELS.glob("*.zip")):
        difference = check(path)
        worst = max(worst, difference)
        print(f"{path.stem}: {difference:.1e}")
    sys.exit(worst > TOLERANCE)


if __name__ == "__main__":
    main()
