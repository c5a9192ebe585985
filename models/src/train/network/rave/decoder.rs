//! Latents and attributes to bands.

use super::Shape;
use super::noise::NoiseHead;
use crate::train::network::conv::{Conv, Residual, Up, activation};
use burn::module::{Module, Param};
use burn::prelude::*;
use burn::tensor::activation::sigmoid;

/// Exponent, factor and floor of [`amplitude`].
pub const AMPLITUDE: (f32, f32, f32) = (2.3, 2.0, 1e-7);

/// What the loudness starts from, before [`amplitude`]: quieter than most recordings.
const FIRST_LOUDNESS: f32 = -3.0;

/// A positive amplitude that moves evenly for the ear: `2 σ(x)^2.3 + 1e-7` (Engel et al. 2020,
/// *DDSP*, with RAVE's exponent).
pub fn amplitude(x: Tensor<3>) -> Tensor<3> {
    let (exponent, factor, floor) = AMPLITUDE;
    sigmoid(x).powf_scalar(exponent) * factor + floor
}

/// A step up in rate and the residuals after it.
#[derive(Module, Debug)]
pub struct Stage {
    /// Half the channels, `stride` times the rate.
    pub up: Up,
    /// One a dilation.
    pub residuals: Vec<Residual>,
}

/// The trunk and its heads.
#[derive(Module, Debug)]
pub struct Decoder {
    /// Over latents and attributes.
    pub input: Conv,
    /// One a ratio, from the latents' rate up.
    pub stages: Vec<Stage>,
    /// Kernel 7; its hyperbolic tangent is the waveform of each band.
    pub waveform: Conv,
    /// Its amplitude is that of all bands, or one for each.
    pub loudness: Conv,
    /// Filtered noise, where there is some.
    pub noise: Option<NoiseHead>,
}

impl Decoder {
    /// Fresh weights.
    pub fn new(shape: &Shape, device: &Device) -> Self {
        let stages = shape.ratios.len();
        let stage = |index: usize| {
            let width = shape.width(index);
            let residual = |dilation: &usize| shape.residual(index, *dilation, device);
            let stride = shape.up_stride(index);
            Stage {
                up: Up::new(shape.width(index + 1), width, stride, device),
                residuals: shape
                    .decoder_dilations(index)
                    .iter()
                    .map(residual)
                    .collect(),
            }
        };
        let inputs = shape.latents + shape.attributes;
        let (bands, [_, kernel]) = (shape.bank.bands, shape.layers.latent_kernels());
        let (louds, span) = if shape.layers.has_loudness_per_band() {
            (bands, 7)
        } else {
            (1, 3)
        };
        let mut loudness = Conv::new(shape.capacity, louds, span, 1, 0.5, device);
        loudness.bias = Param::from_tensor(Tensor::full([louds], FIRST_LOUDNESS, device));
        Self {
            input: Conv::new(inputs, shape.width(stages), kernel, 1, 1.0, device),
            stages: (0..stages).rev().map(stage).collect(),
            waveform: Conv::new(shape.capacity, bands, 7, 1, 0.5, device),
            loudness,
            noise: (shape.filters()).map(|filters| NoiseHead::new(shape, &filters, device)),
        }
    }

    /// `[batch, frames, latents + attributes]` to what the heads read, `[batch, band steps,
    /// capacity]`.
    pub fn hidden(&self, input: Tensor<3>) -> Tensor<3> {
        let x = self.input.forward(input);
        self.stages.iter().fold(x, |x, stage| {
            let x = stage.up.forward(x);
            let residuals = stage.residuals.iter();
            residuals.fold(x, |x, residual| residual.forward(x))
        })
    }

    /// Bands without noise.
    pub fn waveform(&self, hidden: Tensor<3>) -> Tensor<3> {
        let x = activation(hidden);
        self.waveform.forward(x.clone()).tanh() * amplitude(self.loudness.forward(x))
    }
}
