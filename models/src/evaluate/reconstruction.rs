//! How close the output comes to the input when everything follows.

use super::statistics::mean;
use crate::audio::Audio;
use crate::train::loss::spectral;
use burn::prelude::*;
use serde::Serialize;

/// Multi-scale spectral distances (see [`spectral`]), means over the recordings.
#[derive(Debug, Clone, Serialize)]
pub struct Reconstruction {
    /// Output to input.
    pub distance: f64,
    /// Silence to input.
    pub silence: f64,
    /// The one over the other.
    pub ratio: f64,
}

impl Reconstruction {
    /// For people.
    pub fn line(&self) -> String {
        format!(
            "spectral distance to the input {:.2}, of silence {:.2}: ratio {:.3}",
            self.distance, self.silence, self.ratio
        )
    }
}

pub fn measure(inputs: &[&Audio], outputs: &[Audio]) -> Reconstruction {
    let device = Device::flex();
    let tensor = |samples: &[f32]| {
        Tensor::<2>::from_data(
            TensorData::new(samples.to_vec(), [1, samples.len()]),
            &device,
        )
    };
    let (mut distances, mut silences) = (Vec::new(), Vec::new());
    for (input, output) in inputs.iter().zip(outputs) {
        let target = tensor(&input.channels[0]);
        let from = |output: Tensor<2>| -> f64 {
            f64::from(spectral::distance(output, target.clone()).into_scalar::<f32>())
        };
        distances.push(from(tensor(&output.channels[0])));
        silences.push(from(Tensor::zeros_like(&target)));
    }
    let (distance, silence) = (mean(&distances), mean(&silences));
    Reconstruction {
        distance,
        silence,
        ratio: distance / silence,
    }
}
