#!/usr/bin/env python3
"""One method of a .nrave file in ONNX Runtime: onnxruntime_steps.py MODEL METHOD FOLDER

Reads inputs from FOLDER and obeys the orders of steps.py, on one thread, denormals flushed. Inputs
and both halves of the states are bound beforehand, so that a step copies nothing.
"""

import json
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import onnxruntime

import steps


class Engine:
    def __init__(self, session, method, inputs):
        self.session = session
        value = onnxruntime.OrtValue.ortvalue_from_numpy
        self.outputs = [
            value(np.zeros([1, port["channels"], port["samples"]], np.float32))
            for port in method["outputs"]
        ]
        states = method.get("states", [])
        zeros = [np.zeros(state["shape"], np.float32) for state in states]
        self.halves = [[value(zero) for zero in zeros] for _ in range(2)]
        # Only what the graph declares: an input that it does not use may be missing there.
        declared = {entry.name for entry in session.get_inputs()}
        ports = [port["name"] for port in method["inputs"]]
        # By half, then by step: each binding reads one half of the states and writes the other.
        self.bindings = []
        for half in range(2):
            row = []
            for step in inputs:
                binding = session.io_binding()
                for name, values in zip(ports, step):
                    if name in declared:
                        binding.bind_ortvalue_input(name, value(values))
                for state, old, new in zip(states, self.halves[half], self.halves[1 - half]):
                    if state["input"] in declared:
                        binding.bind_ortvalue_input(state["input"], old)
                    binding.bind_ortvalue_output(state["output"], new)
                for port, output in zip(method["outputs"], self.outputs):
                    binding.bind_ortvalue_output(port["name"], output)
                row.append(binding)
            self.bindings.append(row)
        self.half = 0

    def reset(self):
        self.half = 0
        for state in self.halves[0]:
            state.update_inplace(np.zeros(state.shape(), np.float32))

    def step(self, index):
        self.session.run_with_iobinding(self.bindings[self.half][index])
        self.half = 1 - self.half

    def answers(self):
        return [output.numpy() for output in self.outputs]


def main():
    model, name, folder = sys.argv[1:]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    with zipfile.ZipFile(model) as archive, tempfile.TemporaryDirectory() as unpacked:
        method = json.loads(archive.read("manifest.json"))["methods"][name]
        # The graphs share the weights in weights.bin, which the runtime looks for beside the graph.
        archive.extractall(unpacked)
        session = onnxruntime.InferenceSession(
            str(Path(unpacked) / method["graph"]), options, providers=["CPUExecutionProvider"]
        )
    ports = [(port["name"], [1, port["channels"], port["samples"]]) for port in method["inputs"]]
    inputs = steps.read_inputs(folder, ports)
    outputs = [port["name"] for port in method["outputs"]]
    engine = Engine(session, method, inputs)
    steps.serve(
        engine, "onnxruntime", onnxruntime.__version__, folder, outputs, len(inputs)
    )


if __name__ == "__main__":
    main()
