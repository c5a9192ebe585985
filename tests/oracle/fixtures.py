"""The fixtures: which models they hold, and what is run on them."""

from dataclasses import dataclass, field

RATE = 44100
BLOCKS = 20

SMALL = ["CAPACITY = 4", "LATENT_SIZE = 16", "N_BAND = 8", "RATIOS = [4, 2]", "DILATIONS = [[1, 3, 9], [1, 3]]"]


@dataclass
class Rave:
    """A model of RAVE's own configurations, untrained, small by its bindings."""

    configs: list
    bindings: list
    options: dict = field(default_factory=dict)
    channels: int = 1
    streaming: bool = True
    seed: int = 1
    long_blocks: bool = False
    settings: list = field(default_factory=list)


@dataclass
class Effect:
    """One of our own effects: its module, its class, and the runs on it."""

    module: str
    name: str
    runs: list


def run(method, block, kind, noise=7, settings=None, blocks=BLOCKS):
    """A run of `method` in blocks of `block` samples of audio; `noise` seeds its draws, None takes them away."""
    one = {"method": method, "block": block, "blocks": blocks, "input": kind, "noise": {"seed": noise}}
    return one | ({"settings": settings} if settings else {})


def setting(before_block, call, *arguments):
    return {"before_block": before_block, "call": call, "arguments": list(arguments)}


def audio(seed):
    return {"kind": "audio", "seed": seed}


RAVE = {
    "v2": Rave(["v2"], SMALL, long_blocks=True),
}

EFFECTS = {
    "gain": Effect(
        "gain",
        "Gain",
        [
            run("forward", 64, audio(101)),
            run(
                "forward",
                64,
                audio(102),
                settings=[setting(5, "set_gain", 1.25), setting(9, "set_gain", -1.0), setting(15, "set_gain", 0.0)],
            ),
        ],
    ),
}
