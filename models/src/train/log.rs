//! `log.jsonl` in the run's folder: one JSON object a line, each with the `step` it belongs to.
//!
//! A line says nothing that depends on the machine or the time of day, so a run that was stopped
//! and resumed has the same log as one that never was.

use super::TrainError;
use serde::Serialize;
use serde_json::Value;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The log, open at its end.
pub struct Log {
    file: File,
    path: PathBuf,
}

impl Log {
    /// Opens the log of the run in `folder`, without what was written after step `step`.
    pub fn open(folder: &Path, step: u64) -> Result<Self, TrainError> {
        let path = folder.join("log.jsonl");
        let file = reopen(&path, step).map_err(|source| TrainError::Write {
            path: path.clone(),
            source,
        })?;
        Ok(Self { file, path })
    }

    /// Appends `line`, an object with a `step`.
    pub fn line(&mut self, line: &impl Serialize) -> Result<(), TrainError> {
        let text = serde_json::to_string(line).expect("plain data") + "\n";
        let written = self.file.write_all(text.as_bytes());
        self.failing(written)
    }

    /// Makes sure that every line is on the disk.
    pub fn sync(&self) -> Result<(), TrainError> {
        self.failing(self.file.sync_data())
    }

    fn failing(&self, outcome: std::io::Result<()>) -> Result<(), TrainError> {
        outcome.map_err(|source| TrainError::Write {
            path: self.path.clone(),
            source,
        })
    }
}

fn reopen(path: &Path, step: u64) -> std::io::Result<File> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let mut file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    file.set_len(kept(&text, step) as u64)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

/// Bytes of the whole lines up to step `step`.
fn kept(text: &[u8], step: u64) -> usize {
    let whole = |line: &&[u8]| {
        line.ends_with(b"\n")
            && serde_json::from_slice::<Value>(line)
                .is_ok_and(|line| line["step"].as_u64().is_some_and(|at| at <= step))
    };
    text.split_inclusive(|byte| *byte == b'\n')
        .take_while(whole)
        .map(<[u8]>::len)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_after_the_checkpoint_and_half_lines_go() {
        let whole = "{\"step\":10}\n{\"step\":20}\n{\"step\":20,\"x\":1}\n";
        let text = format!("{whole}{{\"step\":30}}\n");
        assert_eq!(kept(text.as_bytes(), 20), whole.len());
        assert_eq!(kept(text.as_bytes(), 30), text.len());
        assert_eq!(kept(text.as_bytes(), 5), 0);
        let torn = format!("{whole}{{\"st");
        assert_eq!(kept(torn.as_bytes(), 100), whole.len());
        assert_eq!(kept(b"", 1), 0);
    }

    #[test]
    fn a_reopened_log_goes_on_where_the_checkpoint_is() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::open(folder.path(), 0).unwrap();
        for step in 1..=4 {
            log.line(&serde_json::json!({ "step": step })).unwrap();
        }
        drop(log);
        let mut log = Log::open(folder.path(), 2).unwrap();
        log.line(&serde_json::json!({ "step": 3, "twice": true }))
            .unwrap();
        let text = std::fs::read_to_string(folder.path().join("log.jsonl")).unwrap();
        assert_eq!(
            text,
            "{\"step\":1}\n{\"step\":2}\n{\"step\":3,\"twice\":true}\n"
        );
    }
}
