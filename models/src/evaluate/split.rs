//! Which recordings a model was not trained on: the one place here that asks training's rule.

use super::EvaluateError;
use crate::train::corpus;
use std::path::{Path, PathBuf};

/// The audio files under `folder` that training never sees; every file with `all`.
pub fn held_out(folder: &Path, all: bool) -> Result<Vec<PathBuf>, EvaluateError> {
    let mut files = corpus::audio_files(folder)?;
    files.retain(|file| all || corpus::is_test(file));
    Ok(files)
}

/// The audio files under `folder` that training may see.
pub fn trained_on(folder: &Path) -> Result<Vec<PathBuf>, EvaluateError> {
    let mut files = corpus::audio_files(folder)?;
    files.retain(|file| !corpus::is_test(file) && !corpus::is_validation(file));
    Ok(files)
}
