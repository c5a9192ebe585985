#!/usr/bin/env python3
"""One method of a TorchScript file in libtorch, called as nn~ calls it: archive_steps.py MODEL METHOD SAMPLES

Takes the orders of steps.py but "check": what it draws at random is its own.
"""

import sys
import warnings

import steps
import torch


class Engine:
    def __init__(self, file, method, samples):
        module = torch.jit.load(file).eval()
        channels = int(getattr(module, f"{method}_params")[0])
        generator = torch.Generator().manual_seed(1)
        self.inputs = [0.1 * torch.randn(1, channels, samples, generator=generator) for _ in range(16)]
        self.call = getattr(module, method)

    def step(self, index):
        with torch.inference_mode():
            self.call(self.inputs[index])


def main():
    _, file, method, samples = sys.argv
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    if not torch.set_flush_denormal(True):
        sys.exit("denormals cannot be flushed here")
    engine = Engine(file, method, int(samples))
    steps.serve(engine, "torch", torch.__version__, None, [], len(engine.inputs))


if __name__ == "__main__":
    main()
