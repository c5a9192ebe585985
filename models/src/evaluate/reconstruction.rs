//! How close the output comes to the input when everything follows.

use super::statistics::mean;
use crate::audio::Audio;
use crate::train::loss::spectral;
use burn::prelude::*;
use serde::{Deserialize, Serialize};

/// Multi-scale spectral distances (see [`spectral`]), means over the recordings.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reconstruction {
    /// Output to input.
    pub distance: f64,
    /// Silence to input.
    pub silence: f64,
    /// The one over the other.
    pub ratio: f64,
}

impl Reconstruction {
    /// Means over recordings of distances to the input: the output's, and silence's.
    pub fn of(distances: &[f64], silences: &[f64]) -> Self {
        let (distance, silence) = (mean(distances), mean(silences));
        Self {
            distance,
            silence,
            ratio: distance / silence.max(1e-9),
        }
    }

    /// For people.
    pub fn line(&self) -> String {
        format!(
            "spectral distance to the input {:.2}, of silence {:.2}: ratio {:.3}",
            self.distance, self.silence, self.ratio
        )
    }
}

pub fn measure(inputs: &[&Audio], outputs: &[Audio]) -> Reconstruction {
    let pairs = inputs.iter().zip(outputs);
    let (distances, silences): (Vec<f64>, Vec<f64>) = pairs
        .map(|(input, output)| distances(&output.channels[0], &input.channels[0]))
        .unzip();
    Reconstruction::of(&distances, &silences)
}

/// Distance of `output` from `input`, and of silence from `input`; both of the same length, at
/// least 2048 samples.
pub fn distances(output: &[f32], input: &[f32]) -> (f64, f64) {
    let device = Device::flex();
    let tensor = |samples: &[f32]| {
        let data = TensorData::new(samples.to_vec(), [1, samples.len()]);
        Tensor::<2>::from_data(data, &device)
    };
    let target = tensor(input);
    let from = |output: Tensor<2>| {
        f64::from(spectral::distance(output, target.clone()).into_scalar::<f32>())
    };
    (from(tensor(output)), from(Tensor::zeros_like(&target)))
}
