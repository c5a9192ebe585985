//! Multi-scale spectral distance.
//!
//! Over Hann windows of 2048, 1024, 512, 256 and 128 samples with three quarters overlap, spectra
//! scaled by `size^-½`: the relative L2 distance of the magnitudes (per item, the root, with a
//! floor so that quiet crops don't explode) plus the mean absolute difference of
//! `ln(magnitude + 3e-4)`. Five scales added up; two unrelated sounds are about ten apart.

use crate::train::ops::{self, is_on_processor};
use burn::prelude::*;

/// Window lengths, in samples.
pub const SCALES: [usize; 5] = [2048, 1024, 512, 256, 128];

/// Magnitude added under the logarithm.
pub const LOG_FLOOR: f32 = 3e-4;
/// Mean square magnitude added under the relative distance.
pub const POWER_FLOOR: f32 = 1e-5;
/// Mean square difference added under the root.
pub const ERROR_FLOOR: f32 = 1e-9;
/// Least magnitude before scaling, for a gradient at silence.
pub const AMPLITUDE_FLOOR: f32 = 1e-5;

/// Distance of `output` from `target`, both `[batch, samples]`: one value an item, `[batch]`.
/// Gradients flow to the output alone.
pub fn distance(output: Tensor<2>, target: Tensor<2>) -> Tensor<1> {
    if is_on_processor(&output.device()) {
        ops::distance::distance(output, target)
    } else {
        composed(output, target.detach())
    }
}

/// The same from burn's operations.
pub fn composed(output: Tensor<2>, target: Tensor<2>) -> Tensor<1> {
    SCALES
        .iter()
        .map(|&size| at_scale(output.clone(), target.clone(), size))
        .reduce(|a, b| a + b)
        .expect("there are scales")
}

fn at_scale(output: Tensor<2>, target: Tensor<2>, size: usize) -> Tensor<1> {
    let batch = output.dims()[0];
    let spectrum = |x: Tensor<2>| {
        let frames = ops::frames::composed(x, size, size / 4);
        let magnitudes = ops::magnitudes::composed(frames, AMPLITUDE_FLOOR);
        let magnitudes = magnitudes * (size as f32).powf(-0.5);
        let [rows, bins] = magnitudes.dims();
        magnitudes.reshape([batch, rows / batch * bins])
    };
    let (output, target) = (spectrum(output), spectrum(target));
    let difference = output.clone() - target.clone();
    let error = (difference.clone() * difference).mean_dim(1);
    let power = (target.clone() * target.clone()).mean_dim(1);
    let relative = ((error + ERROR_FLOOR) / (power + POWER_FLOOR)).sqrt();
    let log = ((output + LOG_FLOOR).log() - (target + LOG_FLOOR).log())
        .abs()
        .mean_dim(1);
    (relative + log).reshape([batch])
}
