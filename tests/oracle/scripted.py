"""Writes a RAVE model as a TorchScript archive with the classes of RAVE's own export."""

import logging

import torch

from rave import blocks
from scripts import export as rave_export

CLASSES = {
    blocks.VariationalEncoder: rave_export.VariationalScriptedRAVE,
    blocks.DiscreteEncoder: rave_export.DiscreteScriptedRAVE,
    blocks.WasserteinEncoder: rave_export.WasserteinScriptedRAVE,
    blocks.SphericalEncoder: rave_export.SphericalScriptedRAVE,
}


def wrap(model, options, prior=None):
    """The module that RAVE's export scripts; options are its --fidelity, --channels and --sr."""
    logging.getLogger().setLevel(logging.ERROR)
    wrapped = CLASSES[type(model.encoder)](
        pretrained=model,
        channels=options.get("channels"),
        fidelity=options.get("fidelity", 0.95),
        target_sr=options.get("sr"),
        prior=prior,
    )
    return wrapped.eval()


def save(wrapped, path):
    """Runs the module once, as RAVE's export does, and writes it to `path`."""
    wrapped.decode(wrapped.encode(torch.zeros(1, wrapped.n_channels, 2**14)))
    wrapped.export_to_ts(str(path))
