//! `run.json` in the run's folder: the flags that the run was started with, so that it is never
//! resumed with others by mistake.

use super::{TrainError, atomic};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Flags that shape the network or its material: a checkpoint is worth nothing under others.
const FIXED: [&str; 15] = [
    "preset",
    "bank",
    "ratios",
    "dilations",
    "noise",
    "layers",
    "pitch",
    "capacity",
    "latents",
    "attributes",
    "rate",
    "lowest",
    "highest",
    "seed",
    RECORDINGS,
];

/// What the recordings are noted under; no flag.
pub const RECORDINGS: &str = "recordings";

/// Every flag that the result depends on, by name.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Settings(BTreeMap<String, String>);

impl Settings {
    /// Notes a flag, named without its dashes.
    pub fn with(mut self, flag: &str, value: impl ToString) -> Self {
        self.0.insert(flag.to_owned(), value.to_string());
        self
    }

    /// A flag's value, empty where it isn't noted.
    pub fn get(&self, flag: &str) -> &str {
        self.0.get(flag).map_or("", String::as_str)
    }

    /// Writes them into the run's folder.
    pub fn save(&self, folder: &Path) -> Result<(), TrainError> {
        let path = folder.join("run.json");
        let text = serde_json::to_string_pretty(self).expect("a map of strings") + "\n";
        atomic::write(&path, |file| file.write_all(text.as_bytes()))
            .map_err(|source| TrainError::Write { path, source })
    }

    /// The settings that the run in `folder` was started with; `None` where there are none.
    pub fn load(folder: &Path) -> Result<Option<Self>, TrainError> {
        let path = folder.join("run.json");
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(TrainError::checkpoint(&path, &error)),
        };
        serde_json::from_slice(&text)
            .map(Some)
            .map_err(|error| TrainError::checkpoint(&path, &error))
    }

    /// Fails where a flag is not what the run was started with (`self`); `accept` lets pass those
    /// that a checkpoint can live with.
    pub fn check(&self, now: &Self, accept: bool) -> Result<(), TrainError> {
        let names = self.0.keys().chain(now.0.keys());
        for flag in names {
            let (then, now) = (self.0.get(flag), now.0.get(flag));
            let fixed = FIXED.contains(&flag.as_str());
            if then != now && (fixed || !accept) {
                let text = |value: Option<&String>| value.map_or("absent", |text| text).to_owned();
                return Err(TrainError::Changed {
                    what: if flag == RECORDINGS {
                        flag.clone()
                    } else {
                        format!("--{flag}")
                    },
                    then: text(then),
                    now: text(now),
                    remedy: if fixed {
                        "go on with the old one, or start over with --restart"
                    } else {
                        "go on with the old one, with --accept-changes, or start over with --restart"
                    },
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(batch: u32, rate: u32) -> Settings {
        Settings::default().with("batch", batch).with("rate", rate)
    }

    #[test]
    fn the_flag_that_differs_is_named() {
        let then = settings(6, 44_100);
        assert!(then.check(&settings(6, 44_100), false).is_ok());
        let error = then.check(&settings(8, 44_100), false).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("--batch") && text.contains('6') && text.contains('8'));
        assert!(then.check(&settings(8, 44_100), true).is_ok());
        let error = then.check(&settings(6, 48_000), true).unwrap_err();
        assert!(error.to_string().contains("--rate"), "{error}");
    }

    #[test]
    fn settings_survive_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Settings::load(folder.path()).unwrap(), None);
        let written = settings(6, 44_100).with("learning-rate", 8e-4);
        written.save(folder.path()).unwrap();
        assert_eq!(Settings::load(folder.path()).unwrap(), Some(written));
        std::fs::write(folder.path().join("run.json"), "{").unwrap();
        assert!(Settings::load(folder.path()).is_err());
    }
}
