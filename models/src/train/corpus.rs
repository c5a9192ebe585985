//! The recordings a model is trained on, decoded, with what the engine would measure in them.

use super::TrainError;
use crate::audio::{read_audio, resample};
use indicatif::{ProgressBar, ProgressStyle};
use neurorave_core::descriptors::{Analyzer, Descriptor};
use neurorave_core::model_file::manifest::{AttributeSpec, PitchSpec, Scale};
use neurorave_core::pitch::{Pitch, Tracker};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Block loudness under which centroid and its kin are held.
pub const GATE_DBFS: f32 = -55.0;
/// One file in this many is left out of training, to validate on.
const VALIDATION_SHARE: u64 = 20;
const EXTENSIONS: [&str; 4] = ["wav", "flac", "mp3", "ogg"];

/// One recording with its measurements, a row a frame of [`Corpus::ratio`] samples.
pub struct Clip {
    /// Where it came from.
    pub path: PathBuf,
    /// Mono, at the model's rate, a whole number of frames.
    pub audio: Vec<f32>,
    /// Descriptors in their own units, `[frame][attribute]`.
    pub descriptors: Vec<f32>,
    /// Loudness of each frame's window, dBFS.
    pub loudness: Vec<f32>,
    /// Pitch and voicing.
    pub pitch: Vec<Pitch>,
}

impl Clip {
    /// Frames.
    pub fn frames(&self) -> usize {
        self.loudness.len()
    }
}

/// All recordings, split by file.
pub struct Corpus {
    /// Sample rate of every clip.
    pub rate: u32,
    /// Samples a frame.
    pub ratio: usize,
    /// What is measured.
    pub descriptors: Vec<Descriptor>,
    /// Trained on.
    pub train: Vec<Clip>,
    /// Never trained on.
    pub validation: Vec<Clip>,
    /// Files that could not be used, and why.
    pub skipped: Vec<(PathBuf, String)>,
}

impl Corpus {
    /// Finds, decodes, resamples and measures every audio file under `folder`.
    pub fn load(
        folder: &Path,
        rate: u32,
        ratio: usize,
        descriptors: &[Descriptor],
        pitch: &PitchSpec,
    ) -> Result<Self, TrainError> {
        let files = audio_files(folder)?;
        if files.is_empty() {
            return Err(TrainError::NoAudio(folder.to_owned()));
        }
        let bar = ProgressBar::new(files.len() as u64).with_style(
            ProgressStyle::with_template("listening to {len} files {wide_bar} {eta}")
                .expect("a valid template"),
        );
        let clips: Vec<_> = files
            .par_iter()
            .map(|path| {
                let clip = measure(path, rate, ratio, descriptors, pitch);
                bar.inc(1);
                clip
            })
            .collect();
        let mut corpus = Self {
            rate,
            ratio,
            descriptors: descriptors.to_vec(),
            train: Vec::new(),
            validation: Vec::new(),
            skipped: Vec::new(),
        };
        for (path, clip) in files.iter().zip(clips) {
            match clip {
                Ok(clip) if is_validation(path) => corpus.validation.push(clip),
                Ok(clip) => corpus.train.push(clip),
                Err(reason) => corpus.skipped.push((path.clone(), reason)),
            }
        }
        if corpus.train.is_empty() {
            return Err(TrainError::NoAudio(folder.to_owned()));
        }
        Ok(corpus)
    }

    /// Hours of audio trained on.
    pub fn hours(&self) -> f64 {
        let samples: usize = self.train.iter().map(|clip| clip.audio.len()).sum();
        samples as f64 / f64::from(self.rate) / 3600.0
    }

    /// The range of each descriptor over the frames that sound: its 1st and 99th percentile.
    pub fn attributes(&self) -> Vec<AttributeSpec> {
        (0..self.descriptors.len())
            .map(|index| {
                let descriptor = self.descriptors[index];
                let mut values = self.sounding(index);
                values.sort_by(f32::total_cmp);
                let at = |share: f64| values[((values.len() - 1) as f64 * share) as usize];
                AttributeSpec {
                    name: descriptor.name().to_owned(),
                    unit: descriptor.unit().to_owned(),
                    scale: if descriptor.unit() == "Hz" {
                        Scale::Log
                    } else {
                        Scale::Linear
                    },
                    min: at(0.01),
                    max: at(0.99),
                    default: 0.0,
                    gate_dbfs: (descriptor != Descriptor::Rms).then_some(GATE_DBFS),
                }
            })
            .collect()
    }

    /// Every value of one descriptor on frames above the gate.
    pub fn sounding(&self, index: usize) -> Vec<f32> {
        let width = self.descriptors.len();
        self.train
            .iter()
            .flat_map(|clip| {
                let values = clip.descriptors.iter().skip(index).step_by(width);
                values.zip(&clip.loudness)
            })
            .filter(|(_, loudness)| **loudness > GATE_DBFS)
            .map(|(value, _)| *value)
            .collect()
    }
}

/// Every audio file under `folder`, by name.
pub fn audio_files(folder: &Path) -> Result<Vec<PathBuf>, TrainError> {
    let mut files = Vec::new();
    find_audio(folder, &mut files)?;
    files.sort();
    Ok(files)
}

fn find_audio(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), TrainError> {
    let unreadable = |source| TrainError::Folder {
        folder: folder.to_owned(),
        source,
    };
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            find_audio(&path, files)?;
        } else if path
            .extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|extension| EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str()))
        {
            files.push(path);
        }
    }
    Ok(())
}

fn measure(
    path: &Path,
    rate: u32,
    ratio: usize,
    which: &[Descriptor],
    range: &PitchSpec,
) -> Result<Clip, String> {
    let audio = read_audio(path).map_err(|error| error.to_string())?;
    let mut audio = resample(&audio.mono(), audio.rate, rate);
    if audio.iter().all(|x| x.abs() < 1e-4) {
        return Err("silent".to_owned());
    }
    audio.resize(audio.len().div_ceil(ratio) * ratio, 0.0);
    let mut analyzer = Analyzer::new(rate as f32, ratio, which);
    let mut tracker = Tracker::new(rate as f32, ratio, range.min_hz, range.max_hz);
    let frames = audio.len() / ratio;
    let mut clip = Clip {
        path: path.to_owned(),
        descriptors: vec![0.0; frames * which.len()],
        loudness: Vec::with_capacity(frames),
        pitch: Vec::with_capacity(frames),
        audio,
    };
    for (frame, block) in clip.audio.chunks_exact(ratio).enumerate() {
        let values = frame * which.len()..(frame + 1) * which.len();
        analyzer.push(block, &mut clip.descriptors[values]);
        clip.loudness.push(analyzer.rms_dbfs());
        clip.pitch.push(tracker.push(block));
    }
    Ok(clip)
}

/// Whether training leaves this file out. Decided by its name alone, so that the split survives
/// moves and additions.
pub fn is_validation(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 32) % VALIDATION_SHARE == 0
}
