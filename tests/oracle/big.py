#!/usr/bin/env python3
"""Writes full-size models and their references, untrained: big.py OUT_FOLDER [NAME…]

Each model gets a folder with model.ts, reference.json and reference.bin, as a fixture holds them. They are large (v2 takes
some 150 MB) and not kept in the repository.
"""

import sys
import tempfile
from pathlib import Path

import export  # first: it sets PyTorch up
import archive
import raves
from fixtures import Rave

BRAVE = [
    "CAPACITY = 32",
    "RATIOS = [2, 2, 2, 1]",
    "pqmf.CachedPQMF.attenuation = 40",
    "blocks.ResidualStack.dilations_list = [[3, 1], [9, 1], [27, 1], [36, 1]]",
    "blocks.Generator.use_noise = False",
]
MODELS = {
    "v1": Rave(["v1"], [], delays=False),
    "v2": Rave(["v2"], [], delays=False),
    "v2_small": Rave(["v2_small"], [], delays=False),
    "raspberry": Rave(["raspberry"], [], delays=False),
    "brave": Rave(["v1", "causal"], BRAVE, delays=False),
}


def main():
    out, names = Path(sys.argv[1]), sys.argv[2:] or list(MODELS)
    for name in names:
        target = out / name
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            facts, path, wanted, rate = raves.make(name, MODELS[name], Path(folder))
            archive.strip_debug(path, target / "model.ts")
        for entry, content in export.reference(name, target / "model.ts", facts, wanted, rate).items():
            (target / entry).write_bytes(content)
        print(f"{name}: {(target / 'model.ts').stat().st_size / 1e6:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
