//! The model that gets a prior, in the prior's terms.

use crate::train::TrainError;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::{Kind, Method, PitchSpec};
use neurorave_core::network::{self, Network};
use std::path::Path;
use std::sync::Arc;

/// Octaves from 440 Hz at which the engine starts where a model has a pitch, its range permitting.
const RESTING_OCTAVES: f32 = -1.0;

/// A model that can be played by a prior: checked, with all that the prior must know.
pub struct Target {
    /// The model.
    pub model: Arc<Model>,
    /// Its method `encode`, ready to run.
    pub encode: Arc<Network>,
    /// Its attributes.
    pub descriptors: Vec<Descriptor>,
    /// Means and standard deviations of the latents.
    pub statistics: Vec<(f32, f32)>,
}

impl Target {
    /// Opens a model file.
    ///
    /// # Errors
    /// When the file is damaged, or its methods are not such that a prior can play them; the error says
    /// which.
    pub fn open(path: &Path) -> Result<Self, TrainError> {
        let model = Model::open(path)?;
        let refuse = |why: String| TrainError::Prior {
            model: path.to_owned(),
            why,
        };
        let network_error = |error: network::NetworkError| refuse(error.to_string());
        let manifest = model.manifest();
        let (encode, decode) = match (model.method("encode"), model.method("decode")) {
            (Ok(encode), Ok(decode)) => (encode, decode),
            _ => return Err(refuse("it needs methods encode and decode".into())),
        };
        let Some(latent) = &manifest.latent else {
            return Err(refuse(
                "its manifest has no statistics of the latents".into(),
            ));
        };
        if manifest.attributes.is_empty() {
            return Err(refuse(
                "it has no attributes that a prior could propose".into(),
            ));
        }
        check_encode(encode).map_err(&refuse)?;
        check_decode(decode, encode.step, manifest.pitch.is_some()).map_err(&refuse)?;
        let descriptors = manifest
            .attributes
            .iter()
            .map(|spec| Descriptor::from_name(&spec.name))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| refuse("it has an attribute that this nrave does not know".into()))?;
        let statistics = latent.mean.iter().copied().zip(latent.std.iter().copied());
        Ok(Self {
            encode: network::shared(&model, "encode").map_err(network_error)?,
            descriptors,
            statistics: statistics.collect(),
            model,
        })
    }

    /// Latent channels.
    pub fn latents(&self) -> usize {
        self.statistics.len()
    }

    /// Attributes.
    pub fn attributes(&self) -> usize {
        self.descriptors.len()
    }

    /// The range of the pitch, where there is one.
    pub fn pitch(&self) -> Option<PitchSpec> {
        self.model.manifest().pitch
    }

    /// Lowest and highest pitch in octaves from 440 Hz; anything where there is none.
    pub fn octaves(&self) -> (f32, f32) {
        let octaves = |hz: f32| (hz / 440.0).log2();
        self.pitch().map_or((0.0, 0.0), |range| {
            (octaves(range.min_hz), octaves(range.max_hz))
        })
    }

    /// Controls of a frame: attributes, then octaves and voicing where there is a pitch.
    pub fn controls(&self) -> usize {
        self.attributes() + 2 * usize::from(self.pitch().is_some())
    }

    /// What the network knows of a frame beside its latents: the controls, and the [`Anchor`] where
    /// there is a pitch.
    ///
    /// [`Anchor`]: super::anchor::Anchor
    pub fn known(&self) -> usize {
        self.controls() + usize::from(self.pitch().is_some())
    }

    /// Samples a frame.
    pub fn step(&self) -> usize {
        self.encode.method().step
    }

    /// Samples a second.
    pub fn rate(&self) -> u32 {
        self.model.manifest().sample_rate
    }

    /// The controls that the engine starts with.
    pub fn start(&self) -> Vec<f32> {
        let attributes = self.model.manifest().attributes.iter();
        let mut start: Vec<f32> = attributes.map(|spec| spec.default).collect();
        if self.pitch().is_some() {
            let (low, high) = self.octaves();
            start.extend([RESTING_OCTAVES.max(low).min(high), 0.0]);
        }
        start
    }
}

fn check_encode(encode: &Method) -> Result<(), String> {
    if encode.inputs.iter().any(|port| port.kind != Kind::Audio) || encode.inputs.is_empty() {
        return Err("its method encode takes something else than audio".into());
    }
    match encode.output(Kind::Latent) {
        Some(port) if port.samples == 1 => Ok(()),
        _ => Err("its method encode does not make one latent frame a step".into()),
    }
}

fn check_decode(decode: &Method, step: usize, pitched: bool) -> Result<(), String> {
    if decode.step != step {
        return Err("its methods encode and decode have different steps".into());
    }
    let mut needed = vec![Kind::Latent, Kind::Attribute];
    needed.extend(pitched.then_some(Kind::Pitch));
    for kind in needed {
        if decode.input(kind).is_none_or(|port| port.samples != 1) {
            return Err(format!(
                "its method decode does not take one {kind:?} frame a step"
            ));
        }
    }
    match decode.inputs.iter().find(|port| {
        matches!(
            port.kind,
            Kind::Audio | Kind::Control | Kind::Draw | Kind::Temperature | Kind::Base
        )
    }) {
        Some(port) => Err(format!("its method decode takes {}, too", port.name)),
        None => Ok(()),
    }
}
