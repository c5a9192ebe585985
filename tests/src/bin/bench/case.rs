//! A network at one step size, in files that every engine reads.

use super::engine::Engine;
use super::networks::Network;
use super::work::{Work, work};
use super::{dump, networks};
use neurorave_core::graph::WeightFormat;
use neurorave_core::model::Model;
use neurorave_core::pitch::Noise;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The method that is timed: sound in, sound out.
pub const METHOD: &str = "forward";
/// Samples of sound in the files, at least.
const LENGTH: usize = 16_384;
/// Steps in the files, at least.
const STEPS: usize = 8;

/// The files, and what is known of them. They vanish with it.
pub struct Case {
    /// The network.
    pub network: &'static Network,
    /// Samples a step.
    pub step: usize,
    /// Sample rate in Hz.
    pub rate: u32,
    /// With f16 weights.
    pub half: Stored,
    /// The same numbers in f32, where the network is generated.
    pub single: Option<Stored>,
    folder: TempDir,
}

/// A model file.
pub struct Stored {
    /// Where it lies.
    pub file: PathBuf,
    /// What a step takes.
    pub work: Work,
}

impl Case {
    /// Makes all files: the model, the graph for `torch_steps.py`, and some steps' inputs.
    pub fn make(network: &'static Network, step: usize) -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let stored = |name: &str, format| -> Result<Stored, Box<dyn Error>> {
            let file = folder.path().join(name);
            fs::write(&file, networks::file(network, step, format)?)?;
            let work = work(&Model::open(&file)?.graph(METHOD)?)?;
            Ok(Stored { file, work })
        };
        let half = stored("half.nrave", WeightFormat::F16)?;
        let single = match network.is_generated() {
            true => Some(stored("single.nrave", WeightFormat::F32)?),
            false => None,
        };
        let model = Model::open(&single.as_ref().unwrap_or(&half).file)?;
        dump::write(&model, METHOD, folder.path())?;
        inputs(&model, folder.path())?;
        let case = Self {
            network,
            step: model.method(METHOD)?.step,
            rate: model.manifest().sample_rate,
            half,
            single,
            folder,
        };
        Ok(case)
    }

    /// Without files.
    #[cfg(test)]
    pub fn test(network: &'static Network, step: usize, stored: impl Fn() -> Stored) -> Self {
        Self {
            network,
            step,
            rate: 48_000,
            half: stored(),
            single: Some(stored()),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// What the native executor reads, in each precision that there is.
    pub fn native(&self) -> impl Iterator<Item = (Engine, &Stored)> {
        let single = self.single.as_ref();
        let half = (Engine::NativeHalf, &self.half);
        std::iter::once(half).chain(single.map(|stored| (Engine::NativeSingle, stored)))
    }

    /// What all engines but the native one with f16 weights read.
    pub fn common(&self) -> &Stored {
        self.single.as_ref().unwrap_or(&self.half)
    }

    /// Where the files lie.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Seconds of sound in a step.
    pub fn seconds(&self) -> f64 {
        self.step as f64 / f64::from(self.rate)
    }

    /// 10⁹ multiply-accumulates a second of sound.
    pub fn gmacs(&self) -> f64 {
        self.half.work.macs as f64 / self.seconds() / 1e9
    }

    /// `v2_small, 512`.
    pub fn name(&self) -> String {
        format!("{}, {}", self.network.name, self.step)
    }
}

/// Steps of noise for every port of the method, one after another, in files `NAME.in` of
/// little-endian f32.
fn inputs(model: &Model, folder: &Path) -> Result<(), Box<dyn Error>> {
    let method = model.method(METHOD)?;
    let steps = STEPS.max(LENGTH / method.step);
    let mut noise = Noise::new(1);
    for port in &method.inputs {
        let mut bytes = Vec::new();
        let mut buffer = vec![0.0; port.values()];
        for _ in 0..steps {
            nrave::bench::feed(&mut noise, port, &mut buffer);
            bytes.extend(buffer.iter().flat_map(|value| value.to_le_bytes()));
        }
        fs::write(folder.join(format!("{}.in", port.name)), bytes)?;
    }
    Ok(())
}
