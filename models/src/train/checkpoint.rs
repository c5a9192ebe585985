//! Everything a run needs to go on, in one file that is whole or absent. The same run at the same
//! step makes the same bytes.

use super::TrainError;
use super::average::Average;
use super::blind::Blind;
use super::health::Health;
use super::learn::Duel;
use super::loss::adversary::Adversary;
use super::loss::discriminator::Discriminator;
use super::network::Network;
use super::recollection::Recollection;
use super::schedule::Progress;
use super::sections::{self, Failure, Sections, bytes, module, numbers, record};
use super::step::Losses;
use burn::module::{Module, ModuleMapper, Param, ParamId};
use burn::optim::ModuleOptimizer;
use burn::prelude::*;
use burn::store::burn_pack::{Reader, Writer};
use burn::tensor::Bytes;
use std::path::Path;

const MAGIC: [u8; 8] = *b"nravrun3";

/// The state of a run after `step` steps.
pub struct State {
    /// Steps done.
    pub step: u64,
    /// The network.
    pub network: Network,
    /// Its optimizer.
    pub optimizer: ModuleOptimizer,
    /// The latent discriminator, where latents are stripped of attributes.
    pub adversary: Option<Adversary>,
    /// Its optimizer.
    pub adversary_optimizer: ModuleOptimizer,
    /// The waveform discriminator, where there is an adversarial phase.
    pub discriminator: Option<Discriminator>,
    /// Its optimizer.
    pub discriminator_optimizer: ModuleOptimizer,
    /// Averaged weights.
    pub average: Average,
    /// What the schedule decided.
    pub progress: Progress,
    /// What the latent discriminator must beat.
    pub blind: Blind,
    /// What it learns from beside the new batch.
    pub recollection: Recollection,
    /// What was found wrong.
    pub health: Health,
    /// Losses of the last step that had them.
    pub losses: Losses,
    /// Those of the adversarial phase, likewise.
    pub duel: Option<Duel>,
}

/// The small part of the state.
#[derive(serde::Serialize, serde::Deserialize)]
struct Notes {
    step: u64,
    progress: Progress,
    blind: Blind,
    health: Health,
    losses: Losses,
    duel: Option<Duel>,
}

impl State {
    /// Writes the state to `path`.
    pub fn save(&self, path: &Path) -> Result<(), TrainError> {
        let write = || Ok(sections::write(path, MAGIC, &self.sections()?)?);
        write().map_err(|error: Failure| TrainError::checkpoint(path, &*error))
    }

    /// `self`, a fresh state of the same shape, filled from `path`.
    pub fn restore(self, path: &Path) -> Result<Self, TrainError> {
        self.read(path)
            .map_err(|error| TrainError::checkpoint(path, &*error))
    }

    fn sections(&self) -> Result<[Vec<u8>; 9], Failure> {
        let notes = Notes {
            step: self.step,
            progress: self.progress.clone(),
            blind: self.blind.clone(),
            health: self.health.clone(),
            losses: self.losses,
            duel: self.duel,
        };
        let average = self.average.weights.iter().flatten();
        Ok([
            serde_json::to_vec(&notes)?,
            module(&self.network)?,
            optimizer(&self.optimizer)?,
            optional(self.adversary.as_ref())?,
            optimizer(&self.adversary_optimizer)?,
            optional(self.discriminator.as_ref())?,
            optimizer(&self.discriminator_optimizer)?,
            bytes(average),
            self.recollection.to_bytes(),
        ])
    }

    fn read(mut self, path: &Path) -> Result<Self, Failure> {
        let mut sections = Sections::open(path, MAGIC, "a checkpoint")?;
        let mut section = || sections.next();
        let notes: Notes = serde_json::from_slice(&section()?)?;
        let moments =
            |optimizer: ModuleOptimizer, bytes| optimizer.from_bytes(Bytes::from_bytes_vec(bytes));
        self.network = self.network.try_load_record(record(section()?)?)?;
        self.optimizer = moments(self.optimizer, section()?)?;
        self.adversary = filled(self.adversary, section()?)?;
        self.adversary_optimizer = moments(self.adversary_optimizer, section()?)?;
        self.discriminator = filled(self.discriminator, section()?)?;
        self.discriminator_optimizer = moments(self.discriminator_optimizer, section()?)?;
        self.average.update(&self.network, 0.0);
        let averaged = section()?;
        let mut values = numbers(&averaged);
        for weight in self.average.weights.iter_mut().flatten() {
            *weight = values.next().ok_or("cut short")?;
        }
        let recollection = Recollection::from_bytes(&section()?);
        Ok(Self {
            step: notes.step,
            progress: notes.progress,
            blind: notes.blind,
            recollection: recollection.ok_or("what the latent discriminator recalls is damaged")?,
            health: notes.health,
            losses: notes.losses,
            duel: notes.duel,
            ..self
        })
    }
}

/// Nothing for a module that the run doesn't have.
fn optional<M: Module>(present: Option<&M>) -> Result<Vec<u8>, Failure> {
    present.map_or(Ok(Vec::new()), module)
}

/// `fresh` with the weights in `bytes`; as it is where the run that wrote them had none.
fn filled<M: Module>(fresh: Option<M>, bytes: Vec<u8>) -> Result<Option<M>, Failure> {
    match fresh {
        Some(module) if !bytes.is_empty() => Ok(Some(module.try_load_record(record(bytes)?)?)),
        fresh => Ok(fresh),
    }
}

/// The optimizer's moments. It keeps them in a hash map, whose order changes from run to run; here
/// they come by name.
fn optimizer(optimizer: &ModuleOptimizer) -> Result<Vec<u8>, Failure> {
    let reader = Reader::from_bytes(optimizer.into_bytes()?)?;
    let (scalars, metadata) = (reader.scalars().clone(), reader.metadata().clone());
    let mut writer = Writer::new(reader.into_tensors()?);
    for (key, value) in &scalars {
        writer = writer.with_scalar(key, *value);
    }
    for (key, value) in &metadata {
        writer = writer.with_metadata(key, value);
    }
    Ok(writer.into_bytes()?.to_vec())
}

/// `module` with its parameters named by their order instead of by chance, so that a checkpoint
/// says nothing about the run that wrote it.
pub fn numbered<M: Module>(module: M) -> M {
    module.map(&mut Number(0))
}

struct Number(u64);

impl ModuleMapper for Number {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        self.0 += 1;
        let (_, tensor, mapper) = param.consume();
        Param::from_mapped_value(ParamId::from(self.0), tensor, mapper)
    }
}
