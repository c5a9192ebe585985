//! The model file, written again with the method `prior` and a section in its card.

use super::graph::lower;
use super::session::{Options, Trained};
use crate::train::{TrainError, atomic};
use neurorave_core::graph::WeightFormat;
use neurorave_core::model_file::write_model;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Heading of the card's section, up to the end of the card.
const HEADING: &str = "## Prior";

/// What the card says of the prior beside its figures.
#[derive(Debug, Clone)]
pub struct Note {
    /// The command that trains it again.
    pub command: String,
    /// Further lines of Markdown, such as how it plays; empty where nothing is known.
    pub figures: String,
}

/// The bytes of the model with the prior in it. An earlier prior is replaced.
///
/// # Errors
/// When the model's decoder cannot become a part of another graph.
pub fn package(trained: &Trained, options: &Options, note: &Note) -> Result<Vec<u8>, TrainError> {
    let model = &trained.target.model;
    let lowered = lower(&trained.prior, &trained.target, WeightFormat::F16)?;
    let mut manifest = model.manifest().clone();
    manifest.methods.remove("prior");
    let mut graphs = BTreeMap::new();
    for (name, method) in &manifest.methods {
        graphs.insert(method.graph.clone(), model.graph(name)?);
    }
    graphs.insert(lowered.method.graph.clone(), lowered.graph.model);
    manifest.methods.insert("prior".into(), lowered.method);
    let card = card(model.card(), trained, options, note);
    Ok(write_model(&manifest, &graphs, &card)?)
}

/// Packs and writes; beside and renamed into place, so that the model's own file can be written over.
///
/// # Errors
/// As [`package`], and when the file cannot be written.
pub fn write(
    trained: &Trained,
    options: &Options,
    note: &Note,
    path: &Path,
) -> Result<(), TrainError> {
    let bytes = package(trained, options, note)?;
    atomic::write(path, |file| file.write_all(&bytes)).map_err(|source| TrainError::Write {
        path: path.to_owned(),
        source,
    })
}

fn card(before: &str, trained: &Trained, options: &Options, note: &Note) -> String {
    let before = before.split(HEADING).next().unwrap_or_default().trim_end();
    let (learned, left_out) = trained.recordings;
    let surprise = if trained.surprise.is_finite() {
        format!(
            "- {:.2} nats a frame on recordings left out\n",
            trained.surprise
        )
    } else {
        String::new()
    };
    format!(
        "{before}\n\n{HEADING}\n\nPlays by itself (method `prior`).\n\n- `{command}`\n\
         - {hours:.2} hours in {learned} files, {left_out} files left out\n\
         - best at step {step} of {steps}, {streams} streams, seed {seed}, {minutes:.0} minutes\n\
         {surprise}{figures}",
        command = note.command,
        hours = trained.hours,
        step = trained.step,
        steps = options.steps,
        streams = options.streams,
        seed = options.seed,
        minutes = trained.seconds / 60.0,
        figures = note.figures,
    )
}
