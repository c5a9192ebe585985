//! A prepared set, opened.

use super::index::{Extent, Index, NAME, Recording, Sound};
use super::measure::{MAX_HOP, Measure, ROW, Rows};
use super::pack::{Pack, Samples};
use super::problem::Problem;
use super::split::{Split, parts};
use super::{Excerpt, PrepareError};
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A prepared set: its index, and its packs mapped into memory.
pub struct Set {
    pub(super) folder: PathBuf,
    pub(super) index: Index,
    pub(super) packs: HashMap<String, Arc<Pack>>,
}

/// A recording, or a part of a long one.
#[derive(Clone)]
pub struct Part {
    /// The file.
    pub path: PathBuf,
    /// What it is for.
    pub split: Split,
    /// Mono, at the set's rate, in whole hops: silence completes the last.
    pub audio: Samples,
    /// A row a hop.
    pub rows: Rows,
}

impl Set {
    /// Whether `folder` is meant to be a prepared set.
    pub fn is_at(folder: &Path) -> bool {
        folder.join(NAME).is_file()
    }

    /// Opens the set in `folder`.
    pub fn open(folder: &Path) -> Result<Self, PrepareError> {
        let index = Index::load(folder)?.ok_or_else(|| PrepareError::Read {
            path: folder.join(NAME),
            source: std::io::ErrorKind::NotFound.into(),
        })?;
        let mut set = Self {
            folder: folder.to_owned(),
            index,
            packs: HashMap::new(),
        };
        set.map()?;
        for recording in &set.index.recordings {
            if let Some(sound) = &recording.sound {
                set.audio(sound)?;
            }
        }
        Ok(set)
    }

    /// Maps every pack that the index speaks of, as long as it is now.
    pub(super) fn map(&mut self) -> Result<(), PrepareError> {
        self.packs.clear();
        let sounds = self
            .index
            .recordings
            .iter()
            .filter_map(|r| r.sound.as_ref());
        for extent in sounds.flat_map(|s| std::iter::once(&s.audio).chain(s.rows.values())) {
            if !self.packs.contains_key(&extent.pack) {
                let pack = Pack::open(&self.folder.join(&extent.pack), self.index.id)?;
                self.packs.insert(extent.pack.clone(), Arc::new(pack));
            }
        }
        Ok(())
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Sample rate of its audio, Hz.
    pub fn rate(&self) -> u32 {
        self.index.rate
    }

    /// Bytes of its packs.
    pub fn bytes(&self) -> u64 {
        self.packs.values().map(|pack| 4 * pack.len()).sum()
    }

    /// Files that were found, usable or not.
    pub fn files(&self) -> usize {
        self.index.recordings.len()
    }

    /// Every file with something wrong, with its name under the folder that was searched.
    pub fn problems(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.index.recordings.iter().flat_map(|recording| {
            let name = recording.name.as_str();
            recording
                .problems
                .iter()
                .map(move |problem| (name, problem))
        })
    }

    /// Whether everything in it is measured so.
    pub fn has(&self, measure: &Measure) -> bool {
        let key = measure.key();
        let sounds = self
            .index
            .recordings
            .iter()
            .filter_map(|r| r.sound.as_ref());
        sounds
            .into_iter()
            .all(|sound| sound.rows.contains_key(&key))
    }

    /// Every recording, long ones in parts.
    pub fn excerpts(&self) -> Result<Vec<Excerpt>, PrepareError> {
        let mut all = Vec::new();
        for recording in &self.index.recordings {
            let Some(sound) = &recording.sound else {
                continue;
            };
            let (path, audio) = (self.path(recording), self.audio(sound)?);
            let stretches = self.stretches(recording, sound);
            let divided = stretches.len() > 1;
            let seconds = |sample: usize| sample as f64 / f64::from(self.index.rate);
            for (stretch, split) in stretches {
                let part = divided.then(|| seconds(stretch.start)..seconds(stretch.end));
                let (path, samples) = (path.clone(), audio.part(stretch));
                all.push(Excerpt::kept(path, split, part, samples, self.index.rate));
            }
        }
        Ok(all)
    }

    /// Every recording with its measurements, long ones in parts.
    pub fn parts(&self, measure: &Measure) -> Result<Vec<Part>, PrepareError> {
        let mut all = Vec::new();
        for recording in &self.index.recordings {
            let Some(sound) = &recording.sound else {
                continue;
            };
            let path = self.path(recording);
            let (audio, rows) = (self.audio(sound)?, self.rows(sound, measure)?);
            for (stretch, split) in self.stretches(recording, sound) {
                let rows = rows.part(stretch.start / measure.hop..measure.rows(stretch.end));
                let end = stretch.start + rows.len() * measure.hop;
                all.push(Part {
                    path: path.clone(),
                    split,
                    audio: audio.part(stretch.start..end),
                    rows,
                });
            }
        }
        Ok(all)
    }

    fn stretches(&self, recording: &Recording, sound: &Sound) -> Vec<(Range<usize>, Split)> {
        let (samples, index) = (sound.samples as usize, &self.index);
        parts(Path::new(&recording.name), samples, index.rate, index.seed)
    }

    pub(super) fn path(&self, recording: &Recording) -> PathBuf {
        let source = &self.index.sources[recording.source];
        if source.is_file() {
            return source.clone();
        }
        source.join(&recording.name)
    }

    /// A recording's samples and the zeros that follow.
    pub(super) fn audio(&self, sound: &Sound) -> Result<Samples, PrepareError> {
        self.stretch(&sound.audio, sound.samples + MAX_HOP as u64)
    }

    fn rows(&self, sound: &Sound, measure: &Measure) -> Result<Rows, PrepareError> {
        let extent = sound.rows.get(&measure.key()).ok_or_else(|| {
            PrepareError::damaged(&self.folder.join(NAME), "measurements are missing")
        })?;
        let length = measure.rows(sound.samples as usize) * ROW;
        Ok(Rows(self.stretch(extent, length as u64)?))
    }

    pub(super) fn stretch(&self, extent: &Extent, length: u64) -> Result<Samples, PrepareError> {
        let pack = self.packs.get(&extent.pack);
        pack.and_then(|pack| Samples::of(pack, extent.start, length))
            .ok_or_else(|| {
                PrepareError::damaged(&self.folder.join(&extent.pack), "it is cut short")
            })
    }
}
