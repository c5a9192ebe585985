//! `nrave evaluate`: how well a model plays recordings it was not trained on, measured through the
//! same instrument that people play.
//!
//! [`Trial`] takes a few figures of one model, for its card. [`study`] compares many models on many
//! families of sounds, and [`page`] shows what came out.

mod control;
pub mod page;
mod picture;
mod prior;
mod reconstruction;
mod spearman;
mod split;
mod spread;
mod statistics;
pub mod study;
mod track;
mod tuning;

use crate::audio::{Audio, AudioError};
use crate::prepare::Excerpt;
use crate::render::{RenderError, RenderOptions, render};
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::AttributeSpec;
use serde::Serialize;
use spread::thin;
use std::path::{Path, PathBuf};
use track::Track;

pub use control::{Control, Transfer};
pub use picture::four_notes;
pub use prior::{Character, Compared, Listening, PriorFigures, listen};
pub use reconstruction::Reconstruction;
pub use spearman::spearman;
pub use tuning::Tuning;

/// Shortest recording that is swept, in seconds.
const SHORTEST_SECONDS: f64 = 0.4;
/// Longest stretch of a recording that is played, in seconds.
const LONGEST_SECONDS: f64 = 6.0;

/// Every figure.
#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    /// Name of the model.
    pub model: String,
    /// Recordings played.
    pub recordings: usize,
    /// Everything following: how close the output is to the input.
    pub reconstruction: Reconstruction,
    /// One attribute swept from −0.8 to 0.8, the others following.
    pub control: Vec<Control>,
    /// All attributes (and the pitch) taken from another recording at once.
    pub transfer: Vec<Transfer>,
    /// Pitch at transpositions of 0, −7 and 7 semitones; empty where the model has no pitch.
    pub tuning: Vec<Tuning>,
}

/// What kept an evaluation from its figures.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// The model can't be read.
    #[error(transparent)]
    Model(#[from] neurorave_core::Error),
    /// A recording doesn't play.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The folder can't be read.
    #[error(transparent)]
    Folder(#[from] crate::train::TrainError),
    /// Nothing to evaluate on.
    #[error(
        "no recordings in {} that training leaves out, that can be heard and that last {seconds} s; \
         give another folder, or --all to take every file",
        folder.display()
    )]
    NoRecordings {
        /// Where there are none.
        folder: PathBuf,
        /// Length that it takes to judge by.
        seconds: f64,
    },
    /// A picture can't be written.
    #[error(transparent)]
    Picture(#[from] crate::picture::PictureError),
    /// A study that can't be made as asked.
    #[error("{0}")]
    Asked(String),
    /// A file of the report can't be written.
    #[error("{}: cannot write the report ({source}); check that the folder can be written to and the disk has room", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// A model and the recordings it is judged on.
pub struct Trial {
    path: PathBuf,
    model: std::sync::Arc<Model>,
    recordings: Vec<(String, Audio)>,
}

impl Trial {
    /// Opens the model, and up to `count` recordings under `folder`, evenly spread over those that
    /// training leaves out (or over `all`), at the model's own rate.
    pub fn open(
        model: &Path,
        folder: &Path,
        count: usize,
        all: bool,
    ) -> Result<Self, EvaluateError> {
        let opened = Model::open(model)?;
        let rate = opened.manifest().sample_rate;
        let excerpts = split::held_out(folder, all)?;
        let each = count.div_ceil(excerpts.len().max(1)).max(1);
        let loaded = excerpts.iter().filter_map(|one| load(one, rate, each).ok());
        let recordings: Vec<_> = loaded.flatten().collect();
        if recordings.is_empty() {
            return Err(EvaluateError::NoRecordings {
                folder: folder.to_owned(),
                seconds: SHORTEST_SECONDS,
            });
        }
        Ok(Self {
            path: model.to_owned(),
            model: opened,
            recordings: thin(recordings, count.max(1)),
        })
    }

    /// Measures everything; `progress` hears of renders done and to do.
    pub fn run(&self, progress: &mut dyn FnMut(usize, usize)) -> Result<Figures, EvaluateError> {
        let attributes = &self.model.manifest().attributes;
        let has_pitch = self.model.manifest().pitch.is_some();
        let renders = 2
            + attributes.len()
            + if has_pitch {
                tuning::SHIFTS.len() - 1
            } else {
                0
            };
        let total = renders * self.recordings.len();
        let mut done = 0;
        let mut play = |options: &RenderOptions, input: &Audio| -> Result<Audio, EvaluateError> {
            let output = render(
                &self.path,
                &RenderOptions {
                    align: true,
                    ..options.clone()
                },
                input,
            )?;
            done += 1;
            progress(done, total);
            Ok(output)
        };
        let inputs: Vec<&Audio> = self.recordings.iter().map(|(_, audio)| audio).collect();
        let plain = inputs
            .iter()
            .map(|input| play(&RenderOptions::default(), input))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Figures {
            model: self.model.manifest().name.clone(),
            recordings: inputs.len(),
            reconstruction: reconstruction::measure(&inputs, &plain),
            control: control::sweep(&inputs, attributes, &mut play)?,
            transfer: control::transfer(&inputs, attributes, &mut play)?,
            tuning: match self.model.manifest().pitch {
                Some(range) => tuning::measure(&inputs, &plain, range, &mut play)?,
                None => Vec::new(),
            },
        })
    }

    /// Four recordings, input beside output, as a picture.
    pub fn picture(&self, path: &Path) -> Result<(), EvaluateError> {
        four_notes(&self.path, &self.recordings, path)
    }
}

/// Plays a recording with some options, aligned.
type Play<'a> = dyn FnMut(&RenderOptions, &Audio) -> Result<Audio, EvaluateError> + 'a;

/// What can be played of an excerpt, named; up to `most` pieces of a long recording.
fn load(excerpt: &Excerpt, rate: u32, most: usize) -> Result<Vec<(String, Audio)>, AudioError> {
    let pieces = excerpt.pieces(LONGEST_SECONDS, most)?.into_iter();
    let pieces = pieces.map(|(at, audio)| (excerpt.name(at), audio.at_rate(rate)));
    let playable = |audio: &Audio| audio.seconds() >= SHORTEST_SECONDS && audio.is_audible();
    Ok(pieces.filter(|(_, audio)| playable(audio)).collect())
}

/// Normalised attributes of each frame, and the frame's loudness in dBFS.
fn analyse(audio: &Audio, attributes: &[AttributeSpec]) -> Vec<(Vec<f32>, f32)> {
    let track = Track::of(audio, attributes);
    track.values.into_iter().zip(track.loudness).collect()
}

impl Figures {
    /// The figures as a Markdown list.
    pub fn markdown(&self) -> String {
        let mut text = format!(
            "- recordings not trained on: {}\n- {}\n",
            self.recordings,
            self.reconstruction.line()
        );
        for control in &self.control {
            text += &format!("- {}\n", control.line());
        }
        for transfer in &self.transfer {
            text += &format!("- {}\n", transfer.line());
        }
        for tuning in &self.tuning {
            text += &format!("- {}\n", tuning.line());
        }
        text
    }
}
