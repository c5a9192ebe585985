"""Makes the archive of a RAVE fixture, its facts, and the list of what to run on it."""

import build
import convolutions
import delay
import scripted
from fixtures import RATE, audio, run
from rave import blocks


def twins(fixture):
    """The same weights twice: without cached convolutions, and as the fixture asks."""
    build.configure(fixture.configs, fixture.bindings)
    plain = build.construct(fixture.channels, False)
    build.initialise(plain, fixture.seed)
    build.rescale(plain)
    model = build.construct(fixture.channels, fixture.streaming)
    model.load_state_dict(plain.state_dict())
    return plain, model


def latent_input(model, seed):
    """What decode is fed with: codes, angles or normal latents, as the encoder makes them."""
    if isinstance(model.encoder, blocks.DiscreteEncoder):
        return {"kind": "codes", "count": model.encoder.rvq.layers[0].codebook_size, "seed": seed}
    kind = "signed" if isinstance(model.encoder, blocks.SphericalEncoder) else "latent"
    return {"kind": kind, "seed": seed}


def wanted_runs(fixture, wrapped, ratio):
    """Each method in blocks of one latent frame, forward once more without noise, and some in blocks of four frames."""
    latents = latent_input(wrapped, 201)
    listed = [
        run("forward", ratio, audio(101), 7, fixture.settings),
        run("encode", ratio, audio(101), 8, fixture.settings),
        run("decode", ratio, latents, 9, fixture.settings),
        run("forward", ratio, audio(101), None, fixture.settings),
    ]
    if fixture.long_blocks:
        listed += [run("forward", 4 * ratio, audio(103), 10, blocks=5), run("encode", 4 * ratio, audio(103), 11, blocks=5)]
    return listed


def delays(fixture, path, plain, wrapped, rate):
    """The measured delays, what the attributes say, and the convolutions they stand in."""
    predicted = convolutions.predicted(wrapped)
    twin = scripted.wrap(plain, fixture.options)
    codes = latent_input(plain, 0).get("count")
    found, tried = delay.measure(path, twin, rate, None, codes)
    for name, result in found.items():
        said = predicted[name]
        print(f"  delay of {name}: {tried.get(name) if result is None else result}, attributes say {said}")
    return found, predicted


def make(name, fixture, folder):
    plain, model = twins(fixture)
    import cached_conv as cc

    cc.use_cached_conv(fixture.streaming)
    wrapped = scripted.wrap(model, fixture.options)
    path = folder / f"{name}.ts"
    rows = convolutions.listed(wrapped) if fixture.streaming else []
    scripted.save(wrapped, path)
    ratio = int(wrapped.encode_params[3])
    facts = {
        "kind": "rave",
        "configs": fixture.configs,
        "bindings": fixture.bindings,
        "export": fixture.options,
        "streaming": fixture.streaming,
        "trained": False,
        "weights_seed": fixture.seed,
        "ratio": ratio,
        "latent_size": int(wrapped.latent_size),
        "full_latent_size": int(wrapped.full_latent_size),
    }
    rate = int(wrapped.sr)
    if fixture.streaming:
        found, predicted = delays(fixture, path, plain, wrapped, rate)
        facts |= {"delay": found, "delay_from_attributes": predicted, "convolutions": rows}
    return facts, path, wanted_runs(fixture, wrapped, ratio), rate
