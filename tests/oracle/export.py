#!/usr/bin/env python3
"""Makes the fixtures of tests/oracle/models: export.py [NAME…], all of them where none is named.

Needs the packages of requirements.txt.
"""

import argparse
import importlib
import io
import json
import logging
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
logging.disable(logging.ERROR)

import torch  # noqa: E402

torch.set_num_threads(1)
torch.set_grad_enabled(False)

import archive  # noqa: E402
import fixtures  # noqa: E402
import generator  # noqa: E402
import runs  # noqa: E402
import signals  # noqa: E402

FORMAT = 1
PACKAGES = ["torch", "acids-rave", "nn-tilde", "cached-conv", "numpy"]


def described(model):
    """What the archive says of itself."""
    names = model.get_methods() if hasattr(model, "get_methods") else ["encode", "decode", "forward"]
    attributes = model.get_attributes() if hasattr(model, "get_attributes") else []
    methods = {name: runs.parameters(model, name) for name in names}
    return {"methods": methods, "attributes": [name for name in attributes if name != "none"]}


def reference(name, stripped, facts, wanted, rate):
    """Does the runs on the archive at `stripped`; answers what reference.json and reference.bin hold."""
    done, outputs, offset = [], io.BytesIO(), 0
    for one in wanted:
        result, output = runs.perform(stripped, one, rate)
        print(f"  {one['method']}: rms {result['rms']:.3f}, peak {result['peak']:.3f}, {len(result['draws'])} draws")
        done.append(result | {"offset": offset, "length": output.size})
        outputs.write(output.tobytes())
        offset += output.size
    packages = {package: version(package) for package in PACKAGES}
    told = {"format": FORMAT, "name": name, "made_with": packages | {"python": platform.python_version()}}
    told |= {"sample_rate": rate} | described(runs.load(stripped)) | facts
    told |= {"generator": {"multiplier": generator.MULTIPLIER, "increment": generator.INCREMENT}}
    told |= {"inputs": signals.FORMULAS, "runs": done}
    return {"reference.json": json.dumps(told, indent=1).encode(), "reference.bin": outputs.getvalue()}


def write(name, path, facts, wanted, rate):
    """Strips the archive at `path`, does the runs on what is left, and packs the fixture."""
    stripped = path.with_suffix(".stripped.ts")
    archive.strip_debug(path, stripped)
    entries = {"model.ts": stripped.read_bytes()} | reference(name, stripped, facts, wanted, rate)
    target = HERE / "models" / f"{name}.zip"
    archive.write_fixture(target, entries)
    print(f"{name}: {target.stat().st_size / 1000:.0f} kB", flush=True)


def make_effect(name, effect, folder):
    """An effect of ours, which has no weights but its own."""
    torch.manual_seed(3)
    module = getattr(importlib.import_module(f"effects.{effect.module}"), effect.name)()
    path = folder / f"{name}.ts"
    module.export_to_ts(str(path))
    facts = {"kind": "effect", "streaming": True, "trained": False}
    write(name, path, facts, effect.runs, fixtures.RATE)


def make(name, folder, weights):
    if name in fixtures.EFFECTS:
        make_effect(name, fixtures.EFFECTS[name], folder)
        return
    import raves

    fixture = (fixtures.RAVE | fixtures.TRAINED)[name]
    facts, path, wanted, rate = raves.make(name, fixture, folder, weights)
    write(name, path, facts, wanted, rate)


def main():
    names = [*fixtures.RAVE, *fixtures.EFFECTS]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--list", action="store_true", help="print the names")
    parser.add_argument("--weights", help="the folder that train.py wrote; adds the trained models")
    arguments = parser.parse_args()
    if arguments.weights:
        names += fixtures.TRAINED
    if arguments.list:
        return print("\n".join(names))
    wanted = arguments.names or names
    if len(wanted) == 1 and os.environ.get("PYTHONHASHSEED") == "0":
        with tempfile.TemporaryDirectory() as folder:
            return make(wanted[0], Path(folder), arguments.weights)
    options = ["--weights", arguments.weights] if arguments.weights else []
    for name in wanted:
        # Each in a process of its own, with the hashes of text fixed: TorchScript counts the names that it makes up in a
        # process, and prints a class's constants in the order of a set.
        environment = os.environ | {"PYTHONHASHSEED": "0"}
        subprocess.run([sys.executable, __file__, name, *options], check=True, env=environment)


if __name__ == "__main__":
    main()
