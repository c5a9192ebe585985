"""The fixtures: which models they hold, and what is run on them."""

from dataclasses import dataclass, field

RATE = 44100
BLOCKS = 32
BLOCKS_OF_MANY_SAMPLES = 20

WIDTH = ["CAPACITY = 4", "LATENT_SIZE = 16"]
NARROW = ["CAPACITY = 2", "LATENT_SIZE = 16"]
SHORT = [*WIDTH, "N_BAND = 8", "RATIOS = [4, 2]"]
V1 = [*SHORT, "blocks.NoiseGenerator.ratios = [2, 2, 2]"]
V2 = [*SHORT, "DILATIONS = [[1, 3, 9], [1, 3]]"]
DISCRETE = [*V2, "NUM_QUANTIZERS = 4", "CODEBOOK_SIZE = 32", "NOISE_AUGMENTATION = 8"]
BRAVE = [
    *NARROW,
    "RATIOS = [2, 2, 2, 1]",
    "pqmf.CachedPQMF.attenuation = 40",
    "blocks.ResidualStack.dilations_list = [[3, 1], [9, 1], [27, 1], [36, 1]]",
    "blocks.Generator.use_noise = False",
]
NO_PQMF = [*WIDTH, "N_BAND = 1", "blocks.EncoderV2.ratios = [8, 4]", "blocks.GeneratorV2.ratios = [8, 4]"]
HYBRID = [*V2, "N_MELS = 16", "N_FFT = 64", "HOP_LENGTH = 16", "ENCODER_RATIOS = [2, 2]"]


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
    silent_noise: bool = True
    prior: bool = False
    delays: bool = True
    conventions: str = None
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


LEARNING = [
    setting(4, "set_learn_target", True),
    setting(10, "set_learn_target", False),
    setting(10, "set_learn_source", True),
    setting(18, "set_learn_source", False),
    setting(24, "set_reset_target", True),
    setting(26, "set_learn_target", True),
    setting(28, "set_learn_target", False),
    setting(30, "set_reset_source", True),
]

RAVE = {
    "v1": Rave(["v1"], V1, long_blocks=True),
    "v1_standard": Rave(["v1"], NARROW, silent_noise=False),
    "v1_causal": Rave(["v1", "causal"], V1),
    "onnx": Rave(["onnx"], SHORT),
    "raspberry": Rave(["raspberry"], ["CAPACITY = 6", *SHORT[1:]]),
    "brave": Rave(["v1", "causal"], BRAVE),
    "v2": Rave(["v2"], V2, long_blocks=True),
    "v2_standard": Rave(["v2"], NARROW, silent_noise=False),
    "v2_causal": Rave(["v2", "causal"], [*V2, "SAMPLING_RATE = 48000"]),
    "v2_small": Rave(["v2_small"], [*NARROW, "N_BAND = 8", "blocks.NoiseGeneratorV2.hidden_size = 8"]),
    "v2_noise": Rave(["v2", "noise"], [*V2, "blocks.NoiseGeneratorV2.hidden_size = 8"]),
    "v2_bias": Rave(["v2"], [*V2, "cc.Conv1d.bias = True", "cc.ConvTranspose1d.bias = True"]),
    "v2_odd": Rave(["v2"], [*V2, "DILATIONS = [[1, 3], [1]]"]),
    "v2_stereo": Rave(["v2"], V2, channels=2),
    "v2_two_voices": Rave(["v2"], V2, {"channels": 2}),
    "v2_fidelity_80": Rave(["v2"], V2, {"fidelity": 0.8}),
    "v2_fidelity_all": Rave(["v2"], V2, {"fidelity": 0.999}),
    "v2_resampled": Rave(["v2"], V2, {"sr": 88200}),
    "v2_offline": Rave(["v2"], V2, streaming=False),
    "v2_prior": Rave(["v2"], V2, prior=True),
    "v2_nopqmf": Rave(["v2_nopqmf"], NO_PQMF),
    "v3": Rave(["v3"], V2, settings=LEARNING),
    "v3_adain": Rave(["v3"], V2, {"adain": True}, settings=LEARNING),
    "wasserstein": Rave(["v2", "wasserstein"], [*V2, "NOISE_AUGMENTATION = 8"]),
    "spherical": Rave(["v2", "spherical"], [*V2, "cc.Conv1d.bias = True"]),
    "rave1": Rave(["v1"], V1, conventions="rave1"),
    "rave1_stereo": Rave(["v1"], V1, {"stereo": True}, conventions="rave1"),
    "rave1_cropped": Rave(["v1"], V1, {"deterministic": True, "trained_cropped": True}, conventions="rave1"),
    "iil_signed": Rave(["v2"], V2, {"latent_size": 6}, conventions="signed"),
    "iil_ordered": Rave(["v2"], V2, {"latent_size": 6}, delays=False, conventions="ordered"),
    "discrete": Rave(["discrete"], DISCRETE),
    "hybrid": Rave(["hybrid"], HYBRID, long_blocks=True, delays=False),
    "discrete_v3": Rave(["discrete_v3"], DISCRETE),
}

WIDER = ["CAPACITY = 6"]
TRAINED = {
    "v1_trained": Rave(["v1"], [*V1, *WIDER]),
    "v2_trained": Rave(["v2"], [*V2, *WIDER]),
    "v3_trained": Rave(["v3"], [*V2, *WIDER], {"adain": True}, settings=LEARNING),
    "raspberry_trained": Rave(["raspberry"], [*SHORT, *WIDER]),
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
    "ring": Effect(
        "ring",
        "RingModulator",
        [
            run("forward", 64, audio(101)),
            run("forward", 64, audio(101), settings=[setting(4, "set_frequency", 97.5), setting(20, "set_frequency", -3.0)]),
        ],
    ),
    "feedback": Effect(
        "feedback",
        "FeedbackDelay",
        [
            run("forward", 64, audio(101)),
            run(
                "forward",
                64,
                audio(101),
                settings=[setting(0, "set_time", 50), setting(12, "set_feedback", 0.9)],
            ),
            run("forward", 512, audio(101), blocks=6),
            run("forward", 512, audio(101), blocks=6, settings=[setting(0, "set_time", 2048)]),
        ],
    ),
    "vocoder": Effect(
        "vocoder",
        "Vocoder",
        [
            run("encode", 2048, audio(101), blocks=BLOCKS_OF_MANY_SAMPLES),
            run("decode", 256, {"kind": "latent", "seed": 301}),
            run(
                "forward",
                512,
                audio(101),
                settings=[setting(5, "set_root", 82.4), setting(9, "set_root", -1.0), setting(15, "set_attack", 0.1)],
            ),
        ],
    ),
    "medley": Effect(
        "medley",
        "Medley",
        [
            run("forward", 64, audio(101)),
            run(
                "forward",
                64,
                audio(101),
                settings=[
                    setting(4, "set_shape", 1),
                    setting(8, "set_shape", 2),
                    setting(12, "set_noisy", True),
                    setting(16, "set_name", "upside down"),
                    setting(20, "set_range", -0.25, 0.5),
                    setting(24, "set_shape", 3),
                    setting(28, "set_noisy", False),
                ],
            ),
            run("control", 64, {"kind": "latent", "seed": 301}),
            run("control", 256, {"kind": "latent", "seed": 301}, blocks=8),
        ],
    ),
}
