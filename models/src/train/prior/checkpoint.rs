//! Everything that a run of the prior needs to go on, in one file that is whole or absent.

use super::network::Prior;
use crate::train::TrainError;
use crate::train::sections::{self, Failure, Sections, bytes, module, numbers, record};
use burn::module::Module;
use burn::optim::ModuleOptimizer;
use burn::tensor::Bytes;
use std::path::Path;

const MAGIC: [u8; 8] = *b"nravpri1";

/// The state of a run after `step` steps.
pub struct State {
    /// Steps done.
    pub step: u64,
    /// Seconds of training so far.
    pub seconds: f64,
    /// The network.
    pub prior: Prior,
    /// Its optimizer.
    pub optimizer: ModuleOptimizer,
    /// The streams' memories, `[stream][WIDTH]`.
    pub memory: Vec<f32>,
    /// The network that foresaw the recordings left out best, its step, and its surprise in nats.
    pub best: Prior,
    /// See `best`.
    pub best_step: u64,
    /// See `best`.
    pub best_surprise: f64,
}

impl State {
    /// Writes the state to `path`.
    pub fn save(&self, path: &Path) -> Result<(), TrainError> {
        self.write(path)
            .map_err(|error| TrainError::checkpoint(path, &*error))
    }

    /// `self`, a fresh state of the same shape, filled from `path`.
    pub fn restore(self, path: &Path) -> Result<Self, TrainError> {
        self.read(path)
            .map_err(|error| TrainError::checkpoint(path, &*error))
    }

    fn write(&self, path: &Path) -> Result<(), Failure> {
        let counts = [
            self.step.to_le_bytes(),
            self.seconds.to_le_bytes(),
            self.best_step.to_le_bytes(),
            self.best_surprise.to_le_bytes(),
        ];
        let sections = [
            counts.concat(),
            module(&self.prior)?,
            self.optimizer.into_bytes()?.to_vec(),
            bytes(&self.memory),
            module(&self.best)?,
        ];
        Ok(sections::write(path, MAGIC, &sections)?)
    }

    fn read(mut self, path: &Path) -> Result<Self, Failure> {
        let mut sections = Sections::open(path, MAGIC, "a prior's checkpoint")?;
        let mut section = || sections.next();
        let counts = section()?;
        let (counts, _) = counts.as_chunks::<8>();
        let [step, seconds, best_step, best_surprise] = counts else {
            return Err("cut short".into());
        };
        self.step = u64::from_le_bytes(*step);
        self.seconds = f64::from_le_bytes(*seconds);
        self.best_step = u64::from_le_bytes(*best_step);
        self.best_surprise = f64::from_le_bytes(*best_surprise);
        self.prior = self.prior.try_load_record(record(section()?)?)?;
        self.optimizer = self
            .optimizer
            .from_bytes(Bytes::from_bytes_vec(section()?))?;
        let memory = section()?;
        let memory = numbers(&memory);
        if memory.len() != self.memory.len() {
            return Err("it is of a run with another --batch".into());
        }
        self.memory = memory.collect();
        self.best = self.best.try_load_record(record(section()?)?)?;
        Ok(self)
    }
}
