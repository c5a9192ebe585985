#!/usr/bin/env python3
"""One method of a model in libtorch: torch_steps.py MODEL METHOD FOLDER

Reads FOLDER/graph.json, FOLDER/constants.bin and the inputs there (MODEL and METHOD, from which they
were made, are not looked at) and obeys the orders of steps.py, on one thread, denormals flushed.

The graph becomes a module with explicit caches, traced and frozen to TorchScript, and is called in
inference mode, as nn~ calls its models.
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import steps


class Graph(torch.nn.Module):
    """The graph's nodes, one after another: ports and states to ports and states."""

    def __init__(self, graph, folder):
        super().__init__()
        self.graph = graph
        # Integers (shapes, axes, indices) stay what they are; numbers are tensors.
        self.integers, self.numbers = read_constants(graph, folder)
        for index, value in enumerate(self.numbers.values()):
            self.register_buffer(f"constant{index}", value)

    def forward(self, *values):
        states = self.graph["states"]
        names = [port["name"] for port in self.graph["inputs"]]
        names += [state["input"] for state in states]
        known = {**self.integers, **self.numbers, **dict(zip(names, values))}
        for node in self.graph["nodes"]:
            inputs = [known[name] if name else None for name in node["inputs"]]
            (output,) = node["outputs"]
            if node["op"] not in OPERATORS:
                sys.exit(f"no operator {node['op']}")
            known[output] = OPERATORS[node["op"]](inputs, node["attributes"])
        wanted = self.graph["outputs"] + [state["output"] for state in states]
        return tuple(known[name] for name in wanted)


def read_constants(graph, folder):
    data = (Path(folder) / "constants.bin").read_bytes()
    integers, numbers = {}, {}
    for constant in graph["constants"]:
        raw = data[constant["from"] : constant["from"] + constant["bytes"]]
        values = np.frombuffer(raw, "<" + constant["type"]).reshape(constant["shape"])
        if constant["type"] == "i8":
            integers[constant["name"]] = values.tolist()
        else:
            numbers[constant["name"]] = torch.from_numpy(values.astype(np.float32))
    return integers, numbers


def convolve(inputs, attributes):
    x, weight, bias = (*inputs, None)[:3]
    if any(attributes.get("pads", [])):
        sys.exit("a convolution with padding")
    (stride,) = attributes.get("strides", [1])
    (dilation,) = attributes.get("dilations", [1])
    groups = attributes.get("group", 1)
    if bias is None or dilation == 1:
        return F.conv1d(x, weight, bias, stride, 0, dilation, groups)
    # libtorch fills in the biases of a dilated convolution channel by channel, which takes longer
    # than the convolution of a short step.
    return F.conv1d(x, weight, None, stride, 0, dilation, groups) + bias[:, None]


def take(inputs, _):
    x, starts, ends, axes, strides = (*inputs, None)[:5]
    axes = list(range(len(starts))) if axes is None else axes
    strides = [1] * len(starts) if strides is None else strides
    for start, end, axis, stride in zip(starts, ends, axes, strides):
        index = [slice(None)] * x.dim()
        index[axis] = slice(start, end, stride)
        x = x[tuple(index)]
    return x


def gather(inputs, attributes):
    x, indices = inputs
    return x.index_select(attributes.get("axis", 0), torch.tensor(indices))


def clip(inputs, _):
    x, least, most = (*inputs, None, None)[:3]
    return torch.clamp(x, least, most)


def reduce(function):
    """Operator set 17 has the axes of sums among the inputs, all others' among the attributes."""

    def reduced(inputs, attributes):
        x, axes = (*inputs, attributes.get("axes"))[:2]
        return function(x, axes, keepdim=bool(attributes.get("keepdims", 1)))

    return reduced


def one(function):
    return lambda inputs, _: function(inputs[0])


def two(function):
    return lambda inputs, _: function(*inputs)


OPERATORS = {
    "Add": two(torch.add),
    # All numbers are f32 here from the start.
    "Cast": one(lambda x: x),
    "Clip": clip,
    "Concat": lambda inputs, attributes: torch.cat(inputs, attributes["axis"]),
    "Conv": convolve,
    "Div": two(torch.div),
    "Exp": one(torch.exp),
    "Gather": gather,
    "Identity": one(lambda x: x),
    "LeakyRelu": lambda inputs, attributes: F.leaky_relu(inputs[0], attributes["alpha"]),
    "MatMul": two(torch.matmul),
    "Mul": two(torch.mul),
    "Pow": two(torch.pow),
    "ReduceMean": reduce(torch.mean),
    "ReduceSum": reduce(torch.sum),
    "Reshape": two(lambda x, shape: x.reshape(shape)),
    "Sigmoid": one(torch.sigmoid),
    "Slice": take,
    "Sqrt": one(torch.sqrt),
    "Sub": two(torch.sub),
    "Tanh": one(torch.tanh),
    "Transpose": lambda inputs, attributes: inputs[0].permute(attributes["perm"]),
}


class Engine:
    def __init__(self, graph, folder, inputs):
        self.zeros = [torch.zeros(state["shape"]) for state in graph["states"]]
        self.inputs = [[torch.from_numpy(values.copy()) for values in step] for step in inputs]
        self.ports = len(graph["outputs"])
        with torch.inference_mode():
            module = Graph(graph, folder).eval()
            example = (*self.inputs[0], *self.zeros)
            self.module = torch.jit.freeze(torch.jit.trace(module, example, check_trace=False))
        self.reset()

    def reset(self):
        self.states = self.zeros

    def step(self, index):
        with torch.inference_mode():
            results = self.module(*self.inputs[index], *self.states)
        self.results, self.states = results[: self.ports], results[self.ports :]

    def answers(self):
        return [result.numpy() for result in self.results]


def main():
    _, _, folder = sys.argv[1:]
    # TorchScript is on its way out, but it is what nn~ runs.
    warnings.filterwarnings("ignore", category=FutureWarning, message=".*torch.jit")
    # Indices are meant to become constants.
    warnings.filterwarnings("ignore", category=torch.jit.TracerWarning, message="torch.tensor")
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    if not torch.set_flush_denormal(True):
        sys.exit("denormals cannot be flushed here")
    graph = json.loads((Path(folder) / "graph.json").read_text())
    ports = [(port["name"], port["shape"]) for port in graph["inputs"]]
    inputs = steps.read_inputs(folder, ports)
    engine = Engine(graph, folder, inputs)
    steps.serve(engine, "torch", torch.__version__, folder, graph["outputs"], len(inputs))


if __name__ == "__main__":
    main()
