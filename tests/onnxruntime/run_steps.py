#!/usr/bin/env python3
"""Runs one method of a .nrave file in ONNX Runtime, step by step: run_steps.py MODEL METHOD FOLDER

FOLDER holds one file NAME.in for each input port: raw little-endian f32, step after step, each
step channels x samples. It writes NAME.out for each output port in the same form, and how many
steps it ran to the console. States start as zeros. With --forgetful every step starts from zeros:
for a model with memory that is wrong on purpose.

Needs Python 3, numpy and onnxruntime; nothing of this project.
"""

import argparse
import json
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import onnxruntime


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("model", type=Path)
    arguments.add_argument("method")
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--forgetful", action="store_true")
    arguments = arguments.parse_args()

    with zipfile.ZipFile(arguments.model) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        method = manifest["methods"][arguments.method]
        session = open_session(archive, method["graph"])

    inputs = {
        port["name"]: np.fromfile(arguments.folder / f"{port['name']}.in", "<f4").reshape(
            -1, 1, port["channels"], port["samples"]
        )
        for port in method["inputs"]
    }
    steps = {len(steps) for steps in inputs.values()}
    assert len(steps) == 1, f"the inputs differ in their number of steps: {steps}"
    (steps,) = steps

    states = method.get("states", [])
    zeros = {state["input"]: np.zeros(state["shape"], np.float32) for state in states}
    outputs = [port["name"] for port in method["outputs"]]
    # Only what the graph declares: an input that it does not use may be missing there.
    declared = {value.name for value in session.get_inputs()}
    written = {name: [] for name in outputs}
    memory = zeros
    for step in range(steps):
        feed = {name: values[step] for name, values in inputs.items()} | memory
        feed = {name: value for name, value in feed.items() if name in declared}
        results = session.run(outputs + [state["output"] for state in states], feed)
        for name, value in zip(outputs, results):
            written[name].append(value)
        if not arguments.forgetful:
            nexts = results[len(outputs) :]
            memory = {state["input"]: value for state, value in zip(states, nexts)}

    for name, values in written.items():
        np.concatenate(values, axis=None).astype("<f4").tofile(arguments.folder / f"{name}.out")
    print(f"{steps} steps")


def open_session(archive, graph):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    # The graphs share the weights in weights.bin, which the runtime looks for beside the graph.
    with tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder)
        path = str(Path(folder) / graph)
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


if __name__ == "__main__":
    main()
