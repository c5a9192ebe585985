//! Bands to latents.

use super::Shape;
use crate::train::network::Posterior;
use crate::train::network::conv::{Conv, Down, Residual, activation};
use burn::module::Module;
use burn::prelude::*;
use burn::tensor::activation::softplus;

/// Smallest standard deviation of the posterior.
const NARROWEST: f32 = 1e-4;

/// Strided convolutions, with residuals between them where the layers are v2's.
#[derive(Module, Debug)]
pub struct Encoder {
    /// Kernel 7 over the bands.
    pub input: Conv,
    /// Those before each step down.
    pub residuals: Vec<Vec<Residual>>,
    /// One a ratio.
    pub downs: Vec<Down>,
    /// Over the first half of the channels, or all of them.
    pub mean: Conv,
    /// Over the second half, or all; its softplus is the posterior's standard deviation.
    pub scale: Conv,
    /// Channels that each of both hears.
    pub heard: usize,
}

impl Encoder {
    /// Fresh weights.
    pub fn new(shape: &Shape, device: &Device) -> Self {
        let (layers, stages) = (shape.layers, shape.ratios.len());
        let down = |index: usize| {
            let (inputs, outputs) = (shape.width(index), shape.width(index + 1));
            let stride = shape.ratios[index];
            Down::seeing(inputs, outputs, stride, layers.down_kernel(stride), device)
        };
        let residuals = |index: usize| {
            let dilations = shape.encoder_dilations(index).iter();
            dilations
                .map(|dilation| shape.residual(index, *dilation, device))
                .collect()
        };
        let heard = if layers.halves_posterior() {
            shape.width(stages) / 2
        } else {
            shape.width(stages)
        };
        let [kernel, _] = layers.latent_kernels();
        Self {
            input: Conv::new(shape.bank.bands, shape.capacity, 7, 1, 1.0, device),
            residuals: (0..stages).map(residuals).collect(),
            downs: (0..stages).map(down).collect(),
            mean: Conv::new(heard, shape.latents, kernel, 1, 1.0, device),
            scale: Conv::new(heard, shape.latents, kernel, 1, 1.0, device),
            heard,
        }
    }

    /// `[batch, band steps, bands]` to a posterior a frame.
    pub fn forward(&self, bands: Tensor<3>) -> Posterior {
        let x = self.input.forward(bands);
        let stages = self.residuals.iter().zip(&self.downs);
        let x = stages.fold(x, |x, (residuals, down)| {
            let residuals = residuals.iter();
            down.forward(residuals.fold(x, |x, residual| residual.forward(x)))
        });
        let x = activation(x);
        let last = x.dims()[2] - self.heard;
        let mean = self.mean.forward(x.clone().narrow(2, 0, self.heard));
        let scale = self.scale.forward(x.narrow(2, last, self.heard));
        Posterior {
            mean,
            log_variance: (softplus(scale, 1.0) + NARROWEST).log() * 2.0,
        }
    }
}
