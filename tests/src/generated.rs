//! Model files of the trainer's networks with random weights.

use half::f16;
use neurorave_core::graph::WeightFormat;
use neurorave_core::model_file::manifest::{AttributeSpec, Scale};
use nrave::train::TrainError;
use nrave::train::average::{Average, weights};
use nrave::train::lower::{Description, model_file};
use nrave::train::network::Network;
use nrave::train::preset::{Preset, Wishes};
use nrave::train::random::Random;

/// The sample rate.
pub const RATE: u32 = 48_000;
/// Standard deviation of the biases, which the trainer starts at zero.
const BIAS: f32 = 0.05;

/// Which numbers the weights are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// Those that half precision holds, so that files in both formats compute the same.
    Half,
    /// Any.
    Single,
}

/// A network and what its files say.
pub struct Generated {
    network: Network,
    description: Description,
}

impl Generated {
    /// The preset of that name with its own widths, loudness its only attribute if it takes any. The
    /// trainer's first weights keep activations of order one.
    ///
    /// # Errors
    /// When the preset cannot be had.
    ///
    /// # Panics
    /// When there is none of that name.
    pub fn new(preset: &str, precision: Precision) -> Result<Self, TrainError> {
        let preset = Preset::named(preset).expect("a preset of that name");
        let attributes: Vec<_> = preset.attributes.iter().take(1).map(|_| rms()).collect();
        let shape = preset.shape(&Wishes {
            capacity: preset.capacity,
            latents: None,
            attributes: attributes.len(),
            pitch: true,
        })?;
        let device = nrave::train::devices(1)?.remove(0);
        device.seed(1);
        let network = shape.network(&device);
        let weights = alive(weights(&network), precision);
        Ok(Self {
            network: Average { weights }.apply(&network),
            description: Description {
                card: "Random weights.".to_owned(),
                ..Description::untrained(preset.name, RATE, attributes, &shape)
            },
        })
    }

    /// The bytes of a model file with steps of `step` samples, a multiple of the network's ratio.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(&self, step: usize, format: WeightFormat) -> Result<Vec<u8>, TrainError> {
        let frames = step / self.network.shape().geometry().ratio;
        model_file(&self.network, &self.description, frames, format)
    }

    /// Samples of the shortest step.
    pub fn ratio(&self) -> usize {
        self.network.shape().geometry().ratio
    }
}

fn rms() -> AttributeSpec {
    AttributeSpec {
        name: "rms".into(),
        unit: "dBFS".into(),
        scale: Scale::Linear,
        min: -50.0,
        max: -12.0,
        default: 0.0,
        gate_dbfs: None,
    }
}

/// The weights with biases that are not all zero.
fn alive(mut weights: Vec<Vec<f32>>, precision: Precision) -> Vec<Vec<f32>> {
    let mut random = Random::new(1, 1);
    for weight in weights.iter_mut().flatten() {
        if *weight == 0.0 {
            *weight = BIAS * random.normal();
        }
        if precision == Precision::Half {
            *weight = f16::from_f32(*weight).to_f32();
        }
    }
    weights
}
