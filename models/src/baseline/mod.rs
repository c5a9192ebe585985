//! The study's spectral baseline: a variational autoencoder of whole clips as mel spectrograms, plain
//! (VAE), given the attributes in its decoder (C-VAE), or with latents stripped of them besides
//! (F-VAE), after the paper that F-RAVE is compared in. It doesn't stream and makes no model file.
//!
//! Departures from the published network: 128 frames, which hold the four seconds it was made for;
//! attributes are means over a clip; the adversary's gradient reaches the encoder; and wider networks
//! take smaller steps.

mod mel;
mod network;
mod train;

pub use mel::{FRAMES, HOP, Mel, RATE, SAMPLES};
pub use network::{Kind, Shape};
pub use train::{Options, Trained, train};

use crate::train::TrainError;
use crate::train::average::values;
use crate::train::corpus::GATE_DBFS;
use crate::train::step::constant;
use burn::module::Module;
use burn::prelude::*;
use burn::store::ModuleRecord;
use burn::tensor::Bytes;
use network::Network;
use neurorave_core::model_file::manifest::AttributeSpec;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Passes that find phases for a spectrogram.
const GRIFFIN_LIM: usize = 32;
const ABOUT: &str = "baseline.json";
const WEIGHTS: &str = "baseline.bin";

/// What a baseline's folder says beside the weights.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct About {
    /// The network.
    pub shape: Shape,
    /// The attributes that its decoder takes, in their order; empty for a plain one.
    pub attributes: Vec<AttributeSpec>,
}

impl About {
    /// Reads what the baseline in `folder` says.
    ///
    /// # Errors
    /// [`TrainError::Baseline`] where there is none.
    pub fn read(folder: &Path) -> Result<Self, TrainError> {
        let path = folder.join(ABOUT);
        let text = std::fs::read(&path).map_err(|error| broken(&path, &error))?;
        serde_json::from_slice(&text).map_err(|error| broken(&path, &error))
    }
}

fn broken(path: &Path, reason: &dyn std::error::Error) -> TrainError {
    TrainError::Baseline {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

/// A trained baseline.
pub struct Baseline {
    network: Network,
    about: About,
    mel: Mel,
}

impl Baseline {
    fn new(network: Network, shape: Shape, attributes: Vec<AttributeSpec>) -> Self {
        let about = About { shape, attributes };
        let mel = Mel::default();
        Self {
            network,
            about,
            mel,
        }
    }

    /// Whether `folder` holds a baseline.
    pub fn is_at(folder: &Path) -> bool {
        folder.join(ABOUT).is_file()
    }

    /// The file of the weights of the baseline in `folder`.
    pub fn weights_file(folder: &Path) -> PathBuf {
        folder.join(WEIGHTS)
    }

    /// Number of weights.
    pub fn weights(&self) -> usize {
        self.network.num_params()
    }

    /// The attributes that its decoder takes, in their order; empty for a plain one.
    pub fn attributes(&self) -> &[AttributeSpec] {
        &self.about.attributes
    }

    /// Writes the weights into `folder`, which is made.
    ///
    /// # Errors
    /// [`TrainError::Write`] where the folder can't be written.
    pub fn save(&self, folder: &Path) -> Result<(), TrainError> {
        let failed = |source| TrainError::Write {
            path: folder.to_owned(),
            source,
        };
        let record = self.network.clone().into_record().into_bytes();
        let record = record.map_err(|error| failed(std::io::Error::other(error.to_string())))?;
        let about = serde_json::to_string_pretty(&self.about);
        let about = about.map_err(|error| failed(error.into()))?;
        std::fs::create_dir_all(folder).map_err(failed)?;
        std::fs::write(Self::weights_file(folder), &record[..]).map_err(failed)?;
        std::fs::write(folder.join(ABOUT), about).map_err(failed)
    }

    /// Reads what [`Self::save`] wrote.
    ///
    /// # Errors
    /// [`TrainError::Baseline`] where the folder holds none.
    pub fn load(folder: &Path) -> Result<Self, TrainError> {
        let about = About::read(folder)?;
        let path = Self::weights_file(folder);
        let bytes = std::fs::read(&path).map_err(|error| broken(&path, &error))?;
        let record = ModuleRecord::from_bytes(Bytes::from_bytes_vec(bytes))
            .map_err(|error| broken(&path, &error))?;
        let network = Network::new(&about.shape, &Device::flex())
            .try_load_record(record)
            .map_err(|error| broken(&path, &error))?;
        Ok(Self::new(network, about.shape, about.attributes))
    }

    /// `audio`, at [`RATE`], through the network: at most [`SAMPLES`] samples of it, as long as it
    /// was. `attributes` are normalised, one a clip and attribute; [`Self::attributes`] says which.
    ///
    /// # Panics
    /// Where there are not as many attributes as the network takes.
    pub fn reconstruct(&self, audio: &[f32], attributes: &[f32]) -> Vec<f32> {
        assert_eq!(attributes.len(), self.about.attributes.len(), "attributes");
        let length = audio.len().min(SAMPLES);
        let device = Device::flex();
        let input = constant(self.mel.log(audio), [1, 1, mel::BANDS, FRAMES], &device);
        let (mean, _) = self.network.encode(input);
        let controls = network::controls(attributes.to_vec(), 1, &device);
        let output = values(self.network.decode(mean, controls));
        let mut sound = self.mel.audio(&output, GRIFFIN_LIM);
        sound.truncate(length);
        sound
    }
}

/// The mean of `value` over the frames that sound, of these with their loudness in dBFS; 0 where none
/// does. What the decoder takes of a normalised attribute.
pub fn mean_while_sounding(loudness: &[f32], value: impl Fn(usize) -> f32) -> f32 {
    let sounding = (0..loudness.len()).filter(|frame| loudness[*frame] > GATE_DBFS);
    let (sum, count) = sounding.fold((0.0, 0usize), |(sum, count), frame| {
        (sum + value(frame), count + 1)
    });
    sum / count.max(1) as f32
}
