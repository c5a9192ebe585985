//! Latents and controls to filters; sources through the filters to bands.
//!
//! For every filter frame and band the trunk writes a symmetric filter for the harmonic source
//! (where there is a pitch), a causal one for the noise, and a gain for each (Serra & Smith 1990's
//! sinusoids plus noise, with filters as in DDSP, Engel et al. 2020, but inside filter-bank bands).
//! Filters change by cross-fading the outputs of the last and the present filter over one filter
//! frame; an envelope, [`ENVELOPE`] points a filter frame, gives each band attacks that are quicker
//! than that. Where there is no pitch, [`Wave`] adds what noise can't be shaped into.

use super::source::Group;
use super::{FILTER_STEPS, Shape, Wave};
use crate::train::network::conv::{Conv, Residual, Up, delay};
use crate::train::ops::fir::filtered;
use burn::module::{Module, Param};
use burn::prelude::*;

/// Points of the envelope in a filter frame.
pub const ENVELOPE: usize = 4;
/// Band steps from one point of the envelope to the next.
pub const ENVELOPE_STEPS: usize = FILTER_STEPS / ENVELOPE;
/// Limits of the natural logarithm of a filter's gain, and of the envelope.
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
    /// Bands beside the filtered sources.
    pub wave: Option<Wave>,
}

/// What the decoder makes of its conditions.
pub struct Parts {
    /// How each group of bands shapes its sources.
    pub shapings: Vec<Shaping>,
    /// Bands written out, `[batch, band steps, bands]`.
    pub wave: Option<Tensor<3>>,
}

/// What one group of bands is made with.
pub struct Shaping {
    /// Filter coefficients, gain included, `[batch, 2 · frames, bands · coefficients]`.
    pub filters: Tensor<3>,
    /// Points of the envelope, `[batch, 2 · frames · ENVELOPE, bands]`.
    pub envelope: Tensor<3>,
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
            band.resize(group.width(), 0.0);
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
            wave: shape.has_wave().then(|| Wave::new(shape, device)),
        }
    }

    /// All that doesn't depend on the sources.
    pub fn parts(&self, latent: Tensor<3>, controls: Tensor<3>, groups: &[Group]) -> Parts {
        let x = Tensor::cat(vec![latent, controls], 2);
        let x = self.residual1.forward(self.input.forward(x));
        let x = self.residual2.forward(x);
        let x = self.residual3.forward(self.up.forward(x));
        let x = self.residual4.forward(x);
        let y = self.output.forward_activated(x.clone());
        let mut first = 0;
        let shapings = groups.iter().map(|group| {
            let outputs = y.clone().narrow(2, first, group.outputs());
            first += group.outputs();
            shape_sources(outputs, group)
        });
        Parts {
            shapings: shapings.collect(),
            wave: self.wave.as_ref().map(|wave| wave.forward(x)),
        }
    }
}

/// Sources through the filters: bands at unit loudness, `[batch, band steps, bands]`.
///
/// `sources`, one a group, is [`super::source::unfold`]'s layout: `[batch · filter frames · bands,
/// FILTER_STEPS, coefficients]`.
pub fn render(parts: Parts, sources: Vec<Tensor<3>>, groups: &[Group]) -> Tensor<3> {
    let groups = groups.iter().zip(parts.shapings).zip(sources);
    let bands = groups.map(|((group, shaping), sources)| {
        filtered(shaping.filters, sources, group.bands) * envelope(shaping.envelope)
    });
    let bands = Tensor::cat(bands.collect(), 2);
    match parts.wave {
        Some(wave) => bands + wave,
        None => bands,
    }
}

/// Taps times their gains, and the envelope.
fn shape_sources(outputs: Tensor<3>, group: &Group) -> Shaping {
    let [batch, time, _] = outputs.dims();
    let y = outputs.reshape([batch * time, group.bands, group.width()]);
    let filters = group.filters();
    let logs = group.coefficients();
    let gains = limited_exp(y.clone().narrow(2, logs, filters.len()));
    let scaled = filters.iter().enumerate().map(|(index, (first, taps))| {
        y.clone().narrow(2, *first, *taps) * gains.clone().narrow(2, index, 1)
    });
    let coefficients = group.bands * group.coefficients();
    let points = y.clone().narrow(2, logs + filters.len(), ENVELOPE);
    Shaping {
        filters: Tensor::cat(scaled.collect(), 2).reshape([batch, time, coefficients]),
        envelope: limited_exp(points).swap_dims(1, 2).reshape([
            batch,
            time * ENVELOPE,
            group.bands,
        ]),
    }
}

fn limited_exp(log: Tensor<3>) -> Tensor<3> {
    log.clamp(LOG_GAIN.0, LOG_GAIN.1).exp()
}

/// Straight lines from point to point: `[batch, points, bands]` to `[batch, band steps, bands]`.
fn envelope(points: Tensor<3>) -> Tensor<3> {
    let [batch, count, bands] = points.dims();
    let rise = TensorData::new(envelope_rise().to_vec(), [1, 1, ENVELOPE_STEPS, 1]);
    let rise = Tensor::<4>::from_data(rise, &points.device());
    let before = delay(points.clone(), 1);
    let climb = (points - before.clone()).reshape([batch, count, 1, bands]);
    let line = before.reshape([batch, count, 1, bands]) + climb * rise;
    line.reshape([batch, count * ENVELOPE_STEPS, bands])
}

/// How far each band step has come from one point of the envelope to the next.
pub fn envelope_rise() -> [f32; ENVELOPE_STEPS] {
    std::array::from_fn(|n| (n as f32 + 1.0) / ENVELOPE_STEPS as f32)
}

/// Weights of the last and the present filter at band step `n` of a filter frame.
pub fn cross_fade(n: usize) -> [f32; 2] {
    let present = (n as f32 + 1.0) / FILTER_STEPS as f32;
    [1.0 - present, present]
}
