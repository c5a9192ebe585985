#!/usr/bin/env python3
"""A model of nn~ imported, beside the same file in libtorch: imported.py MODEL.ts… [--rounds N] [--core N]

Prints a row of a table for each model: milliseconds of a step of method forward, and how many times as long
libtorch takes. All take turns on one core, like the engines of `bench`, whose workers it starts.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
BUILT = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parents[1] / "target")) / "release"
METHOD = "forward"
STEPS = 16
# Longer turns than those of `bench`: libtorch leaves nothing of a large model's weights in the caches.
TURN, WAKING, WARM_UP = 0.1, 2, 12


class Worker:
    """A process that takes steps when it is told to; see steps.py."""

    def __init__(self, command):
        environment = os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        self.version = json.loads(self.process.stdout.readline())["version"]
        self.turn = WAKING + min(max(int(TURN / statistics.median(self.run(WARM_UP))), 4), 400)
        self.medians = []

    def run(self, count):
        self.process.stdin.write(f"run {count}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())["seconds"]

    def take_turn(self):
        self.medians.append(statistics.median(self.run(self.turn)[WAKING:]))

    def median(self):
        return 1000.0 * statistics.median(self.medians)

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def imported(model, folder, half):
    """The file that `nrave import` writes."""
    path = folder / ("half.nrave" if half else "single.nrave")
    options = ["--half"] if half else []
    subprocess.run([BUILT / "nrave", "import", model, "-o", path, *options], check=True, stdout=subprocess.DEVNULL)
    return path


def write_inputs(path, folder):
    """Noise for every input of the method but its settings, which stay; the samples of a step."""
    method = json.loads(zipfile.ZipFile(path).read("manifest.json"))["methods"][METHOD]
    random = np.random.default_rng(1)
    for port in method["inputs"]:
        shape = (STEPS, port["channels"], port.get("samples", method["step"]))
        values = random.standard_normal(shape) * {"audio": 0.1, "setting": 0.0}.get(port["kind"], 1.0)
        values.astype("<f4").tofile(folder / f"{port['name']}.in")
    return method["step"]


def compare(model, rounds):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        single, half = (imported(model, folder, half) for half in (False, True))
        step = write_inputs(single, folder)
        bench = BUILT / "bench"
        libtorch = [sys.executable, HERE / "archive_steps.py", model, METHOD, str(step)]
        commands = [[bench, "--worker", "native-f16", half, folder], [bench, "--worker", "native-f32", single, folder], libtorch]
        workers = [Worker(command) for command in commands]
        for _ in range(rounds):
            for worker in workers:
                worker.take_turn()
        theirs = workers[-1].medians
        cells = [f"{worker.median():.3g}" for worker in workers]
        for ours in workers[:-1]:
            cells.append(f"{statistics.median(b / a for a, b in zip(ours.medians, theirs)):.1f}×")
        for worker in workers:
            worker.end()
    return step, cells, workers[-1].version


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--core", type=int, default=os.cpu_count() - 1)
    arguments = parser.parse_args()
    os.sched_setaffinity(0, {arguments.core})
    print("| model, step | native, f16 | native, f32 | libtorch | to f16 | to f32 |\n|---|---:|---:|---:|---:|---:|")
    for model in arguments.models:
        step, cells, version = compare(model, arguments.rounds)
        name = model.parent.name if model.stem == "model" else model.stem
        print(f"| {name}, {step} | " + " | ".join(cells) + " |", flush=True)
    print(f"\nlibtorch {version}.")


if __name__ == "__main__":
    main()
