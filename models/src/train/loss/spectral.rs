//! Multi-scale spectral distance.
//!
//! Over Hann windows of 2048, 1024, 512, 256 and 128 samples with three quarters overlap, spectra
//! scaled by `size^-½`: the relative L2 distance of the magnitudes (per item, the root, with a
//! floor so that quiet crops don't explode) plus the mean absolute difference of
//! `ln(magnitude + 3e-4)`. Five scales added up; two unrelated sounds are about ten apart.

use super::{frames, magnitudes};
use burn::prelude::*;

/// Window lengths, in samples.
pub const SCALES: [usize; 5] = [2048, 1024, 512, 256, 128];

const LOG_FLOOR: f32 = 3e-4;
/// Mean square magnitude added under the relative distance.
const POWER_FLOOR: f32 = 1e-5;

/// Distance of `output` from `target`, both `[batch, samples]`: one value an item, `[batch]`.
pub fn distance(output: Tensor<2>, target: Tensor<2>) -> Tensor<1> {
    SCALES
        .iter()
        .map(|&size| at_scale(output.clone(), target.clone(), size))
        .reduce(|a, b| a + b)
        .expect("there are scales")
}

fn at_scale(output: Tensor<2>, target: Tensor<2>, size: usize) -> Tensor<1> {
    let batch = output.dims()[0];
    let spectrum = |x: Tensor<2>| {
        let magnitudes = magnitudes(frames(x, size, size / 4), 1e-5) * (size as f32).powf(-0.5);
        let [rows, bins] = magnitudes.dims();
        magnitudes.reshape([batch, rows / batch * bins])
    };
    let (output, target) = (spectrum(output), spectrum(target));
    let difference = output.clone() - target.clone();
    let error = (difference.clone() * difference).mean_dim(1);
    let power = (target.clone() * target.clone()).mean_dim(1);
    let relative = ((error + 1e-9) / (power + POWER_FLOOR)).sqrt();
    let log = ((output + LOG_FLOOR).log() - (target + LOG_FLOOR).log())
        .abs()
        .mean_dim(1);
    (relative + log).reshape([batch])
}
