//! Why and where a program could not be followed.

use crate::script::{Name, Place};
use crate::trace::Fault;
use std::fmt;

/// Why a program could not be followed, and where in the archive's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What is the matter.
    pub words: String,
    /// File and place, once known.
    pub place: Option<(Name, Place)>,
}

impl Stop {
    /// Nobody knows where yet.
    pub fn new(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            place: None,
        }
    }

    /// With this place, unless one is known that is nearer.
    pub fn at(mut self, file: &Name, place: Place) -> Self {
        self.place.get_or_insert_with(|| (file.clone(), place));
        self
    }
}

impl From<Fault> for Stop {
    fn from(Fault(words): Fault) -> Self {
        Self::new(words)
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some((file, place)) => write!(f, "{file}, line {}: {}", place.line, self.words),
            None => f.write_str(&self.words),
        }
    }
}
