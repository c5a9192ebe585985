//! Everything that a run of the prior needs to go on, in one file, written beside and renamed into
//! place: a kill at any moment leaves the old checkpoint or the new one.

use super::network::Prior;
use crate::train::TrainError;
use burn::module::Module;
use burn::optim::ModuleOptimizer;
use burn::store::ModuleRecord;
use burn::tensor::Bytes;
use std::error::Error;
use std::fs::File;
use std::io::{Read, Write};
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

    fn write(&self, path: &Path) -> Result<(), Box<dyn Error>> {
        let counts = [
            self.step.to_le_bytes(),
            self.seconds.to_le_bytes(),
            self.best_step.to_le_bytes(),
            self.best_surprise.to_le_bytes(),
        ];
        let sections = [
            counts.concat(),
            self.prior.clone().into_record().into_bytes()?.to_vec(),
            self.optimizer.into_bytes()?.to_vec(),
            self.memory.iter().flat_map(|x| x.to_le_bytes()).collect(),
            self.best.clone().into_record().into_bytes()?.to_vec(),
        ];
        let fresh = path.with_extension("new");
        let mut file = File::create(&fresh)?;
        file.write_all(&MAGIC)?;
        for section in sections {
            file.write_all(&(section.len() as u64).to_le_bytes())?;
            file.write_all(&section)?;
        }
        file.sync_all()?;
        Ok(std::fs::rename(&fresh, path)?)
    }

    fn read(mut self, path: &Path) -> Result<Self, Box<dyn Error>> {
        let mut file = File::open(path)?;
        let mut magic = [0; 8];
        file.read_exact(&mut magic)?;
        if magic != MAGIC {
            return Err("not a prior's checkpoint of this version of nrave".into());
        }
        let mut section = || -> std::io::Result<Vec<u8>> {
            let mut length = [0; 8];
            file.read_exact(&mut length)?;
            let mut bytes = Vec::new();
            (&mut file)
                .take(u64::from_le_bytes(length))
                .read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let counts = section()?;
        let (counts, _) = counts.as_chunks::<8>();
        let [step, seconds, best_step, best_surprise] = counts else {
            return Err("cut short".into());
        };
        self.step = u64::from_le_bytes(*step);
        self.seconds = f64::from_le_bytes(*seconds);
        self.best_step = u64::from_le_bytes(*best_step);
        self.best_surprise = f64::from_le_bytes(*best_surprise);
        let record = |bytes| ModuleRecord::from_bytes(Bytes::from_bytes_vec(bytes));
        self.prior = self.prior.try_load_record(record(section()?)?)?;
        self.optimizer = self
            .optimizer
            .from_bytes(Bytes::from_bytes_vec(section()?))?;
        let memory = section()?;
        let (memory, _) = memory.as_chunks::<4>();
        if memory.len() != self.memory.len() {
            return Err("it is of a run with another --batch".into());
        }
        self.memory = memory.iter().map(|x| f32::from_le_bytes(*x)).collect();
        self.best = self.best.try_load_record(record(section()?)?)?;
        Ok(self)
    }
}
