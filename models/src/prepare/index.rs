//! The index of a prepared set, `set.json`.

use super::PrepareError;
use super::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Version of the format.
pub const FORMAT: u64 = 1;
/// The index's file name.
pub const NAME: &str = "set.json";

/// Everything about a set but its numbers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// [`FORMAT`].
    pub nrave_set: u64,
    /// A number of its own, which its packs bear too.
    pub id: u64,
    /// Sample rate of the audio, Hz.
    pub rate: u32,
    /// Silence under this many dBFS was cut.
    pub trim_db: Option<f32>,
    /// Seed of the split.
    pub seed: u64,
    /// What was searched.
    pub sources: Vec<PathBuf>,
    /// By source and name.
    pub recordings: Vec<Recording>,
}

/// One file that was found.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// Position of its source.
    pub source: usize,
    /// Its path under the source.
    pub name: String,
    /// Size of the file.
    pub bytes: u64,
    /// Time of the file, nanoseconds since 1970.
    pub modified: u64,
    /// What is wrong with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
    /// Its audio, where it can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sound: Option<Sound>,
}

/// Where a recording's numbers lie.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sound {
    /// Samples, after which [`MAX_HOP`](super::measure::MAX_HOP) zeros follow.
    pub samples: u64,
    /// Where they begin.
    pub audio: Extent,
    /// Where the rows begin of each [`Measure`](super::Measure), by its key.
    pub rows: BTreeMap<String, Extent>,
}

/// A place in a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extent {
    /// File name of the pack.
    pub pack: String,
    /// Numbers before it.
    pub start: u64,
}

impl Index {
    /// Reads the index of the set in `folder`; `None` where there is none.
    pub fn load(folder: &Path) -> Result<Option<Self>, PrepareError> {
        let path = folder.join(NAME);
        let text = match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            read => read.map_err(PrepareError::read(&path))?,
        };
        #[derive(Deserialize)]
        struct Version {
            nrave_set: u64,
        }
        let damaged = |error: serde_json::Error| PrepareError::damaged(&path, error);
        let Version { nrave_set: format } = serde_json::from_slice(&text).map_err(damaged)?;
        if format != FORMAT {
            return Err(PrepareError::Version { path, format });
        }
        let index: Self = serde_json::from_slice(&text).map_err(damaged)?;
        index
            .check()
            .map_err(|why| PrepareError::damaged(&path, why))?;
        Ok(Some(index))
    }

    fn check(&self) -> Result<(), String> {
        if !(1_000..=768_000).contains(&self.rate) {
            return Err(format!("a rate of {} Hz", self.rate));
        }
        for recording in &self.recordings {
            let name = &recording.name;
            if recording.source >= self.sources.len() {
                return Err(format!("{name} is of no source"));
            }
            let Some(sound) = &recording.sound else {
                continue;
            };
            if sound.samples == 0 || sound.samples > u64::MAX / 64 {
                return Err(format!("{name} has {} samples", sound.samples));
            }
            let extents = std::iter::once(&sound.audio).chain(sound.rows.values());
            if let Some(extent) = extents
                .into_iter()
                .find(|extent| extent.pack.contains(['/', '\\', ':']) || extent.pack.contains(".."))
            {
                return Err(format!("{name} lies outside, in {}", extent.pack));
            }
        }
        Ok(())
    }

    /// Writes the index beside the old one and takes its place.
    pub fn save(&self, folder: &Path) -> Result<(), PrepareError> {
        let mut text = serde_json::to_vec(self).map_err(|error| {
            PrepareError::write(&folder.join(NAME))(std::io::Error::other(error))
        })?;
        text.push(b'\n');
        replace(&folder.join(NAME), &text)
    }
}

/// Writes a file beside the one at `path`, then gives it that name: a kill leaves the old or the new.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), PrepareError> {
    let fresh = path.with_extension("new");
    let written = File::create(&fresh).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written
        .and_then(|()| std::fs::rename(&fresh, path))
        .map_err(PrepareError::write(path))
}
