//! What training minimises.

pub mod adversary;
mod by_hand;
pub mod descriptors;
pub mod discriminator;
pub mod periodicity;
pub mod spectral;
pub mod timbre;

use burn::prelude::*;

/// Which samples and frames of an output a loss compares.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Sample rate.
    pub rate: f32,
    /// Samples from one frame to the next.
    pub hop: usize,
    /// Sample at which frame 0 begins.
    pub start: usize,
    /// Frames that are measured but not compared.
    pub skip: usize,
    /// Frames compared after those.
    pub count: usize,
}

/// Overlapping frames of `size` samples every `hop` (`size` a multiple of `hop`), from
/// `[batch, samples]` to `[batch · frames, size]`.
///
/// Built from shifted reshapes, whose gradients are slices; a general unfold scatters.
pub fn frames(x: Tensor<2>, size: usize, hop: usize) -> Tensor<2> {
    let [batch, samples] = x.dims();
    let hops = samples / hop;
    let overlap = size / hop;
    let count = hops + 1 - overlap;
    let x = x.narrow(1, 0, hops * hop).reshape([batch, hops, hop]);
    let shifted = (0..overlap)
        .map(|by| x.clone().narrow(1, by, count))
        .collect();
    Tensor::cat(shifted, 2).reshape([batch * count, size])
}

/// Magnitude spectrum of each row of `[rows, size]` under a Hann window, `[rows, size / 2 + 1]`.
pub fn magnitudes(rows: Tensor<2>, floor: f32) -> Tensor<2> {
    let size = rows.dims()[1];
    let window = Tensor::from_data(TensorData::new(hann(size), [1, size]), &rows.device());
    let (re, im) = burn::tensor::signal::rfft(rows * window, 1, Some(size));
    (re.clone() * re + im.clone() * im + floor * floor).sqrt()
}

/// Periodic Hann window.
fn hann(size: usize) -> Vec<f32> {
    (0..size)
        .map(|n| {
            let x = std::f64::consts::TAU * n as f64 / size as f64;
            (0.5 - 0.5 * x.cos()) as f32
        })
        .collect()
}
