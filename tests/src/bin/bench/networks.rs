//! What is timed: networks with the public layer shapes and random weights, and the shipped models.

use neurorave_core::graph::WeightFormat;
use nrave_tests::generated::{Generated, Precision};
use std::error::Error;
use std::fs;
use std::path::Path;

/// The shipped models.
const ZOO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/zoo");

/// A network by name.
pub struct Network {
    /// As in the tables.
    pub name: &'static str,
    /// Samples a step that it is timed with.
    pub steps: &'static [usize],
    source: Source,
}

enum Source {
    /// A preset of `nrave train` with its own widths, and what is known of the public network.
    Preset(&'static str, Public),
    /// A shipped model.
    Zoo,
}

/// A network as published, counted in the public code.
#[derive(Debug, Clone, Copy)]
pub struct Public {
    /// Weights of encoder and decoder, in millions.
    pub millions: f64,
    /// 10⁹ multiply-accumulates a second of sound at 48 kHz.
    pub gmacs: f64,
}

/// All of them.
pub const NETWORKS: [Network; 8] = [
    generated("v1", "rave-v1", &[2048], 17.60, 2.263),
    generated("v2", "rave-v2", &[2048], 31.52, 3.506),
    generated("v2_small", "rave-v2-small", &[512, 2048], 7.75, 1.809),
    generated("BRAVE", "rave-brave", &[128, 512, 2048], 4.19, 3.086),
    generated("raspberry", "rave-raspberry", &[2048], 1.40, 0.203),
    shipped("strings"),
    shipped("drums"),
    shipped("digits"),
];

const fn generated(
    name: &'static str,
    preset: &'static str,
    steps: &'static [usize],
    millions: f64,
    gmacs: f64,
) -> Network {
    let source = Source::Preset(preset, Public { millions, gmacs });
    Network {
        name,
        steps,
        source,
    }
}

/// The step of a shipped model is in its file.
const fn shipped(name: &'static str) -> Network {
    Network {
        name,
        steps: &[512],
        source: Source::Zoo,
    }
}

impl Network {
    /// Whether it has random weights, in any format.
    pub fn is_generated(&self) -> bool {
        self.public().is_some()
    }

    /// What is known of the public network.
    pub fn public(&self) -> Option<Public> {
        match &self.source {
            Source::Preset(_, public) => Some(*public),
            Source::Zoo => None,
        }
    }
}

/// The bytes of a model file with steps of `step` samples; a shipped one's are as they are.
pub fn file(
    network: &Network,
    step: usize,
    format: WeightFormat,
) -> Result<Vec<u8>, Box<dyn Error>> {
    match network.source {
        // Both formats compute the same: times are compared, not rounding.
        Source::Preset(preset, _) => {
            Ok(Generated::new(preset, Precision::Half)?.file(step, format)?)
        }
        Source::Zoo => {
            let file = Path::new(ZOO).join(format!("{}.nrave", network.name));
            Ok(fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?)
        }
    }
}
