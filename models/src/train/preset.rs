//! The networks that `nrave train --preset` offers.

use super::TrainError;
use super::network::{Shape, fader, rave};
use super::step::Weights;

/// A network by name, with what it is trained for.
pub struct Preset {
    /// As on the command line.
    pub name: &'static str,
    /// What it is, in a line.
    pub summary: &'static str,
    /// Its widths where none are asked for.
    pub capacity: usize,
    /// Attributes where none are asked for.
    pub attributes: &'static [&'static str],
    /// What each loss counts.
    pub weights: Weights,
    /// Earlier batches that the latent discriminator learns from in each step.
    pub recall: usize,
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

/// The attributes that F-RAVE was published with.
const FIVE: &[&str] = &["rms", "centroid", "bandwidth", "sharpness", "booming"];

/// Latents stripped of attributes, and attributes asked for measured again in the output.
const CONTROLLED: Weights = Weights {
    kl: 0.005,
    leak: 1.5,
    consistency: 6.0,
    periodicity: 5.0,
};
/// Nothing but reconstruction.
const PLAIN: Weights = Weights {
    kl: 0.005,
    leak: 0.0,
    consistency: 0.0,
    periodicity: 0.0,
};

/// All of them.
pub const PRESETS: [Preset; 11] = [
    Preset {
        name: "fader",
        summary: "sound from a harmonic source and noise, with pitch; --pitch no for unpitched sounds",
        capacity: 48,
        attributes: FIVE,
        weights: CONTROLLED,
        recall: 15,
        crop: 32_768,
        shape: source_filter,
    },
    Preset {
        name: "pi",
        summary: "fader, narrow enough for one core of a Raspberry Pi 4 (about 120 million \
                  multiply-accumulates a second)",
        capacity: 24,
        attributes: FIVE,
        weights: CONTROLLED,
        recall: 15,
        crop: 32_768,
        shape: source_filter,
    },
    Preset {
        name: "brave",
        summary: "steps of 128 samples for low latency, after BRAVE; no noise (published capacity 32)",
        capacity: 16,
        attributes: &[],
        weights: CONTROLLED,
        recall: 15,
        crop: 32_768,
        shape: |wishes| {
            Shape::Rave(rave::Shape {
                bank: rave::SHORT_BANK,
                ratios: vec![2, 2, 2, 1],
                dilations: vec![3, 9, 27, 36],
                noise: false,
                ..convolutional(wishes)
            })
        },
    },
    Preset {
        name: "rave",
        summary: "steps of 2048 samples, after RAVE v1, without attributes (published capacity 64)",
        capacity: 16,
        attributes: &[],
        weights: PLAIN,
        recall: 0,
        crop: 65_536,
        shape: |wishes| Shape::Rave(convolutional(wishes)),
    },
    Preset {
        name: "fader-rave",
        summary: "RAVE with attributes beside latents stripped of them, as F-RAVE was published: no \
                  consistency loss",
        capacity: 16,
        attributes: FIVE,
        weights: Weights { leak: 0.3, ..PLAIN },
        recall: 0,
        crop: 65_536,
        shape: attributed,
    },
    Preset {
        name: "conditional",
        summary: "RAVE with attributes beside the latents, after C-RAVE: fader-rave without adversary",
        capacity: 16,
        attributes: FIVE,
        weights: PLAIN,
        recall: 0,
        crop: 65_536,
        shape: attributed,
    },
    Preset {
        name: "rave-v1",
        summary: "RAVE v1, layer for layer: steps of 2048 samples, heavy",
        capacity: 64,
        attributes: &[],
        weights: CONTROLLED,
        recall: 15,
        crop: 65_536,
        shape: |wishes| published(rave::published::v1(), wishes),
    },
    Preset {
        name: "rave-v2",
        summary: "RAVE v2, layer for layer: steps of 2048 samples, the heaviest",
        capacity: 96,
        attributes: &[],
        weights: CONTROLLED,
        recall: 15,
        crop: 65_536,
        shape: |wishes| published(rave::published::v2(), wishes),
    },
    Preset {
        name: "rave-v2-small",
        summary: "RAVE v2_small, layer for layer: steps of 512 samples",
        capacity: 48,
        attributes: &[],
        weights: CONTROLLED,
        recall: 15,
        crop: 65_536,
        shape: |wishes| published(rave::published::v2_small(), wishes),
    },
    Preset {
        name: "rave-raspberry",
        summary: "RAVE raspberry, layer for layer: steps of 2048 samples, light",
        capacity: 16,
        attributes: &[],
        weights: CONTROLLED,
        recall: 15,
        crop: 65_536,
        shape: |wishes| published(rave::published::raspberry(), wishes),
    },
    Preset {
        name: "rave-brave",
        summary: "BRAVE, layer for layer: steps of 128 samples for low latency, heavy",
        capacity: 32,
        attributes: &[],
        weights: CONTROLLED,
        recall: 15,
        crop: 32_768,
        shape: |wishes| published(rave::published::brave(), wishes),
    },
];

