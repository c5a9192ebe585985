//! Latents, attributes and pitch to filters; sources through the filters to bands.
//!
//! For every filter frame and band the trunk writes a symmetric filter for the harmonic source, a
//! causal one for the noise, and a gain for each (Serra & Smith 1990's sinusoids plus noise, with
//! filters as in DDSP, Engel et al. 2020, but inside filter-bank bands). Filters change by
//! cross-fading the outputs of the last and the present filter over one filter frame; an envelope,
//! [`ENVELOPE`] points a filter frame, gives each band attacks that are quicker than that.

use super::conv::{Conv, Residual, Up, activation, delay};
use super::{FILTER_STEPS, LATENT, Wave};
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

    /// Trunk outputs of a band: the coefficients, two log-gains and the envelope's logarithm.
    pub const fn width(&self) -> usize {
        self.coefficients() + 2 + ENVELOPE
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
/// Points of the envelope in a filter frame.
pub const ENVELOPE: usize = 4;
/// Band steps from one point of the envelope to the next.
pub const ENVELOPE_STEPS: usize = FILTER_STEPS / ENVELOPE;
/// Limits of the natural logarithm of a filter's gain, and of the envelope.
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
    /// Bands beside the filtered sources.
    pub wave: Option<Wave>,
}

/// What the decoder makes of its conditions.
pub struct Parts {
    /// How each group of bands shapes its sources.
    pub shapings: Vec<Shaping>,
    /// Bands written out, `[batch, band steps, BANDS]`.
    pub wave: Option<Tensor<3>>,
}

impl Decoder {
    /// Fresh weights; both filters start as a short delay at a low gain.
    pub fn new(attributes: usize, wave: bool, device: &Device) -> Self {
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
            wave: wave.then(|| Wave::new(NARROW, device)),
        }
    }

    /// All that doesn't depend on the sources.
    pub fn parts(&self, conditions: Conditions) -> Parts {
        let x = Tensor::cat(vec![conditions.latent, conditions.controls], 2);
        let x = self.residual1.forward(self.input.forward(x));
        let x = self.residual2.forward(x);
        let x = self.residual3.forward(self.up.forward(x));
        let x = self.residual4.forward(x);
        let y = self.output.forward(activation(x.clone()));
        let mut first = 0;
        let shapings = GROUPS.iter().map(|group| {
            let outputs = y.clone().narrow(2, first, group.outputs());
            first += group.outputs();
            shape(outputs, group)
        });
        Parts {
            shapings: shapings.collect(),
            wave: self.wave.as_ref().map(|wave| wave.forward(x)),
        }
    }

    /// Sources through the filters: bands at unit loudness, `[batch, band steps, BANDS]`.
    ///
    /// `sources`, one a group, is [`unfold`]'s layout: `[batch · filter frames · bands,
    /// FILTER_STEPS, coefficients]`.
    pub fn render(&self, parts: Parts, sources: Vec<Tensor<3>>) -> Tensor<3> {
        let groups = GROUPS.iter().zip(parts.shapings).zip(sources);
        let bands = groups.map(|((group, shaping), sources)| {
            filter(shaping.filters, sources, group) * envelope(shaping.envelope)
        });
        let bands = Tensor::cat(bands.collect(), 2);
        match parts.wave {
            Some(wave) => bands + wave,
            None => bands,
        }
    }
}

/// What one group of bands is made with.
pub struct Shaping {
    /// Filter coefficients, gain included, `[batch, 2 · frames, bands · coefficients]`.
    pub filters: Tensor<3>,
    /// Points of the envelope, `[batch, 2 · frames · ENVELOPE, bands]`.
    pub envelope: Tensor<3>,
}

/// Taps times their gains, and the envelope.
fn shape(outputs: Tensor<3>, group: &Group) -> Shaping {
    let [batch, time, _] = outputs.dims();
    let y = outputs.reshape([batch * time, group.bands, group.width()]);
    let gains = y
        .clone()
        .narrow(2, group.coefficients(), 2)
        .clamp(LOG_GAIN.0, LOG_GAIN.1)
        .exp();
    let harmonic = y.clone().narrow(2, 0, group.harmonic) * gains.clone().narrow(2, 0, 1);
    let noise = y.clone().narrow(2, group.harmonic, group.noise) * gains.narrow(2, 1, 1);
    let points = y
        .narrow(2, group.coefficients() + 2, ENVELOPE)
        .clamp(LOG_GAIN.0, LOG_GAIN.1)
        .exp()
        .swap_dims(1, 2);
    Shaping {
        filters: Tensor::cat(vec![harmonic, noise], 2).reshape([
            batch,
            time,
            group.bands * group.coefficients(),
        ]),
        envelope: points.reshape([batch, time * ENVELOPE, group.bands]),
    }
}

/// Straight lines from point to point: `[batch, points, bands]` to `[batch, band steps, bands]`.
fn envelope(points: Tensor<3>) -> Tensor<3> {
    let [batch, count, bands] = points.dims();
    let rise: Vec<f32> = envelope_rise().to_vec();
    let rise = Tensor::<4>::from_data(
        TensorData::new(rise, [1, 1, ENVELOPE_STEPS, 1]),
        &points.device(),
    );
    let before = delay(points.clone(), 1);
    let climb = (points - before.clone()).reshape([batch, count, 1, bands]);
    (before.reshape([batch, count, 1, bands]) + climb * rise).reshape([
        batch,
        count * ENVELOPE_STEPS,
        bands,
    ])
}

/// How far each band step has come from one point of the envelope to the next.
pub fn envelope_rise() -> [f32; ENVELOPE_STEPS] {
    std::array::from_fn(|n| (n as f32 + 1.0) / ENVELOPE_STEPS as f32)
}

/// One group's bands, `[batch, band steps, bands]`.
fn filter(filters: Tensor<3>, sources: Tensor<3>, group: &Group) -> Tensor<3> {
    let [batch, time, _] = filters.dims();
    let rows = batch * time * group.bands;
    let column = |filters: Tensor<3>| filters.reshape([rows, group.coefficients(), 1]);
    let pair = Tensor::cat(vec![column(delay(filters.clone(), 1)), column(filters)], 2);
    let fade: Vec<f32> = (0..FILTER_STEPS).flat_map(cross_fade).collect();
    let fade = Tensor::<3>::from_data(TensorData::new(fade, [1, FILTER_STEPS, 2]), &pair.device());
    (sources.matmul(pair) * fade)
        .sum_dim(2)
        .reshape([batch, time, group.bands, FILTER_STEPS])
        .swap_dims(2, 3)
        .reshape([batch, time * FILTER_STEPS, group.bands])
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
