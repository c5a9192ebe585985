//! An encoder whose latents are stripped of the attributes, and a source-filter decoder that takes
//! attributes, and where the sound has one the pitch, back in.
//!
//! Layout:
//!
//! | stream | rate at 44.1 kHz | steps a frame |
//! |---|---|---|
//! | audio | 44,100 Hz | [`RATIO`] |
//! | bands ([`super::super::pqmf`]) | 2756 Hz | [`BAND_STEPS`] |
//! | filter frames | 172 Hz | 2 |
//! | latents, attributes, pitch | 86 Hz | 1 |
//!
//! The delay is the filter bank's own and one frame more, which lets the descriptor window lie on
//! the block being produced and the symmetric harmonic filters look ahead.

pub mod decoder;
pub mod encoder;
pub mod source;
pub mod wave;

use super::{Geometry, work};
use crate::train::playing::{Controls, Player, Playing, noise};
use crate::train::pqmf::Bank;
use crate::train::step::constant;
use burn::module::Module;
use burn::prelude::*;
use serde::{Deserialize, Serialize};
use source::{Group, unfold};

pub use decoder::Decoder;
pub use encoder::{Encoder, normalise};
pub use wave::Wave;

/// The filter bank: what comes back is right to -50 dB, 225 samples late.
pub const BANK: Bank = Bank {
    bands: 16,
    span: 15,
    beta: 6.5,
};
/// Audio samples a latent frame.
pub const RATIO: usize = 512;
/// Band samples a latent frame.
pub const BAND_STEPS: usize = RATIO / BANK.bands;
/// Band samples a filter frame; two filter frames make a latent frame.
pub const FILTER_STEPS: usize = BAND_STEPS / 2;
/// Frames over which the encoder's running loudness is taken.
pub const LOUDNESS_FRAMES: usize = 4;
/// Mean square of a band below which the encoder no longer turns silence up.
pub const LOUDNESS_FLOOR: f32 = 1e-7;

/// The numbers that differ from one such network to another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// Channels of the first convolution; all other widths follow.
    pub capacity: usize,
    /// Latent channels.
    pub latents: usize,
    /// Attributes, rms among them.
    pub attributes: usize,
    /// Whether there is a harmonic source beside the noise.
    pub pitch: bool,
}

impl Shape {
    /// Its streams.
    pub fn geometry(&self) -> Geometry {
        Geometry {
            bank: BANK,
            ratio: RATIO,
            latents: self.latents,
            delay: BANK.delay() + RATIO,
        }
    }

    /// Bands by the lengths of their filters.
    pub fn groups(&self) -> [Group; 2] {
        source::groups(self.pitch)
    }

    /// Channels beside the latents that the decoder reads: attributes, and octaves from 440 Hz and
    /// voicing where there is a pitch.
    pub fn controls(&self) -> usize {
        self.attributes + if self.pitch { 2 } else { 0 }
    }

    /// Channels at 172 Hz.
    pub fn narrow(&self) -> usize {
        4 * self.capacity
    }

    /// Whether bands are also written out: what has no pitch may still have a wave.
    pub fn has_wave(&self) -> bool {
        !self.pitch
    }

    /// Channels of [`Wave`] at 689 Hz and at the band rate.
    pub fn wave(&self) -> (usize, usize) {
        (4 * self.capacity / 3, 2 * self.capacity / 3)
    }

    /// Channels at 86 Hz.
    pub fn wide(&self) -> usize {
        16 * self.capacity / 3
    }

    /// See [`super::Shape::play`].
    pub fn play(&self, playing: &mut Playing, controls: &Controls, player: &Player, seed: u64) {
        let rms = player.rms().expect("checked when training starts");
        let spec = &player.attributes[rms];
        let frames = controls
            .pitch
            .iter()
            .zip(controls.attributes.chunks_exact(self.attributes));
        let mut amplitude = 0.0;
        for (pitch, values) in frames {
            playing.controls.extend(values);
            if self.pitch {
                playing
                    .controls
                    .extend([(pitch.hz / 440.0).log2(), pitch.voicing]);
            }
            let wanted = 10f32.powf(spec.denormalise(values[rms]) / 20.0);
            playing.gains.extend(
                (0..BAND_STEPS).map(|n| {
                    amplitude + (wanted - amplitude) * (n as f32 + 1.0) / BAND_STEPS as f32
                }),
            );
            amplitude = wanted;
        }
        let white = noise(seed, controls.frames() * RATIO);
        let harmonic = if self.pitch {
            player.harmonic(&controls.pitch, RATIO)
        } else {
            Vec::new()
        };
        playing.sources.resize(self.groups().len(), Vec::new());
        for (group, sources) in self.groups().iter().zip(&mut playing.sources) {
            unfold(&harmonic, &white, group, sources);
        }
    }
}

/// Both halves.
#[derive(Module, Debug)]
pub struct Fader {
    /// Bands to latents.
    pub encoder: Encoder,
    /// Latents, controls and sources to bands.
    pub decoder: Decoder,
    /// What it is made from.
    #[module(skip)]
    pub shape: Shape,
}

impl Fader {
    /// Fresh weights.
    pub fn new(shape: Shape, device: &Device) -> Self {
        Self {
            encoder: Encoder::new(&shape, device),
            decoder: Decoder::new(&shape, device),
            shape,
        }
    }

    /// Bands, `[items, band steps, bands]`, of latents `[items, frames, latents]`.
    pub fn decode(&self, latent: Tensor<3>, playing: Playing) -> Tensor<3> {
        let [items, frames, _] = latent.dims();
        let device = latent.device();
        let controls = constant(
            playing.controls,
            [items, frames, self.shape.controls()],
            &device,
        );
        let groups = self.shape.groups();
        let sources = groups.iter().zip(playing.sources).map(|(group, sources)| {
            let shape = [
                items * 2 * frames * group.bands,
                FILTER_STEPS,
                group.coefficients(),
            ];
            constant(sources, shape, &device)
        });
        let sources = sources.collect();
        let gains = constant(playing.gains, [items, frames * BAND_STEPS, 1], &device);
        let parts = self.decoder.parts(latent, controls, &groups);
        decoder::render(parts, sources, &groups) * gains
    }

    /// Multiply-accumulates of all layers and filters for one latent frame.
    pub fn work(&self) -> usize {
        let Encoder {
            input,
            down1,
            residual1,
            down2,
            residual2,
            residual3,
            down3,
            residual4,
            residual5,
            output,
        } = &self.encoder;
        let encoder = work::conv(input) * BAND_STEPS
            + (work::conv(&down1.conv) + work::residual(residual1)) * BAND_STEPS / 4
            + work::conv(&down2.conv) * 2
            + (work::residual(residual2) + work::residual(residual3)) * 2
            + work::conv(&down3.conv)
            + work::residual(residual4)
            + work::residual(residual5)
            + work::conv(output) / 2;
        let Decoder {
            input,
            residual1,
            residual2,
            up,
            residual3,
            residual4,
            output,
            wave,
        } = &self.decoder;
        let wave = wave.as_ref().map_or(0, Wave::work);
        let decoder = work::conv(input)
            + work::residual(residual1)
            + work::residual(residual2)
            + work::conv(&up.conv)
            + (work::residual(residual3) + work::residual(residual4) + work::conv(output)) * 2;
        let taps: usize = self
            .shape
            .groups()
            .iter()
            .map(|group| 2 * group.bands * group.coefficients())
            .sum();
        encoder + decoder + wave + taps * BAND_STEPS
    }
}
