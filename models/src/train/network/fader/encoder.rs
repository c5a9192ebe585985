//! Bands, loudness-normalised, to latents.

use super::{BAND_STEPS, BANK, LOUDNESS_FLOOR, LOUDNESS_FRAMES, Shape};
use crate::train::network::Posterior;
use crate::train::network::conv::{Conv, Down, Residual};
use burn::module::Module;
use burn::prelude::*;

/// Strided convolutions, 4 · 4 · 2 band steps to one frame.
#[derive(Module, Debug)]
pub struct Encoder {
    /// Kernel 7 over the bands.
    pub input: Conv,
    /// To 689 Hz.
    pub down1: Down,
    /// At 689 Hz.
    pub residual1: Residual,
    /// To 172 Hz.
    pub down2: Down,
    /// At 172 Hz, dilation 1.
    pub residual2: Residual,
    /// At 172 Hz, dilation 3.
    pub residual3: Residual,
    /// To 86 Hz.
    pub down3: Down,
    /// At 86 Hz, dilation 1.
    pub residual4: Residual,
    /// At 86 Hz, dilation 3.
    pub residual5: Residual,
    /// Mean and log-variance.
    pub output: Conv,
}

impl Encoder {
    /// Fresh weights; posteriors start narrow (standard deviation near 0.05).
    pub fn new(shape: &Shape, device: &Device) -> Self {
        let (narrow, wide) = (shape.narrow(), shape.wide());
        let [first, second] = [shape.capacity, 2 * shape.capacity];
        Self {
            input: Conv::new(BANK.bands, first, 7, 1, 1.0, device),
            down1: Down::new(first, second, 4, device),
            residual1: Residual::new(second, 1, device),
            down2: Down::new(second, narrow, 4, device),
            residual2: Residual::new(narrow, 1, device),
            residual3: Residual::new(narrow, 3, device),
            down3: Down::new(narrow, wide, 2, device),
            residual4: Residual::new(wide, 1, device),
            residual5: Residual::new(wide, 3, device),
            output: Conv::new(wide, 2 * shape.latents, 1, 1, 1.0, device),
        }
    }

    /// `[batch, band steps, bands]` from [`normalise`] to a posterior a frame, the log-variance
    /// limited to −10…2.
    pub fn forward(&self, bands: Tensor<3>) -> Posterior {
        let x = self.input.forward(bands);
        let x = self.residual1.forward(self.down1.forward(x));
        let x = self.residual2.forward(self.down2.forward(x));
        let x = self.residual3.forward(x);
        let x = self.residual4.forward(self.down3.forward(x));
        let x = self.residual5.forward(x);
        let y = self.output.forward_activated(x);
        let latents = y.dims()[2] / 2;
        Posterior {
            mean: y.clone().narrow(2, 0, latents),
            log_variance: (y.narrow(2, latents, latents) - 6.0).clamp(-10.0, 2.0),
        }
    }
}

/// Divides each frame of `bands` (`[time][band]`, in place) by the root mean square of the last
/// [`LOUDNESS_FRAMES`] frames, itself included.
pub fn normalise(bands: &mut [f32]) {
    let frame = BAND_STEPS * BANK.bands;
    let mut recent = [0.0f32; LOUDNESS_FRAMES];
    for (index, frame) in bands.chunks_exact_mut(frame).enumerate() {
        let power = frame.iter().map(|x| x * x).sum::<f32>() / frame.len() as f32;
        recent[index % LOUDNESS_FRAMES] = power;
        let mean = recent.iter().sum::<f32>() / LOUDNESS_FRAMES as f32;
        let gain = 1.0 / (mean + LOUDNESS_FLOOR).sqrt();
        frame.iter_mut().for_each(|x| *x *= gain);
    }
}
