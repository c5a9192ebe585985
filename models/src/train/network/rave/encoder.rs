//! Bands to latents.

use super::Shape;
use crate::train::network::Posterior;
use crate::train::network::conv::{Conv, Down, activation};
use burn::module::Module;
use burn::prelude::*;
use burn::tensor::activation::softplus;

/// Smallest standard deviation of the posterior.
const NARROWEST: f32 = 1e-4;

/// Strided convolutions.
#[derive(Module, Debug)]
pub struct Encoder {
    /// Kernel 7 over the bands.
    pub input: Conv,
    /// One a ratio.
    pub downs: Vec<Down>,
    /// Kernel 5 over the first half of the channels.
    pub mean: Conv,
    /// Kernel 5 over the second half; its softplus is the posterior's standard deviation.
    pub scale: Conv,
}

impl Encoder {
    /// Fresh weights.
    pub fn new(shape: &Shape, device: &Device) -> Self {
        let down = |(index, stride): (usize, &usize)| {
            Down::new(shape.width(index), shape.width(index + 1), *stride, device)
        };
        let half = shape.width(shape.ratios.len()) / 2;
        Self {
            input: Conv::new(shape.bank.bands, shape.capacity, 7, 1, 1.0, device),
            downs: shape.ratios.iter().enumerate().map(down).collect(),
            mean: Conv::new(half, shape.latents, 5, 1, 1.0, device),
            scale: Conv::new(half, shape.latents, 5, 1, 1.0, device),
        }
    }

    /// `[batch, band steps, bands]` to a posterior a frame.
    pub fn forward(&self, bands: Tensor<3>) -> Posterior {
        let x = self.input.forward(bands);
        let x = self.downs.iter().fold(x, |x, down| down.forward(x));
        let x = activation(x);
        let half = x.dims()[2] / 2;
        let mean = self.mean.forward(x.clone().narrow(2, 0, half));
        let scale = self.scale.forward(x.narrow(2, half, half));
        Posterior {
            mean,
            log_variance: (softplus(scale, 1.0) + NARROWEST).log() * 2.0,
        }
    }
}
