//! The recordings a model is trained on, with what the engine would measure in them.

use super::TrainError;
use crate::prepare::{
    self, Measure, Part, PrepareError, Request, Samples, Set, Split, percentiles,
};
use indicatif::{ProgressBar, ProgressStyle};
use neurorave_core::descriptors::Descriptor;
use neurorave_core::model_file::manifest::{AttributeSpec, PitchSpec, Scale};
use neurorave_core::pitch::Pitch;
use std::path::PathBuf;

/// Block loudness under which centroid and its kin are held.
pub const GATE_DBFS: f32 = -55.0;
/// Files that are named of those that can't be used.
const SKIPPED_SHOWN: usize = 5;

/// A recording, or a part of a long one, with its measurements, a row a frame.
#[derive(Clone)]
pub struct Clip {
    /// Where it came from.
    pub path: PathBuf,
    /// Mono, at the model's rate, a whole number of frames. Mapped, not loaded.
    pub audio: Samples,
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

    fn new(part: &Part, which: &[Descriptor]) -> Self {
        let mut descriptors = vec![0.0; part.rows.len() * which.len()];
        for (index, descriptor) in which.iter().enumerate() {
            let places = descriptors.iter_mut().skip(index).step_by(which.len());
            for (place, value) in places.zip(part.rows.curve(*descriptor)) {
                *place = value;
            }
        }
        Self {
            path: part.path.clone(),
            audio: part.audio.clone(),
            descriptors,
            loudness: part.rows.curve(Descriptor::Rms).collect(),
            pitch: part.rows.pitch().collect(),
        }
    }
}

/// All recordings, split by file.
pub struct Corpus {
    /// Sample rate of every clip.
    pub rate: u32,
    /// Samples a frame.
    pub ratio: usize,
    /// Where the pitch was looked for.
    pub pitch: PitchSpec,
    /// What is measured.
    pub descriptors: Vec<Descriptor>,
    /// Trained on.
    pub train: Vec<Clip>,
    /// Never trained on; watched while training.
    pub validation: Vec<Clip>,
    /// Never trained on nor watched; judged on.
    pub test: Vec<Clip>,
    /// Files that could not be used, and why.
    pub skipped: Vec<(PathBuf, String)>,
}

impl Corpus {
    /// Opens a prepared set, or prepares folders of recordings in the user's cache: at once where
    /// that was done before.
    pub fn load(
        data: &[PathBuf],
        rate: u32,
        ratio: usize,
        descriptors: &[Descriptor],
        pitch: &PitchSpec,
    ) -> Result<Self, TrainError> {
        let measure = Measure {
            hop: ratio,
            min_hz: pitch.min_hz,
            max_hz: pitch.max_hz,
        };
        let set = prepared(data, rate, &measure)?;
        let mut corpus = Self {
            rate,
            ratio,
            pitch: *pitch,
            descriptors: descriptors.to_vec(),
            train: Vec::new(),
            validation: Vec::new(),
            test: Vec::new(),
            skipped: set
                .problems()
                .filter(|(_, problem)| !problem.kind.is_remark())
                .map(|(name, problem)| {
                    let why = format!("{}: {}", problem.kind.name(), problem.why);
                    (name.into(), why)
                })
                .collect(),
        };
        for part in set.parts(&measure)? {
            let split = match part.split {
                Split::Train => &mut corpus.train,
                Split::Validation => &mut corpus.validation,
                Split::Test => &mut corpus.test,
            };
            split.push(Clip::new(&part, descriptors));
        }
        if corpus.train.iter().all(|clip| clip.frames() == 0) {
            return Err(TrainError::NoAudio(
                data.first().cloned().unwrap_or_default(),
            ));
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
                let range = percentiles(&mut self.sounding(index), [0.01, 0.99]);
                // Where nothing sounds there is no range: the descriptor is constant.
                let [min, max] = range.unwrap_or_default();
                AttributeSpec {
                    name: descriptor.name().to_owned(),
                    unit: descriptor.unit().to_owned(),
                    scale: if descriptor.unit() == "Hz" {
                        Scale::Log
                    } else {
                        Scale::Linear
                    },
                    min,
                    max,
                    default: 0.0,
                    gate_dbfs: (descriptor != Descriptor::Rms).then_some(GATE_DBFS),
                }
            })
            .collect()
    }

    /// The same, for knobs.
    ///
    /// # Errors
    /// [`TrainError::Constant`] where one never changes.
    pub fn knobs(&self) -> Result<Vec<AttributeSpec>, TrainError> {
        let attributes = self.attributes();
        match attributes.iter().find(|spec| spec.max <= spec.min) {
            Some(flat) => Err(TrainError::Constant(flat.name.clone())),
            None => Ok(attributes),
        }
    }

    /// What there is, for people.
    pub fn summary(&self, attributes: &[AttributeSpec]) -> String {
        let mut text = format!(
            "{:.2} hours in {} files to train on, {} to validate on, {} to judge on, {} skipped",
            self.hours(),
            self.train.len(),
            self.validation.len(),
            self.test.len(),
            self.skipped.len()
        );
        for (path, reason) in self.skipped.iter().take(SKIPPED_SHOWN) {
            text += &format!("\n  skipped {}: {reason}", path.display());
        }
        if self.skipped.len() > SKIPPED_SHOWN {
            text += "\n  … all of them: nrave prepare";
        }
        for spec in attributes {
            text += &format!(
                "\n  {} {:.1} to {:.1} {}",
                spec.name, spec.min, spec.max, spec.unit
            );
        }
        text
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

/// The set behind what the user calls the data.
fn prepared(data: &[PathBuf], rate: u32, measure: &Measure) -> Result<Set, PrepareError> {
    if let [folder] = data
        && Set::is_at(folder)
    {
        let set = Set::open(folder)?;
        if set.rate() != rate {
            return Err(PrepareError::Rate {
                folder: folder.clone(),
                found: set.rate(),
                asked: rate,
            });
        }
        return if set.has(measure) {
            Ok(set)
        } else {
            prepare::measure(folder, measure, &mut Bar::default().tell())
        };
    }
    let request = Request {
        sources: data,
        rate,
        trim_db: None,
        seed: None,
        measures: &[*measure],
    };
    let folder = prepare::cached(data, rate, None)?;
    prepare::prepare(&folder, &request, &mut Bar::default().tell())
}

/// The progress of preparing, where it takes a while.
#[derive(Default)]
struct Bar(Option<(prepare::Stage, ProgressBar)>);

impl Bar {
    fn tell(mut self) -> impl FnMut(prepare::Stage, u64, u64) {
        move |stage, done, all| {
            if self.0.as_ref().is_none_or(|(shown, _)| *shown != stage) {
                let style = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3} % {eta}");
                let bar = ProgressBar::new(all).with_message(stage.name());
                bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                self.0 = Some((stage, bar));
            }
            if let Some((_, bar)) = &self.0 {
                bar.set_position(done);
            }
        }
    }
}
