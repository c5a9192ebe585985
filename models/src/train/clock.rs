//! `time.json` in the run's folder: how long the run has taken, over all its sessions. Kept apart
//! from the checkpoint, which is the same whenever and wherever it is made.

use super::{TrainError, atomic};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Time spent training.
pub struct Clock {
    path: PathBuf,
    before: f64,
    started: Instant,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Spent {
    seconds: f64,
}

impl Clock {
    /// Starts; where a run is `resumed`, from what it took so far.
    pub fn start(folder: &Path, resumed: bool) -> Self {
        let path = folder.join("time.json");
        let spent = std::fs::read(&path).ok();
        let spent = spent.and_then(|text| serde_json::from_slice::<Spent>(&text).ok());
        Self {
            before: spent.filter(|_| resumed).map_or(0.0, |spent| spent.seconds),
            path,
            started: Instant::now(),
        }
    }

    /// Seconds so far.
    pub fn seconds(&self) -> f64 {
        self.before + self.started.elapsed().as_secs_f64()
    }

    /// Writes it down.
    pub fn save(&self) -> Result<(), TrainError> {
        let spent = Spent {
            seconds: self.seconds(),
        };
        let text = serde_json::to_string(&spent).expect("plain data") + "\n";
        atomic::write(&self.path, |file| file.write_all(text.as_bytes())).map_err(|source| {
            TrainError::Write {
                path: self.path.clone(),
                source,
            }
        })
    }
}
