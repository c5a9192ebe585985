//! What differs from one published generation of RAVE to the next, layer by layer.

use super::Shape;
use serde::{Deserialize, Serialize};

/// Whose layers a network has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layers {
    /// The study's, lighter than v1's: strided convolutions have kernel `2 · stride`, residuals
    /// close with kernel 1, the decoder is the encoder's mirror image.
    #[default]
    Light,
    /// RAVE v1's: strided convolutions have kernel `2 · stride + 1`, residuals close with kernel 3,
    /// the decoder has the encoder's strides in the same order, the slowest stage first.
    V1,
    /// RAVE v2's: residuals in the encoder, too, the convolutions at the latents have kernel 3 and
    /// hear all channels, every band has a loudness of its own.
    V2,
}

impl Layers {
    /// The study's, which records need not name.
    pub fn is_light(&self) -> bool {
        *self == Self::Light
    }

    /// Kernel of the encoder's strided convolutions.
    pub(super) fn down_kernel(self, stride: usize) -> usize {
        match self {
            Self::V1 => 2 * stride + 1,
            Self::Light | Self::V2 => 2 * stride,
        }
    }

    /// Kernel of the convolution that closes a residual.
    pub(super) fn closing_kernel(self) -> usize {
        match self {
            Self::V1 => 3,
            Self::Light | Self::V2 => 1,
        }
    }

    /// Kernels of the convolutions that write the posterior and read the latents.
    pub(super) fn latent_kernels(self) -> [usize; 2] {
        match self {
            Self::Light | Self::V1 => [5, 7],
            Self::V2 => [3, 3],
        }
    }

    /// Whether the posterior's mean hears one half of the channels and its scale the other, or both
    /// all of them.
    pub fn halves_posterior(self) -> bool {
        match self {
            Self::Light | Self::V1 => true,
            Self::V2 => false,
        }
    }

    /// Whether each band has a loudness of its own, with a kernel as long as the waveform's.
    pub fn has_loudness_per_band(self) -> bool {
        self == Self::V2
    }
}

/// How the noise head writes its filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filters {
    /// Strides of its convolutions.
    pub strides: [usize; 3],
    /// Channels between them.
    pub width: usize,
    /// Frequencies, evenly from 0 to half the band's rate, at which the magnitude is written.
    pub points: usize,
    /// Kernel of all convolutions; twice the stride where there is none.
    pub kernel: Option<usize>,
}

impl Filters {
    /// Band steps a filter.
    pub fn steps(&self) -> usize {
        self.strides.iter().product()
    }
}

impl Shape {
    /// Stride of the decoder's step up to [`Shape::width`]`(index)` channels.
    pub(super) fn up_stride(&self, index: usize) -> usize {
        match self.layers {
            Layers::V1 => self.ratios[self.ratios.len() - 1 - index],
            Layers::Light | Layers::V2 => self.ratios[index],
        }
    }

    /// Dilations of the decoder's residuals at [`Shape::width`]`(index)` channels. v2 leaves the
    /// last one out where the rate is lowest.
    pub(super) fn decoder_dilations(&self, index: usize) -> &[usize] {
        let all = self.dilations.len();
        let lowest = self.layers == Layers::V2 && index + 1 == self.ratios.len();
        &self.dilations[..all - usize::from(lowest && all > 0)]
    }

    /// Dilations of the encoder's residuals there.
    pub(super) fn encoder_dilations(&self, index: usize) -> &[usize] {
        match self.layers {
            Layers::Light | Layers::V1 => &[],
            Layers::V2 => self.decoder_dilations(index),
        }
    }

    /// How noise is filtered, where there is some.
    pub fn filters(&self) -> Option<Filters> {
        let slow = Filters {
            strides: [4, 4, 4],
            width: self.capacity,
            points: 5,
            kernel: None,
        };
        self.noise.then_some(match self.layers {
            Layers::Light => slow,
            Layers::V1 => Filters {
                kernel: Some(3),
                ..slow
            },
            Layers::V2 => Filters {
                strides: [2, 2, 2],
                width: 64,
                points: 32,
                kernel: None,
            },
        })
    }
}
