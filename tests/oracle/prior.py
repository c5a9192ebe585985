"""A small prior for a RAVE model, untrained: it draws the next latent frame from what it drew before."""

import torch
from rave.prior.model import VariationalPrior
from scripts.export import TraceModel

import build
from generator import Generator

SHAPE = {"resolution": 8, "res_size": 16, "skp_size": 8, "kernel_size": 3, "cycle_size": 2, "n_layers": 3}
SPREAD = 0.25


def make(model, latent_size, seed):
    """The prior as RAVE's export wraps it, over `latent_size` dimensions."""
    torch.manual_seed(seed)
    prior = VariationalPrior(pretrained_vae=model, latent_size=latent_size, n_channels=model.n_channels, **SHAPE)
    generator = Generator(seed)
    for part in (prior.pre_net, prior.residuals, prior.post_net):
        for parameter in part.parameters():
            drawn = SPREAD * generator.normal(parameter.numel())
            parameter.copy_(torch.from_numpy(build.rounded(drawn, 5)).reshape(parameter.shape))
    return TraceModel(prior.eval(), model).eval()
