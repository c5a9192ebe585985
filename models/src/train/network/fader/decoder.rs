//! Latents and controls to filters; sources through the filters to bands.
//!
//! For every filter frame and band the trunk writes a symmetric filter for the harmonic source
//! (where there is a pitch), a causal one for the noise, and a gain for each (Serra & Smith 1990's
//! sinusoids plus noise, with filters as in DDSP, Engel et al. 2020, but inside filter-bank bands).
//! Filters change by cross-fading the outputs of the last and the present filter over one filter
//! frame.

use super::source::Group;
use super::{FILTER_STEPS, Shape};
use crate::train::network::conv::{Conv, Residual, Up};
use crate::train::ops::fir::filtered;
use burn::module::{Module, Param};
use burn::prelude::*;

/// Limits of the natural logarithm of a filter's gain.
pub const LOG_GAIN: (f32, f32) = (-9.0, 2.5);

/// Log-gains at the start: the harmonic source leads, noise alone is louder than noise beside it.
const FIRST_LOG_GAINS: [&[f32]; 2] = [&[-1.5], &[-1.0, -2.5]];

/// The trunk.
#[derive(Module, Debug)]
pub struct Decoder {
    /// Kernel 3 over latents and controls.
    pub input: Conv,
    /// At 86 Hz, dilation 1.
    pub residual1: Residual,
    /// At 86 Hz, dilation 2.
    pub residual2: Residual,
    /// To 172 Hz.
    pub up: Up,
    /// At 172 Hz, dilation 1.
    pub residual3: Residual,
    /// At 172 Hz, dilation 3.
    pub residual4: Residual,
    /// A band's filters and their log-gains.
    pub output: Conv,
}

impl Decoder {
    /// Fresh weights; every filter starts as a short delay at a low gain.
    pub fn new(shape: &Shape, device: &Device) -> Self {
        let (narrow, wide) = (shape.narrow(), shape.wide());
        let mut bias: Vec<f32> = Vec::new();
        for group in shape.groups() {
            let filters = group.filters();
            let mut band = vec![0.0f32; group.coefficients()];
            filters.iter().for_each(|(first, _)| band[*first] = 1.0);
            band.extend(FIRST_LOG_GAINS[filters.len() - 1]);
            (0..group.bands).for_each(|_| bias.extend(&band));
        }
        let outputs = bias.len();
        let bias = Tensor::from_data(TensorData::new(bias, [outputs]), device);
        Self {
            input: Conv::new(shape.latents + shape.controls(), wide, 3, 1, 1.0, device),
            residual1: Residual::new(wide, 1, device),
            residual2: Residual::new(wide, 2, device),
            up: Up::new(wide, narrow, 2, device),
            residual3: Residual::new(narrow, 1, device),
            residual4: Residual::new(narrow, 3, device),
            output: Conv {
                bias: Param::from_tensor(bias),
                ..Conv::new(narrow, outputs, 1, 1, 0.3, device)
            },
        }
    }

    /// Filter coefficients, gain included, of each of `groups`: `[batch, 2 · frames, bands ·
    /// coefficients]`.
    pub fn filters(
        &self,
        latent: Tensor<3>,
        controls: Tensor<3>,
        groups: &[Group],
    ) -> Vec<Tensor<3>> {
        let x = Tensor::cat(vec![latent, controls], 2);
        let x = self.residual1.forward(self.input.forward(x));
        let x = self.residual2.forward(x);
        let x = self.residual3.forward(self.up.forward(x));
        let x = self.residual4.forward(x);
        let y = self.output.forward_activated(x);
        let mut first = 0;
        groups
            .iter()
            .map(|group| {
                let outputs = y.clone().narrow(2, first, group.outputs());
                first += group.outputs();
                scale(outputs, group)
            })
            .collect()
    }
}

/// Sources through the filters: bands at unit loudness, `[batch, band steps, bands]`.
///
/// `sources`, one a group, is [`super::source::unfold`]'s layout: `[batch · filter frames · bands,
/// FILTER_STEPS, coefficients]`.
pub fn render(filters: Vec<Tensor<3>>, sources: Vec<Tensor<3>>, groups: &[Group]) -> Tensor<3> {
    let groups = groups.iter().zip(filters).zip(sources);
    let bands = groups.map(|((group, filters), sources)| filtered(filters, sources, group.bands));
    Tensor::cat(bands.collect(), 2)
}

/// Taps times their gains.
fn scale(outputs: Tensor<3>, group: &Group) -> Tensor<3> {
    let [batch, time, _] = outputs.dims();
    let y = outputs.reshape([batch * time, group.bands, group.width()]);
    let filters = group.filters();
    let gains = y
        .clone()
        .narrow(2, group.coefficients(), filters.len())
        .clamp(LOG_GAIN.0, LOG_GAIN.1)
        .exp();
    let scaled = filters.iter().enumerate().map(|(index, (first, taps))| {
        y.clone().narrow(2, *first, *taps) * gains.clone().narrow(2, index, 1)
    });
    let outputs = group.bands * group.coefficients();
    Tensor::cat(scaled.collect(), 2).reshape([batch, time, outputs])
}

/// Weights of the last and the present filter at band step `n` of a filter frame.
pub fn cross_fade(n: usize) -> [f32; 2] {
    let present = (n as f32 + 1.0) / FILTER_STEPS as f32;
    [1.0 - present, present]
}
