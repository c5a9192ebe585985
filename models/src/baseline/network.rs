//! The autoencoder's layers.

use super::mel::{BANDS, FRAMES};
use crate::train::step::constant;
use burn::module::Module;
use burn::nn::conv::{Conv2d, Conv2dConfig, ConvTranspose2d, ConvTranspose2dConfig};
use burn::nn::{Linear, LinearConfig, PaddingConfig2d};
use burn::prelude::*;
use serde::{Deserialize, Serialize};

/// Width of the dense layers for each channel of the pictures, as published: 1024 for 64.
const DENSE: usize = 16;

/// Which of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// No attributes.
    Vae,
    /// Attributes in the decoder.
    CVae,
    /// Attributes in the decoder, latents stripped of them.
    FVae,
}

impl Kind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Vae, Self::CVae, Self::FVae];

    /// As on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vae => "vae",
            Self::CVae => "c-vae",
            Self::FVae => "f-vae",
        }
    }

    /// Whether its decoder takes attributes.
    pub fn takes_attributes(self) -> bool {
        self != Self::Vae
    }
}

/// The numbers that differ from one such network to another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// Which of the three.
    pub kind: Kind,
    /// Channels of the pictures between layers (published: 64).
    pub channels: usize,
    /// Width of the dense layers (published: 1024).
    pub dense: usize,
    /// Latent channels (published: 8).
    pub latents: usize,
    /// Attributes that the decoder takes.
    pub attributes: usize,
}

impl Shape {
    /// `channels` wide, with dense layers in proportion; attributes are none yet.
    pub fn new(kind: Kind, channels: usize, latents: usize) -> Self {
        Self {
            kind,
            channels,
            dense: DENSE * channels,
            latents,
            attributes: 0,
        }
    }
}

/// Halvings of the picture.
const LAYERS: usize = 4;
const KERNEL: usize = 11;
/// Size of the smallest picture.
const SMALL: [usize; 2] = [BANDS >> LAYERS, FRAMES >> LAYERS];

/// Both halves.
#[derive(Module, Debug)]
pub struct Network {
    downs: Vec<Conv2d>,
    to_latent: Vec<Linear>,
    from_latent: Vec<Linear>,
    ups: Vec<ConvTranspose2d>,
    latents: usize,
}

impl Network {
    /// Fresh weights.
    pub fn new(shape: &Shape, device: &Device) -> Self {
        let flat = shape.channels * SMALL[0] * SMALL[1];
        let channels = |layer: usize| if layer == 0 { 1 } else { shape.channels };
        let down = |layer: usize| {
            Conv2dConfig::new([channels(layer), shape.channels], [KERNEL, KERNEL])
                .with_stride([2, 2])
                .with_padding(PaddingConfig2d::Explicit(
                    KERNEL / 2,
                    KERNEL / 2,
                    KERNEL / 2,
                    KERNEL / 2,
                ))
                .init(device)
        };
        let up = |layer: usize| {
            ConvTranspose2dConfig::new([shape.channels, channels(layer)], [KERNEL, KERNEL])
                .with_stride([2, 2])
                .with_padding([KERNEL / 2, KERNEL / 2])
                .with_padding_out([1, 1])
                .init(device)
        };
        let dense = |widths: [usize; 4]| -> Vec<Linear> {
            let pairs = widths.windows(2);
            pairs
                .map(|pair| LinearConfig::new(pair[0], pair[1]).init(device))
                .collect()
        };
        let inputs = shape.latents + shape.attributes;
        Self {
            downs: (0..LAYERS).map(down).collect(),
            to_latent: dense([flat, shape.dense, shape.dense, 2 * shape.latents]),
            from_latent: dense([inputs, shape.dense, shape.dense, flat]),
            ups: (0..LAYERS).rev().map(up).collect(),
            latents: shape.latents,
        }
    }

    /// `[batch, 1, BANDS, FRAMES]` to the posterior's mean and log-variance, `[batch, latents]`.
    pub fn encode(&self, picture: Tensor<4>) -> (Tensor<2>, Tensor<2>) {
        let x = self
            .downs
            .iter()
            .fold(picture, |x, down| elu(down.forward(x)));
        let y = through(&self.to_latent, x.flatten(1, 3));
        let mean = y.clone().narrow(1, 0, self.latents);
        let log_variance = y.narrow(1, self.latents, self.latents);
        (mean, log_variance.clamp(-10.0, 4.0))
    }

    /// `[batch, latents]` and, where it takes some, `[batch, attributes]` to `[batch, 1, BANDS,
    /// FRAMES]`.
    pub fn decode(&self, latent: Tensor<2>, attributes: Option<Tensor<2>>) -> Tensor<4> {
        let batch = latent.dims()[0];
        let input = match attributes {
            Some(attributes) => Tensor::cat(vec![latent, attributes], 1),
            None => latent,
        };
        let x = elu(through(&self.from_latent, input));
        let channels = x.dims()[1] / (SMALL[0] * SMALL[1]);
        let mut x = x.reshape([batch, channels, SMALL[0], SMALL[1]]);
        for (index, up) in self.ups.iter().enumerate() {
            x = up.forward(x);
            if index + 1 < LAYERS {
                x = elu(x);
            }
        }
        x
    }
}

/// x above 0, exp(x) − 1 below (Clevert et al. 2016). The library's own has the gradient 0 · ∞ where
/// exp(x) is infinite.
fn elu<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    x.clone().clamp_min(0.0) + (x.clamp_max(0.0).exp() - 1.0)
}

/// Dense layers with activations between them.
fn through(layers: &[Linear], x: Tensor<2>) -> Tensor<2> {
    layers.iter().enumerate().fold(x, |x, (index, layer)| {
        let x = if index == 0 { x } else { elu(x) };
        layer.forward(x)
    })
}

/// Attributes of `batch` clips for [`Network::decode`].
pub fn controls(values: Vec<f32>, batch: usize, device: &Device) -> Option<Tensor<2>> {
    let width = values.len() / batch;
    (width > 0).then(|| constant(values, [batch, width], device))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::average::values;

    #[test]
    fn activations_have_gradients_however_large_they_are() {
        let device = Device::flex().autodiff();
        let x = constant(vec![-2.0, 0.5, 200.0], [3], &device).require_grad();
        let y = elu(x.clone());
        let gradients = x.grad(&y.clone().sum().backward()).unwrap();
        let near = |a: Vec<f32>, b: [f32; 3]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-6);
        let low = (-2f32).exp();
        assert!(near(values(y), [low - 1.0, 0.5, 200.0]));
        assert!(near(values(gradients), [low, 1.0, 1.0]));
    }
}
