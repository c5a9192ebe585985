//! Latents, attributes and pitch to filters; sources through the filters to bands.
//!
//! For every filter frame and band the trunk writes a symmetric filter for the harmonic source, a
//! causal one for the noise, and a gain for each (Serra & Smith 1990's sinusoids plus noise, with
//! filters as in DDSP, Engel et al. 2020, but inside filter-bank bands). Filters change by
//! cross-fading the outputs of the last and the present filter over one filter frame.

use super::conv::{Conv, Residual, Up};
use super::{FILTER_STEPS, LATENT};
use crate::train::ops::fir::filtered;
use crate::train::pqmf::BANDS;
use burn::module::Module;
use burn::prelude::*;

/// Neighbouring bands whose filters have the same lengths. The lowest bands, where partials lie
/// closest to one another for the ear, are resolved more finely.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// First band.
    pub first: usize,
    /// Bands.
    pub bands: usize,
    /// Free coefficients of the symmetric harmonic filter (`2 · harmonic − 1` taps).
    pub harmonic: usize,
    /// Taps of the noise filter.
    pub noise: usize,
}

impl Group {
    /// Coefficients of both filters of a band.
    pub const fn coefficients(&self) -> usize {
        self.harmonic + self.noise
    }

    /// Trunk outputs of a band: the coefficients and two log-gains.
    pub const fn width(&self) -> usize {
        self.coefficients() + 2
    }

    /// Trunk outputs of the group.
    pub const fn outputs(&self) -> usize {
        self.bands * self.width()
    }
}

/// All bands.
pub const GROUPS: [Group; 2] = [
    Group {
        first: 0,
        bands: 3,
        harmonic: 16,
        noise: 32,
    },
    Group {
        first: 3,
        bands: BANDS - 3,
        harmonic: 8,
        noise: 8,
    },
];
/// Band steps by which every harmonic filter's centre lags.
pub const CENTRE: usize = 15;
/// Limits of the natural logarithm of a filter's gain.
pub const LOG_GAIN: (f32, f32) = (-9.0, 2.5);

/// Width of the trunk at 86 Hz and at 172 Hz.
const WIDE: usize = 256;
const NARROW: usize = 192;

/// What the decoder plays from, a frame.
pub struct Conditions {
    /// `[batch, frames, LATENT]`.
    pub latent: Tensor<3>,
    /// Normalised attributes, octaves from 440 Hz, voicing: `[batch, frames, attributes + 2]`.
    pub controls: Tensor<3>,
}

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
    /// A filter pair and two log-gains a band.
    pub output: Conv,
}

impl Decoder {
    /// Fresh weights; both filters start as a short delay at a low gain.
    pub fn new(attributes: usize, device: &Device) -> Self {
        let outputs = GROUPS.iter().map(Group::outputs).sum();
        let output = Conv::new(NARROW, outputs, 1, 1, 0.3, device);
        let mut bias = Vec::with_capacity(outputs);
        for group in GROUPS {
            for _ in 0..group.bands {
                let mut band = vec![0.0f32; group.width()];
                band[0] = 1.0;
                band[group.harmonic] = 1.0;
                band[group.coefficients()] = -1.0;
                band[group.coefficients() + 1] = -2.5;
                bias.extend(band);
            }
        }
        let bias = Tensor::from_data(TensorData::new(bias, [outputs]), device);
        Self {
            input: Conv::new(LATENT + attributes + 2, WIDE, 3, 1, 1.0, device),
            residual1: Residual::new(WIDE, 1, device),
            residual2: Residual::new(WIDE, 2, device),
            up: Up::new(WIDE, NARROW, 2, device),
            residual3: Residual::new(NARROW, 1, device),
            residual4: Residual::new(NARROW, 3, device),
            output: Conv {
                bias: burn::module::Param::from_tensor(bias),
                ..output
            },
        }
    }

    /// Filter coefficients, gain included, of each group: `[batch, 2 · frames, bands ·
    /// coefficients]`.
    pub fn filters(&self, conditions: Conditions) -> Vec<Tensor<3>> {
        let x = Tensor::cat(vec![conditions.latent, conditions.controls], 2);
        let x = self.residual1.forward(self.input.forward(x));
        let x = self.residual2.forward(x);
        let x = self.residual3.forward(self.up.forward(x));
        let x = self.residual4.forward(x);
        let y = self.output.forward_activated(x);
        let mut first = 0;
        GROUPS
            .iter()
            .map(|group| {
                let outputs = y.clone().narrow(2, first, group.outputs());
                first += group.outputs();
                scale(outputs, group)
            })
            .collect()
    }

    /// Sources through the filters: bands at unit loudness, `[batch, band steps, BANDS]`.
    ///
    /// `sources`, one a group, is [`unfold`]'s layout: `[batch · filter frames · bands,
    /// FILTER_STEPS, coefficients]`.
    pub fn render(&self, filters: Vec<Tensor<3>>, sources: Vec<Tensor<3>>) -> Tensor<3> {
        let groups = GROUPS.iter().zip(filters).zip(sources);
        let bands =
            groups.map(|((group, filters), sources)| filtered(filters, sources, group.bands));
        Tensor::cat(bands.collect(), 2)
    }
}

/// Taps times their gains.
fn scale(outputs: Tensor<3>, group: &Group) -> Tensor<3> {
    let [batch, time, _] = outputs.dims();
    let y = outputs.reshape([batch * time, group.bands, group.width()]);
    let gains = y
        .clone()
        .narrow(2, group.coefficients(), 2)
        .clamp(LOG_GAIN.0, LOG_GAIN.1)
        .exp();
    let harmonic = y.clone().narrow(2, 0, group.harmonic) * gains.clone().narrow(2, 0, 1);
    let noise = y.narrow(2, group.harmonic, group.noise) * gains.narrow(2, 1, 1);
    Tensor::cat(vec![harmonic, noise], 2).reshape([batch, time, group.bands * group.coefficients()])
}

/// Weights of the last and the present filter at band step `n` of a filter frame.
pub fn cross_fade(n: usize) -> [f32; 2] {
    let present = (n as f32 + 1.0) / FILTER_STEPS as f32;
    [1.0 - present, present]
}

/// What each filter coefficient of `group` multiplies: for every filter frame, band and band step,
/// the harmonic source folded about its [`CENTRE`] and the last steps of noise.
///
/// `harmonic` and `noise` are `[time][band]`, zeros before their start; the result is appended to
/// `out` in the order `[filter frame][band][step][coefficient]`.
pub fn unfold(harmonic: &[f32], noise: &[f32], group: &Group, out: &mut Vec<f32>) {
    let at = |source: &[f32], time: isize, band: usize| {
        if time < 0 {
            0.0
        } else {
            source[time as usize * BANDS + band]
        }
    };
    let steps = harmonic.len() / BANDS;
    for frame in (0..steps).step_by(FILTER_STEPS) {
        for band in group.first..group.first + group.bands {
            for step in 0..FILTER_STEPS {
                let now = (frame + step) as isize;
                let centre = now - CENTRE as isize;
                out.push(at(harmonic, centre, band));
                for tap in 1..group.harmonic as isize {
                    out.push(at(harmonic, centre + tap, band) + at(harmonic, centre - tap, band));
                }
                out.extend((0..group.noise as isize).map(|tap| at(noise, now - tap, band)));
            }
        }
    }
}
