//! Bands written out sample by sample: what neither a pulse train nor noise can be shaped into, such
//! as the thump of a drum.

use super::{BAND_STEPS, BANK, Shape};
use crate::train::network::conv::{Conv, Residual, Up, activation};
use crate::train::network::work;
use burn::module::Module;
use burn::prelude::*;

/// Two transposed convolutions, 4 · 4 band steps from one filter frame.
#[derive(Module, Debug)]
pub struct Wave {
    /// To 689 Hz.
    pub up1: Up,
    /// At 689 Hz, dilation 1.
    pub residual1: Residual,
    /// At 689 Hz, dilation 3.
    pub residual2: Residual,
    /// To the band rate.
    pub up2: Up,
    /// At the band rate, dilation 1.
    pub residual3: Residual,
    /// At the band rate, dilation 3.
    pub residual4: Residual,
    /// To bands.
    pub output: Conv,
}

impl Wave {
    /// Fresh weights, quiet at first.
    pub fn new(shape: &Shape, device: &Device) -> Self {
        let (wide, narrow) = shape.wave();
        Self {
            up1: Up::new(shape.narrow(), wide, 4, device),
            residual1: Residual::new(wide, 1, device),
            residual2: Residual::new(wide, 3, device),
            up2: Up::new(wide, narrow, 4, device),
            residual3: Residual::new(narrow, 1, device),
            residual4: Residual::new(narrow, 3, device),
            output: Conv::new(narrow, BANK.bands, 1, 1, 0.1, device),
        }
    }

    /// The trunk's `[batch, filter frames, inputs]` to bands at unit loudness, `[batch, band
    /// steps, bands]`.
    pub fn forward(&self, trunk: Tensor<3>) -> Tensor<3> {
        let x = self.residual1.forward(self.up1.forward(trunk));
        let x = self.residual2.forward(x);
        let x = self.residual3.forward(self.up2.forward(x));
        let x = self.residual4.forward(x);
        self.output.forward(activation(x))
    }

    /// Multiply-accumulates for one latent frame.
    pub fn work(&self) -> usize {
        let slow = work::residual(&self.residual1) + work::residual(&self.residual2);
        let fast = work::residual(&self.residual3) + work::residual(&self.residual4);
        work::conv(&self.up1.conv) * 2
            + (slow + work::conv(&self.up2.conv)) * BAND_STEPS / 4
            + (fast + work::conv(&self.output)) * BAND_STEPS
    }
}
