//! What is said of a text that can't be understood.

use super::ast::Place;
use std::fmt;

/// A text that isn't a program as PyTorch prints it: where, what is there and what should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {}, column {}: found {found} instead of {expected}", place.line, place.column)]
pub struct ScriptError {
    /// The file, as it was named to [`parse`](super::parse).
    pub file: String,
    /// Where it stands in the file.
    pub place: Place,
    /// What stands there.
    pub found: String,
    /// What could be understood there.
    pub expected: String,
}

/// A [`ScriptError`] before the file has its name.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) place: Place,
    pub(super) found: String,
    pub(super) expected: String,
}

/// What was read, or why it can't be; small, for it is handed up through many levels.
pub(super) type Parsed<T> = Result<T, Box<Fault>>;

/// An error at `place`.
pub(super) fn fault<T>(
    place: Place,
    found: impl fmt::Display,
    expected: impl fmt::Display,
) -> Parsed<T> {
    Err(Box::new(Fault {
        place,
        found: found.to_string(),
        expected: expected.to_string(),
    }))
}

impl Fault {
    pub(super) fn in_file(self, file: &str) -> ScriptError {
        ScriptError {
            file: file.to_owned(),
            place: self.place,
            found: self.found,
            expected: self.expected,
        }
    }
}