fn source_filter(wishes: &Wishes) -> Shape {
    Shape::Fader(fader::Shape {
        capacity: wishes.capacity,
        latents: wishes.latents.unwrap_or(16),
        attributes: wishes.attributes,
        pitch: wishes.pitch,
    })
}

/// RAVE v1's layout; twice as many latents as channels at the start, as published (128 and 64).
fn convolutional(wishes: &Wishes) -> rave::Shape {
    rave::Shape {
        bank: rave::FINE_BANK,
        ratios: vec![4, 4, 4, 2],
        dilations: vec![1, 3, 5],
        capacity: wishes.capacity,
        latents: wishes.latents.unwrap_or(2 * wishes.capacity).min(128),
        attributes: wishes.attributes,
        noise: true,
        layers: rave::Layers::Light,
    }
}

/// F-RAVE's layout: 1024 samples a frame.
fn attributed(wishes: &Wishes) -> Shape {
    Shape::Rave(rave::Shape {
        bank: rave::COARSE_BANK,
        dilations: vec![1, 3, 9],
        ..convolutional(wishes)
    })
}

/// A published network with other widths and attributes beside its latents.
fn published(shape: rave::Shape, wishes: &Wishes) -> Shape {
    Shape::Rave(rave::Shape {
        capacity: wishes.capacity,
        latents: wishes.latents.unwrap_or(shape.latents),
        attributes: wishes.attributes,
        ..shape
    })
}

impl Preset {
    /// The preset of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.name == name)
    }

    /// Its network, as wished.
    pub fn shape(&self, wishes: &Wishes) -> Result<Shape, TrainError> {
        if wishes.attributes > 0 && self.name == "rave" {
            return Err(TrainError::NoAttributes(self.name));
        }
        Ok((self.shape)(wishes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::prelude::Device;

    fn network(name: &str) -> (Shape, f64) {
        let preset = Preset::named(name).unwrap();
        let shape = preset.shape(&Wishes {
            capacity: preset.capacity,
            latents: None,
            attributes: preset.attributes.len(),
            pitch: true,
        });
        let shape = shape.unwrap();
        let frames = 44_100.0 / shape.geometry().ratio as f64;
        let work = shape.network(&Device::flex()).work() as f64;
        (shape, work * frames / 1e6)
    }

    #[test]
    fn frames_are_as_long_as_published() {
        for (name, ratio) in [
            ("fader", 512),
            ("rave", 2048),
            ("fader-rave", 1024),
            ("conditional", 1024),
            ("brave", 128),
            ("rave-v1", 2048),
            ("rave-v2", 2048),
            ("rave-v2-small", 512),
            ("rave-raspberry", 2048),
            ("rave-brave", 128),
        ] {
            assert_eq!(network(name).0.geometry().ratio, ratio, "{name}");
        }
    }

    #[test]
    fn pi_computes_what_its_summary_says() {
        let (_, millions) = network("pi");
        assert!((110.0..130.0).contains(&millions), "{millions}");
    }
}
