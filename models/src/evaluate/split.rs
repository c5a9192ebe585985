//! Which recordings a model was not trained on: the one place here that asks training's rule.

use super::EvaluateError;
use crate::prepare::Split;
use crate::train::corpus;
use std::path::{Path, PathBuf};

/// The audio files under `folder` that training never sees; every file with `all`.
pub fn held_out(folder: &Path, all: bool) -> Result<Vec<PathBuf>, EvaluateError> {
    files(folder, |split| all || split == Split::Test)
}

/// The audio files under `folder` that training learns from.
pub fn trained_on(folder: &Path) -> Result<Vec<PathBuf>, EvaluateError> {
    files(folder, |split| split == Split::Train)
}

fn files(folder: &Path, wanted: impl Fn(Split) -> bool) -> Result<Vec<PathBuf>, EvaluateError> {
    let files = corpus::audio_files(folder)?.into_iter();
    let wanted = files.filter(|(_, split)| wanted(*split));
    Ok(wanted.map(|(path, _)| path).collect())
}
