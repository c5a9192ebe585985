//! `fader-small`: an encoder whose latents are stripped of the attributes, and a source-filter
//! decoder that takes attributes and pitch back in.
//!
//! Layout (time-major, causal throughout):
//!
//! | stream | rate at 44.1 kHz | steps a frame |
//! |---|---|---|
//! | audio | 44,100 Hz | [`FRAME`] |
//! | bands ([`super::pqmf`]) | 2756 Hz | [`BAND_STEPS`] |
//! | filter frames | 172 Hz | 2 |
//! | latents, attributes, pitch | 86 Hz | 1 |
//!
//! The training target is the input [`DELAY`] samples late: the filter bank's own delay and one
//! frame more, which lets the descriptor window lie on the block being produced and the symmetric
//! harmonic filters look ahead.

pub mod conv;
pub mod decoder;
pub mod encoder;
pub mod wave;

use super::pqmf::{self, BANDS};
use burn::module::Module;
use burn::prelude::*;

pub use decoder::Decoder;
pub use encoder::Encoder;
pub use wave::Wave;

/// Audio samples a latent frame.
pub const FRAME: usize = 512;
/// Band samples a latent frame.
pub const BAND_STEPS: usize = FRAME / BANDS;
/// Band samples a filter frame; two filter frames make a latent frame.
pub const FILTER_STEPS: usize = BAND_STEPS / 2;
/// Latent channels.
pub const LATENT: usize = 16;
/// Delay from input to output, in audio samples.
pub const DELAY: usize = pqmf::DELAY + FRAME;
/// Frames over which the encoder's running loudness is taken.
pub const LOUDNESS_FRAMES: usize = 4;
/// Mean square of a band below which the encoder no longer turns silence up.
pub const LOUDNESS_FLOOR: f32 = 1e-7;

/// Both halves.
#[derive(Module, Debug)]
pub struct Fader {
    /// Bands to latents.
    pub encoder: Encoder,
    /// Latents, attributes, pitch and sources to bands.
    pub decoder: Decoder,
}

impl Fader {
    /// A fresh network for `attributes` attributes, with or without a [`Wave`] branch.
    pub fn new(attributes: usize, wave: bool, device: &Device) -> Self {
        Self {
            encoder: Encoder::new(device),
            decoder: Decoder::new(attributes, wave, device),
        }
    }
}
