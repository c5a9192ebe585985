//! Everything a run needs to go on, in one file, written beside and renamed into place: a kill at
//! any moment leaves the old checkpoint or the new one.

use super::TrainError;
use super::average::Average;
use super::loss::adversary::Adversary;
use super::network::Network;
use burn::module::Module;
use burn::optim::ModuleOptimizer;
use burn::store::ModuleRecord;
use burn::tensor::Bytes;
use std::error::Error;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

const MAGIC: [u8; 8] = *b"nravrun1";

/// The state of a run after `step` steps.
pub struct State {
    /// Steps done.
    pub step: u64,
    /// Seconds of training so far.
    pub seconds: f64,
    /// The network.
    pub network: Network,
    /// Its optimizer.
    pub optimizer: ModuleOptimizer,
    /// The latent discriminator, where latents are stripped of attributes.
    pub adversary: Option<Adversary>,
    /// Its optimizer.
    pub adversary_optimizer: ModuleOptimizer,
    /// Averaged weights.
    pub average: Average,
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
        let average = self.average.weights.iter().flatten();
        let sections = [
            [self.step.to_le_bytes(), self.seconds.to_le_bytes()].concat(),
            self.network.clone().into_record().into_bytes()?.to_vec(),
            self.optimizer.into_bytes()?.to_vec(),
            self.adversary.clone().into_record().into_bytes()?.to_vec(),
            self.adversary_optimizer.into_bytes()?.to_vec(),
            average.flat_map(|x| x.to_le_bytes()).collect(),
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
            return Err("not a checkpoint of this version of nrave".into());
        }
        let mut section = || -> std::io::Result<Vec<u8>> {
            let mut length = [0; 8];
            file.read_exact(&mut length)?;
            let mut bytes = Vec::new();
            let length = u64::from_le_bytes(length);
            (&mut file).take(length).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let counts = section()?;
        let (step, seconds) = counts.split_at_checked(8).ok_or("cut short")?;
        self.step = u64::from_le_bytes(step.try_into()?);
        self.seconds = f64::from_le_bytes(seconds.try_into()?);
        let record = |bytes| ModuleRecord::from_bytes(Bytes::from_bytes_vec(bytes));
        self.network = self.network.try_load_record(record(section()?)?)?;
        self.optimizer = self
            .optimizer
            .from_bytes(Bytes::from_bytes_vec(section()?))?;
        self.adversary = self.adversary.try_load_record(record(section()?)?)?;
        self.adversary_optimizer = self
            .adversary_optimizer
            .from_bytes(Bytes::from_bytes_vec(section()?))?;
        self.average.update(&self.network, 0.0);
        let averaged = section()?;
        let mut values = averaged
            .chunks_exact(4)
            .map(|x| f32::from_le_bytes([x[0], x[1], x[2], x[3]]));
        for weight in self.average.weights.iter_mut().flatten() {
            *weight = values.next().ok_or("cut short")?;
        }
        Ok(self)
    }
}
