//! What the person at the module has to know.

use std::fmt;

/// Something that happened, and what to do about it; two short sentences for a small screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened, without a full stop.
    pub what: String,
    /// What to do next, without a full stop.
    pub remedy: String,
}

impl Notice {
    /// A notice of `what` happened and its `remedy`.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {}.", self.what, self.remedy)
    }
}

impl std::error::Error for Notice {}
