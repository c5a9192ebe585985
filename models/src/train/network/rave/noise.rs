//! Noise, filtered in every band by a short filter that the decoder writes.
//!
//! Strided convolutions bring the decoder's rate down to one filter every [`STEPS`] band steps. The
//! head writes the filter's magnitude at [`POINTS`] frequencies of the band; a fixed matrix, the
//! inverse DFT under a Hann window, makes [`TAPS`] taps of linear phase from it.

use super::Shape;
use super::decoder::amplitude;
use crate::train::network::conv::Down;
use crate::train::step::constant;
use burn::module::{Module, Param};
use burn::prelude::*;
use std::f64::consts::{PI, TAU};

/// Strides of the head's convolutions.
pub const STRIDES: [usize; 3] = [4, 4, 4];
/// Band steps a filter.
pub const STEPS: usize = 64;
/// Frequencies, evenly from 0 to half the band's rate, at which the magnitude is written.
pub const POINTS: usize = 5;
/// Length of a filter.
pub const TAPS: usize = 2 * POINTS - 3;
/// What the magnitudes start from, before [`amplitude`]: about -74 dB.
const FIRST: f32 = -4.0;

/// The strided convolutions.
#[derive(Module, Debug)]
pub struct NoiseHead {
    /// Down to one filter frame; the last gives [`POINTS`] channels a band.
    pub downs: Vec<Down>,
    /// Bands.
    pub bands: usize,
}

impl NoiseHead {
    /// Fresh weights.
    pub fn new(shape: &Shape, device: &Device) -> Self {
        let bands = shape.bank.bands;
        let last = STRIDES.len() - 1;
        let down = |(index, stride): (usize, &usize)| {
            let outputs = if index == last {
                bands * POINTS
            } else {
                shape.capacity
            };
            Down::new(shape.capacity, outputs, *stride, device)
        };
        let mut downs: Vec<Down> = STRIDES.iter().enumerate().map(down).collect();
        let first = Tensor::full([bands * POINTS], FIRST, device);
        downs[last].conv.bias = Param::from_tensor(first);
        Self { downs, bands }
    }

    /// `hidden`, `[batch, band steps, capacity]`, and [`unfold`]ed noise to bands, `[batch, band
    /// steps, bands]`.
    pub fn forward(&self, hidden: Tensor<3>, sources: Vec<f32>) -> Tensor<3> {
        let x = self.downs.iter().fold(hidden, |x, down| down.forward(x));
        let [batch, frames, _] = x.dims();
        let rows = batch * frames * self.bands;
        let device = x.device();
        let taps = constant(responses(), [POINTS, TAPS], &device);
        let filters = amplitude(x)
            .reshape([rows, POINTS])
            .matmul(taps)
            .reshape([rows, TAPS, 1]);
        constant(sources, [rows, STEPS, TAPS], &device)
            .matmul(filters)
            .reshape([batch, frames, self.bands, STEPS])
            .swap_dims(2, 3)
            .reshape([batch, frames * STEPS, self.bands])
    }
}

/// `[POINTS][TAPS]`: the filter of magnitude 1 at one frequency and 0 at the others.
pub fn responses() -> Vec<f32> {
    let size = 2 * (POINTS - 1);
    let centre = (TAPS / 2) as f64;
    let tap = |point: usize, tap: usize| {
        let n = tap as f64 - centre;
        let weight = if point == 0 || point == POINTS - 1 {
            1.0
        } else {
            2.0
        };
        let window = 0.5 + 0.5 * (TAU * n / size as f64).cos();
        let wave = (PI * (point as f64) * n / (POINTS - 1) as f64).cos();
        (weight * window * wave / size as f64) as f32
    };
    (0..POINTS)
        .flat_map(|point| (0..TAPS).map(move |n| tap(point, n)))
        .collect()
}

/// What each tap multiplies: `noise`, `[band step][band]` with zeros before its start, appended to
/// `out` in the order `[filter][band][band step][tap]`.
pub fn unfold(noise: &[f32], bands: usize, out: &mut Vec<f32>) {
    let steps = noise.len() / bands;
    for filter in (0..steps).step_by(STEPS) {
        for band in 0..bands {
            for step in filter..filter + STEPS {
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
        let responses = responses();
        for tap in 0..TAPS {
            let sum: f32 = (0..POINTS).map(|point| responses[point * TAPS + tap]).sum();
            let expected = if tap == TAPS / 2 { 1.0 } else { 0.0 };
            assert!((sum - expected).abs() < 1e-6, "tap {tap}: {sum}");
        }
    }
}
