"""What the engines in Python have in common: ports, states, and a step whenever a line asks for it.

Orders come as lines: "check" answers all steps of the inputs from states of zeros, "run N" times N
further steps. Every answer is a line of JSON.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np


def read_inputs(folder, ports):
    """Files NAME.in of little-endian f32, as one list of arrays a step, in the ports' order."""
    columns = []
    for name, shape in ports:
        values = np.fromfile(Path(folder) / f"{name}.in", "<f4")
        columns.append(values.reshape([-1, *shape]))
    return [list(step) for step in zip(*columns)]


def serve(engine, word, version, folder, outputs, steps):
    """Obeys orders until there are no more.

    The engine has reset(), step(index), which takes that step of the inputs, and answers(), the
    arrays that the last step gave for the outputs.
    """
    answer({"version": version})
    next_step = 0
    for line in sys.stdin:
        order, *rest = line.split()
        if order == "check":
            engine.reset()
            heard = {name: [] for name in outputs}
            for index in range(steps):
                engine.step(index)
                for name, values in zip(outputs, engine.answers()):
                    heard[name].append(np.array(values, "<f4").ravel())
            for name, values in heard.items():
                np.concatenate(values).tofile(Path(folder) / f"{name}.{word}")
            answer({})
        elif order == "run":
            seconds = []
            for _ in range(int(rest[0])):
                clock = time.perf_counter()
                engine.step(next_step)
                seconds.append(time.perf_counter() - clock)
                next_step = (next_step + 1) % steps
            answer({"seconds": seconds})
        else:
            sys.exit(f"no order: {line}")


def answer(value):
    print(json.dumps(value), flush=True)
