//! The networks that `nrave train --preset` offers.

use super::TrainError;
use super::network::{Shape, fader};
use super::step::Weights;

/// A network by name, with what it is trained for.
pub struct Preset {
    /// As on the command line.
    pub name: &'static str,
    /// What it is, in a line.
    pub summary: &'static str,
    /// Its widths where none are asked for.
    pub capacity: usize,
    /// Attributes where none are asked for; empty where it takes none.
    pub attributes: &'static [&'static str],
    /// What each loss counts.
    pub weights: Weights,
    /// Samples of a crop where nothing else is asked for.
    pub crop: usize,
    shape: fn(&Wishes) -> Shape,
}

/// What can be asked of a preset.
#[derive(Debug, Clone, Copy)]
pub struct Wishes {
    /// Widths, in the preset's own measure.
    pub capacity: usize,
    /// Latent channels; the preset's choice where there is no wish.
    pub latents: Option<usize>,
    /// Attributes.
    pub attributes: usize,
    /// Whether the decoder has a pitch.
    pub pitch: bool,
}

/// All of them.
pub const PRESETS: [Preset; 1] = [Preset {
    name: "fader",
    summary: "sound from a harmonic source and noise, with pitch; --pitch no for unpitched sounds",
    capacity: 48,
    attributes: &["rms", "centroid", "bandwidth"],
    weights: Weights {
        kl: 0.005,
        leak: 0.3,
        consistency: 2.0,
    },
    crop: 32768,
    shape: |wishes| {
        Shape::Fader(fader::Shape {
            capacity: wishes.capacity,
            latents: wishes.latents.unwrap_or(16),
            attributes: wishes.attributes,
            pitch: wishes.pitch,
        })
    },
}];

impl Preset {
    /// The preset of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.name == name)
    }

    /// Its network, as wished.
    pub fn shape(&self, wishes: &Wishes) -> Result<Shape, TrainError> {
        if wishes.attributes > 0 && self.attributes.is_empty() {
            return Err(TrainError::NoAttributes(self.name));
        }
        Ok((self.shape)(wishes))
    }
}
