"""Writes a RAVE model as a TorchScript archive with the classes of RAVE's own export."""

import logging

import cached_conv as cc
import torch
from cached_conv import convs
from rave import blocks
from scripts import export as rave_export

CLASSES = {
    blocks.VariationalEncoder: rave_export.VariationalScriptedRAVE,
    blocks.DiscreteEncoder: rave_export.DiscreteScriptedRAVE,
    blocks.WasserteinEncoder: rave_export.WasserteinScriptedRAVE,
    blocks.SphericalEncoder: rave_export.SphericalScriptedRAVE,
}

SEED_OF_STATE = 5


def wrap(model, options, streaming, prior=None):
    """The module that RAVE's export scripts; options are its --fidelity, --channels and --sr.

    `adain` among the options switches the learning of the adaptive normalisation, as exports before 2.3.1 have it.
    """
    cc.use_cached_conv(streaming)
    logging.getLogger().setLevel(logging.ERROR)
    # With more channels than the model has, and with a prior, RAVE's export makes one batch of several, and nn_tilde's
    # trial with a batch of four refuses that. Told that there are no batches, nn_tilde leaves the trial out; the caches
    # stay as they are.
    cc.MAX_BATCH_SIZE = 1 if options.get("channels") or prior else convs.MAX_BATCH_SIZE
    torch.manual_seed(SEED_OF_STATE)
    wrapped = CLASSES[type(model.encoder)](
        pretrained=model,
        channels=options.get("channels"),
        fidelity=options.get("fidelity", 0.95),
        target_sr=options.get("sr"),
        prior=prior,
    )
    # RAVE 2.3.1 looks for adaptive normalisation before it has the encoder, finds none, and leaves learning out.
    wrapped.is_using_adain = options.get("adain", wrapped.is_using_adain)
    return wrapped.eval()


def save(wrapped, path):
    """Runs the module once, as RAVE's export does, and writes it to `path`."""
    wrapped.decode(wrapped.encode(torch.zeros(1, int(wrapped.encode_params[0]), 2**14)))
    torch.jit.script(wrapped).save(str(path))
