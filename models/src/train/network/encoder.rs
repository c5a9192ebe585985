//! Bands, loudness-normalised, to latents.

use super::conv::{Conv, Down, Residual};
use super::{BAND_STEPS, LATENT, LOUDNESS_FLOOR, LOUDNESS_FRAMES};
use crate::train::pqmf::BANDS;
use burn::module::Module;
use burn::prelude::*;

/// The posterior of the latents.
pub struct Posterior {
    /// `[batch, frames, LATENT]`.
    pub mean: Tensor<3>,
    /// Natural logarithm of the variance, limited to −10…2.
    pub log_variance: Tensor<3>,
}

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
    pub fn new(device: &Device) -> Self {
        Self {
            input: Conv::new(BANDS, 48, 7, 1, 1.0, device),
            down1: Down::new(48, 96, 4, device),
            residual1: Residual::new(96, 1, device),
            down2: Down::new(96, 192, 4, device),
            residual2: Residual::new(192, 1, device),
            residual3: Residual::new(192, 3, device),
            down3: Down::new(192, 256, 2, device),
            residual4: Residual::new(256, 1, device),
            residual5: Residual::new(256, 3, device),
            output: Conv::new(256, 2 * LATENT, 1, 1, 1.0, device),
        }
    }

    /// `[batch, band steps, BANDS]` from [`normalise`] to a posterior a frame.
    pub fn forward(&self, bands: Tensor<3>) -> Posterior {
        let x = self.input.forward(bands);
        let x = self.residual1.forward(self.down1.forward(x));
        let x = self.residual2.forward(self.down2.forward(x));
        let x = self.residual3.forward(x);
        let x = self.residual4.forward(self.down3.forward(x));
        let x = self.residual5.forward(x);
        let y = self.output.forward_activated(x);
        Posterior {
            mean: y.clone().narrow(2, 0, LATENT),
            log_variance: (y.narrow(2, LATENT, LATENT) - 6.0).clamp(-10.0, 2.0),
        }
    }
}

/// Divides each frame of `bands` (`[time][band]`, in place) by the root mean square of the last
/// [`LOUDNESS_FRAMES`] frames, itself included.
pub fn normalise(bands: &mut [f32]) {
    let frame = BAND_STEPS * BANDS;
    let mut recent = [0.0f32; LOUDNESS_FRAMES];
    for (index, frame) in bands.chunks_exact_mut(frame).enumerate() {
        let power = frame.iter().map(|x| x * x).sum::<f32>() / frame.len() as f32;
        recent[index % LOUDNESS_FRAMES] = power;
        let mean = recent.iter().sum::<f32>() / LOUDNESS_FRAMES as f32;
        let gain = 1.0 / (mean + LOUDNESS_FLOOR).sqrt();
        frame.iter_mut().for_each(|x| *x *= gain);
    }
}
