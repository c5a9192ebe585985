//! Checks every field of a manifest, and the graphs against it.
//!
//! What passes here cannot surprise the engine: sizes are bounded, names are unique, shapes
//! agree, weights are finite. Whether an executor knows the operators is the executor's matter.

mod graph;
mod manifest;
mod tensor;

use std::fmt::Display;

pub use graph::check_graph;
pub use manifest::check_manifest;
pub use tensor::Checked;

use crate::error::{Error, Problem};

/// A place in a file, for errors: narrows from the file to a field.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    file: &'a str,
    field: String,
}

impl<'a> Place<'a> {
    /// An entry of a file.
    pub fn entry(file: &'a str, entry: &str) -> Self {
        Self {
            file,
            field: format!("{entry}: "),
        }
    }

    /// A field within this place.
    pub fn at(&self, field: impl Display) -> Self {
        let dot = if self.field.ends_with(": ") { "" } else { "." };
        Self {
            file: self.file,
            field: format!("{}{dot}{field}", self.field),
        }
    }

    /// Fails here.
    pub fn fail<T>(&self, problem: Problem) -> Result<T, Error> {
        Err(Error::new(
            self.file,
            self.field.trim_end_matches(": "),
            problem,
        ))
    }

    /// Fails with [`Problem::Range`] unless `ok`.
    pub fn require(
        &self,
        ok: bool,
        found: impl Display,
        allowed: impl Display,
    ) -> Result<(), Error> {
        if ok {
            return Ok(());
        }
        self.fail(Problem::Range {
            found: short(found),
            allowed: allowed.to_string(),
        })
    }
}

/// Text from an untrusted file for a person to read: cut to a few lines of a console, without
/// control characters.
pub fn short(text: impl Display) -> String {
    const LONGEST: usize = 240;
    let text = text.to_string();
    let plain = |c: char| if c.is_control() { '?' } else { c };
    let mut short: String = text.chars().take(LONGEST).map(plain).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}
