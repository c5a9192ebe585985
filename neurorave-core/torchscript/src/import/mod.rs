//! From an archive to a model file.

mod error;
mod follow;
mod given;
mod preview;
mod report;
mod setting;
mod thread;

pub use error::ImportError;
pub use preview::preview;
pub use report::{Played, Report};

use crate::archive::Archive;
use crate::emit::Written;
use crate::nn::Method;
use nrave_model::graph::WeightFormat;
use nrave_model::model_file::manifest::Manifest;
use nrave_model::model_file::source::Source;
use nrave_model::model_file::{Content, write_model_to};
use std::collections::BTreeMap;
use std::io::{self, Seek, Write};
use std::sync::Arc;
use tract_onnx::pb::ModelProto;

/// The rate of a model that doesn't tell its own.
const USUAL_RATE: u32 = 44_100;

/// Samples of a step where all signals are audio.
const SHORT_STEP: usize = 64;

/// What is wanted of an import.
#[derive(Clone, Debug)]
pub struct Options {
    /// How weights are stored.
    pub weights: WeightFormat,
    /// Samples of audio in a step; none for the fewest that the model's ratios allow.
    pub step: Option<usize>,
    /// What settings begin with, by name: what each takes, with commas between.
    pub settings: BTreeMap<String, String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            weights: WeightFormat::F32,
            step: None,
            settings: BTreeMap::new(),
        }
    }
}

/// A model file's parts.
pub struct Imported {
    /// What the model says about itself.
    pub manifest: Manifest,
    /// Its graphs, by entry.
    pub graphs: BTreeMap<String, ModelProto>,
    /// What was found.
    pub report: Report,
    weights: Written,
    archive: Arc<Archive>,
}

impl Imported {
    /// Writes the model file.
    ///
    /// # Errors
    /// When the archive cannot be read or `out` not be written to.
    pub fn write<W: Write + Seek>(&self, out: W, card: &str) -> io::Result<W> {
        let mut weights = |out: &mut dyn Write| self.weights.write(&self.archive, out);
        let weights: Option<Content<'_>> = match self.weights.is_empty() {
            true => None,
            false => Some(&mut weights),
        };
        write_model_to(out, &self.manifest, &self.graphs, card, weights)
    }
}

/// Imports the archive in `source`; `file` stands for it in errors, `name` is what the model will be
/// called.
///
/// A program is followed by functions that call themselves, however small the stack of whoever asks:
/// it has a thread of its own.
///
/// # Errors
/// When the file is damaged, or no method of it can be played.
pub fn import(
    file: &str,
    name: &str,
    source: Arc<dyn Source>,
    options: &Options,
) -> Result<Imported, ImportError> {
    thread::on_a_stack(file, || follow::follow(file, name, source, options))
}

/// The fewest samples that all methods have whole values of.
fn step_of(methods: &[Method]) -> usize {
    match methods.iter().map(Method::step).max() {
        Some(step) if step > 1 => step,
        _ => SHORT_STEP,
    }
}

/// The most channels of audio that a side of a method has.
fn channels(methods: &[Method]) -> u32 {
    let signals = methods.iter().flat_map(|m| [&m.input, &m.output]);
    let audio = signals.filter(|signal| signal.ratio == 1);
    audio.map(|signal| signal.channels).max().unwrap_or(1) as u32
}
