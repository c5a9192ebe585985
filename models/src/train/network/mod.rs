//! The networks: an encoder from filter-bank bands to latents, a decoder back to audio.
//!
//! Everything is causal. Tensors are time-major, `[batch, time, channels]`; a latent frame is
//! [`Geometry::ratio`] audio samples. The training target is the input [`Geometry::delay`] samples
//! late.

pub mod conv;
pub mod fader;
pub mod rave;
mod work;

use super::playing::{Controls, Player, Playing};
use super::pqmf::{Bank, Pqmf};
use super::synthesis::Synthesis;
use burn::module::Module;
use burn::prelude::*;
use conv::Conv;
use fader::Fader;
use rave::Rave;
use serde::{Deserialize, Serialize};

/// The posterior of the latents.
pub struct Posterior {
    /// `[batch, frames, latents]`.
    pub mean: Tensor<3>,
    /// Natural logarithm of the variance.
    pub log_variance: Tensor<3>,
}

/// The streams of a network.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Geometry {
    /// Splits the input, joins the output.
    pub bank: Bank,
    /// Audio samples a latent frame: a multiple of the bank's bands.
    pub ratio: usize,
    /// Latent channels.
    pub latents: usize,
    /// Delay from input to output in audio samples.
    pub delay: usize,
}

/// Samples at the start of a crop that hear too many zeros from before it to be judged.
const SKIP: usize = 3072;

impl Geometry {
    /// Band samples a latent frame.
    pub const fn band_steps(&self) -> usize {
        self.ratio / self.bank.bands
    }

    /// Frames at the start of a crop that see zeros instead of what came before.
    pub const fn skip(&self) -> usize {
        SKIP.div_ceil(self.ratio)
    }

    /// Frames at the end of a crop whose descriptor window isn't complete after the delay.
    pub const fn tail(&self) -> usize {
        self.delay.div_ceil(self.ratio)
    }
}

/// What a network is made from: its family, and the family's numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Source-filter decoder.
    Fader(fader::Shape),
    /// Convolutional decoder.
    Rave(rave::Shape),
}

impl Shape {
    /// Its streams.
    pub fn geometry(&self) -> Geometry {
        match self {
            Self::Fader(shape) => shape.geometry(),
            Self::Rave(shape) => shape.geometry(),
        }
    }

    /// Channels of the first layer.
    pub fn capacity(&self) -> usize {
        match self {
            Self::Fader(shape) => shape.capacity,
            Self::Rave(shape) => shape.capacity,
        }
    }

    /// Attributes that the decoder takes.
    pub fn attributes(&self) -> usize {
        match self {
            Self::Fader(shape) => shape.attributes,
            Self::Rave(shape) => shape.attributes,
        }
    }

    /// Whether the decoder takes a pitch and a harmonic source at it.
    pub fn pitch(&self) -> bool {
        match self {
            Self::Fader(shape) => shape.pitch,
            Self::Rave(_) => false,
        }
    }

    /// Whether the decoder carries loudness in the attribute rms.
    pub fn needs_rms(&self) -> bool {
        matches!(self, Self::Fader(_))
    }

    /// A network with fresh weights.
    pub fn network(&self, device: &Device) -> Network {
        match self {
            Self::Fader(shape) => Network::Fader(Fader::new(*shape, device)),
            Self::Rave(shape) => Network::Rave(Rave::new(shape, device)),
        }
    }

    /// What the encoder is given for `audio` (whole frames): `[band step][band]`.
    pub fn hear(&self, bank: &Pqmf, audio: &[f32]) -> Vec<f32> {
        let mut bands = bank.split(audio);
        match self {
            Self::Fader(_) => fader::normalise(&mut bands),
            Self::Rave(_) => {}
        }
        bands
    }

    /// Appends to `playing` what the decoder needs for one item; `seed` is the noise's.
    pub fn play(&self, playing: &mut Playing, controls: &Controls, player: &Player, seed: u64) {
        match self {
            Self::Fader(shape) => shape.play(playing, controls, player, seed),
            Self::Rave(shape) => shape.play(playing, controls, seed),
        }
        playing.items += 1;
    }
}

/// A network of any family.
#[derive(Module, Debug)]
#[allow(clippy::large_enum_variant)] // there is one network in a run
pub enum Network {
    /// Source-filter decoder.
    Fader(Fader),
    /// Convolutional decoder.
    Rave(Rave),
}

impl Network {
    /// What it is made from.
    pub fn shape(&self) -> Shape {
        match self {
            Self::Fader(fader) => Shape::Fader(fader.shape),
            Self::Rave(rave) => Shape::Rave(rave.shape.clone()),
        }
    }

    /// `[batch, band steps, bands]` from [`Shape::hear`] to a posterior a frame.
    pub fn encode(&self, bands: Tensor<3>) -> Posterior {
        match self {
            Self::Fader(fader) => fader.encoder.forward(bands),
            Self::Rave(rave) => rave.encoder.forward(bands),
        }
    }

    /// `[items, frames, latents]`, as many items as `playing` has, to audio `[items, samples]`.
    pub fn decode(&self, latent: Tensor<3>, playing: Playing, synthesis: &Synthesis) -> Tensor<2> {
        let bands = match self {
            Self::Fader(fader) => fader.decode(latent, playing),
            Self::Rave(rave) => rave.decode(latent, playing),
        };
        synthesis.join(bands)
    }

    /// The layer that writes the posterior's mean, in its first [`Geometry::latents`] outputs, and
    /// the one that reads the latents, in its first inputs of every tap. Both are linear there.
    pub fn around_latents(&mut self) -> [&mut Conv; 2] {
        match self {
            Self::Fader(fader) => [&mut fader.encoder.output, &mut fader.decoder.input],
            Self::Rave(rave) => [&mut rave.encoder.mean, &mut rave.decoder.input],
        }
    }

    /// Multiply-accumulates of method `forward` for one latent frame, filter bank included.
    pub fn work(&self) -> usize {
        let Geometry { bank, ratio, .. } = self.shape().geometry();
        // Analysis and synthesis, and analysis of the excitation where there is one.
        let banks = if self.shape().pitch() { 3 } else { 2 };
        let layers = match self {
            Self::Fader(fader) => fader.work(),
            Self::Rave(rave) => rave.work(),
        };
        layers + banks * ratio * bank.padded()
    }

    /// Where its weights live.
    pub fn device(&self) -> Device {
        match self {
            Self::Fader(fader) => fader.encoder.output.bias.val().device(),
            Self::Rave(rave) => rave.encoder.mean.bias.val().device(),
        }
    }
}
