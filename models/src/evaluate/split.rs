//! Which recordings a model was not trained on: the one place here that asks training's rule.

use super::EvaluateError;
use crate::prepare::{Excerpt, Split, excerpts};
use std::path::Path;

/// What training never sees of the recordings under `folder`; everything with `all`.
pub fn held_out(folder: &Path, all: bool) -> Result<Vec<Excerpt>, EvaluateError> {
    used(folder, |split| all || split == Split::Test)
}

/// What training learns from.
pub fn trained_on(folder: &Path) -> Result<Vec<Excerpt>, EvaluateError> {
    used(folder, |split| split == Split::Train)
}

fn used(folder: &Path, wanted: impl Fn(Split) -> bool) -> Result<Vec<Excerpt>, EvaluateError> {
    let all = excerpts(folder).map_err(crate::train::TrainError::from)?;
    let wanted = all.into_iter().filter(|excerpt| wanted(excerpt.split));
    Ok(wanted.collect())
}
