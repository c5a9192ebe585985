"""Makes the archive of a RAVE fixture, its facts, and the list of what to run on it."""

import torch
from rave import blocks

import build
import convolutions
import delay
import fork
import prior
import rave1
import scripted
from fixtures import BLOCKS, BLOCKS_OF_MANY_SAMPLES, TRAINED, audio, run

PRIOR_LATENTS = 8
CONVENTIONS = {"rave1": rave1.Rave1, "signed": fork.Signed, "ordered": fork.Ordered}


def twins(fixture, trained):
    """The same weights twice: without cached convolutions, and as the fixture asks. `trained` holds weights, or None."""
    build.configure(fixture.configs, fixture.bindings)
    plain = build.construct(fixture.channels, False)
    if trained is None:
        build.initialise(plain, fixture.seed)
        build.rescale(plain)
    else:
        plain.load_state_dict(trained["weights"])
        build.round_weights(plain)
    model = build.construct(fixture.channels, fixture.streaming)
    model.load_state_dict(plain.state_dict())
    build.prepare_caches(model)
    return plain, model


def latent_input(model, seed):
    """What decode is fed with: codes, angles or normal latents, as the encoder makes them."""
    if isinstance(model.encoder, blocks.DiscreteEncoder):
        return {"kind": "codes", "count": model.encoder.rvq.layers[0].codebook_size, "seed": seed}
    kind = "signed" if isinstance(model.encoder, blocks.SphericalEncoder) else "latent"
    return {"kind": kind, "seed": seed}


def wanted_runs(fixture, model, ratio):
    """Each method in blocks of one latent frame, forward once more without noise, and some in blocks of four frames."""
    latents, settings = latent_input(model, 201), fixture.settings
    count = BLOCKS if ratio <= 128 else BLOCKS_OF_MANY_SAMPLES
    listed = [
        run("forward", ratio, audio(101), 7, settings, count),
        run("encode", ratio, audio(101), 8, settings, count),
        run("decode", ratio, latents, 9, settings, count),
    ]
    if fixture.silent_noise:
        listed.append(run("forward", ratio, audio(101), None, settings, count))
    if fixture.long_blocks:
        listed += [run("forward", 4 * ratio, audio(103), 10, blocks=8), run("encode", 4 * ratio, audio(103), 11, blocks=8)]
    if fixture.prior:
        listed += [run("prior", ratio, {"kind": "constant", "value": value}, 12, blocks=count) for value in (0.0, 1.5)]
    return listed


def delays(fixture, path, plain, model, wrapped, rate):
    """The measured delays, and what the attributes say."""
    predicted = convolutions.predicted(model, getattr(wrapped, "resampler", None))
    codes = latent_input(plain, 0).get("count")
    found = delay.measure(path, wrap(fixture, plain, False), rate, predicted, codes)
    for name, result in found.items():
        print(f"  delay of {name}: {result}, attributes say {predicted[name]}")
    return found, predicted


def wrap(fixture, model, streaming):
    """The module to script: RAVE's own, or one of ours with the conventions of other exports."""
    if fixture.conventions is None:
        frames = prior.make(model, PRIOR_LATENTS, fixture.seed) if fixture.prior and streaming else None
        return scripted.wrap(model, fixture.options, streaming, frames)
    torch.manual_seed(scripted.SEED_OF_STATE)
    return CONVENTIONS[fixture.conventions](model, fixture.options).eval()


def make(name, fixture, folder, weights=None):
    """Writes the archive into `folder`; answers its facts, its path, the runs, and its sample rate.

    `weights` is the folder with the weights of the fixtures that are trained.
    """
    trained = torch.load(f"{weights}/{name}.pt") if name in TRAINED else None
    plain, model = twins(fixture, trained)
    wrapped = wrap(fixture, model, fixture.streaming)
    path = folder / f"{name}.ts"
    rows = convolutions.listed(wrapped) if fixture.streaming else []
    scripted.save(wrapped, path)
    ratio = int(wrapped.encode_params[3])
    facts = {
        "kind": "rave",
        "configs": fixture.configs,
        "bindings": fixture.bindings,
        "conventions": fixture.conventions,
        "export": fixture.options,
        "streaming": fixture.streaming,
        "trained": trained is not None,
        "training_steps": trained["steps"] if trained else 0,
        "weights_seed": fixture.seed,
        "ratio": ratio,
        "latent_size": int(wrapped.encode_params[2]),
        "full_latent_size": model.latent_size,
    }
    rate = int(getattr(wrapped, "sr", model.sr))
    if fixture.streaming and fixture.delays:
        found, predicted = delays(fixture, path, plain, model, wrapped, rate)
        facts |= {"delay": found, "delay_from_attributes": predicted, "convolutions": rows}
    return facts, path, wanted_runs(fixture, model, ratio), rate
