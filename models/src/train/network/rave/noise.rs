//! Noise, filtered in every band by a short filter that the decoder writes.
//!
//! Strided convolutions bring the decoder's rate down to that of the filters, as [`Filters`] says.
//! The head writes a filter's magnitude at some frequencies of the band; a fixed matrix, the inverse
//! DFT under a Hann window, makes [`TAPS`] taps of linear phase from it.

use super::Shape;
use super::decoder::amplitude;
use super::layers::Filters;
use crate::train::network::conv::Down;
use crate::train::step::constant;
use burn::module::{Module, Param};
use burn::prelude::*;
use std::f64::consts::{PI, TAU};

/// Length of a filter.
pub const TAPS: usize = 7;
/// What the magnitudes start from, before [`amplitude`]: about -74 dB.
const FIRST: f32 = -4.0;

/// The strided convolutions.
#[derive(Module, Debug)]
pub struct NoiseHead {
    /// Down to one filter frame; the last gives as many channels a band as there are points.
    pub downs: Vec<Down>,
    /// Bands.
    pub bands: usize,
    /// Frequencies at which a magnitude is written.
    pub points: usize,
}

impl NoiseHead {
    /// Fresh weights.
    pub fn new(shape: &Shape, filters: &Filters, device: &Device) -> Self {
        let (bands, points, width) = (shape.bank.bands, filters.points, filters.width);
        let last = filters.strides.len() - 1;
        let down = |(index, stride): (usize, &usize)| {
            let inputs = if index == 0 { shape.capacity } else { width };
            let outputs = if index == last { bands * points } else { width };
            let kernel = filters.kernel.unwrap_or(2 * stride);
            Down::seeing(inputs, outputs, *stride, kernel, device)
        };
        let mut downs: Vec<Down> = filters.strides.iter().enumerate().map(down).collect();
        let first = Tensor::full([bands * points], FIRST, device);
        downs[last].conv.bias = Param::from_tensor(first);
        Self {
            downs,
            bands,
            points,
        }
    }

    /// Band steps a filter.
    pub fn steps(&self) -> usize {
        self.downs.iter().map(|down| down.stride).product()
    }

    /// `hidden`, `[batch, band steps, capacity]`, and [`unfold`]ed noise to bands, `[batch, band
    /// steps, bands]`.
    pub fn forward(&self, hidden: Tensor<3>, sources: Vec<f32>) -> Tensor<3> {
        let x = self.downs.iter().fold(hidden, |x, down| down.forward(x));
        let [batch, frames, _] = x.dims();
        let rows = batch * frames * self.bands;
        let device = x.device();
        let (points, steps) = (self.points, self.steps());
        let taps = constant(responses(points), [points, TAPS], &device);
        let filters = amplitude(x)
            .reshape([rows, points])
            .matmul(taps)
            .reshape([rows, TAPS, 1]);
        constant(sources, [rows, steps, TAPS], &device)
            .matmul(filters)
            .reshape([batch, frames, self.bands, steps])
            .swap_dims(2, 3)
            .reshape([batch, frames * steps, self.bands])
    }
}

/// `[points][TAPS]`: the filter of magnitude 1 at one frequency and 0 at the others.
pub fn responses(points: usize) -> Vec<f32> {
    let size = 2 * (points - 1);
    let centre = (TAPS / 2) as f64;
    let tap = |point: usize, tap: usize| {
        let n = tap as f64 - centre;
        let weight = if point == 0 || point == points - 1 {
            1.0
        } else {
            2.0
        };
        let window = 0.5 + 0.5 * (TAU * n / (TAPS + 1) as f64).cos();
        let wave = (PI * (point as f64) * n / (points - 1) as f64).cos();
        (weight * window * wave / size as f64) as f32
    };
    (0..points)
        .flat_map(|point| (0..TAPS).map(move |n| tap(point, n)))
        .collect()
}

/// What each tap multiplies: `noise`, `[band step][band]` with zeros before its start, appended to
/// `out` in the order `[filter][band][band step][tap]`, `steps` band steps a filter.
pub fn unfold(noise: &[f32], bands: usize, steps: usize, out: &mut Vec<f32>) {
    let all = noise.len() / bands;
    for filter in (0..all).step_by(steps) {
        for band in 0..bands {
            for step in filter..filter + steps {
                out.extend((0..TAPS).map(|tap| match step.checked_sub(tap) {
                    Some(step) => noise[step * bands + band],
                    None => 0.0,
                }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_magnitudes_leave_the_noise_as_it_is_but_later() {
        for points in [5, 32] {
            let responses = responses(points);
            for tap in 0..TAPS {
                let sum: f32 = (0..points).map(|point| responses[point * TAPS + tap]).sum();
                let expected = if tap == TAPS / 2 { 1.0 } else { 0.0 };
                assert!((sum - expected).abs() < 1e-6, "tap {tap}: {sum}");
            }
        }
    }
}
