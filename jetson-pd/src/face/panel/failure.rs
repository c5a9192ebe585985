//! A screen that fails.

use std::fmt::Debug;

use mipidsi::InitError;

use crate::face::Fault;

/// Which part of the screen failed, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the screen's {part} fails ({why}): {remedy}")]
pub struct Failure {
    /// What failed: `bus`, `data/command line`, `reset line` or `backlight line`, and where it was
    /// looked for.
    pub part: String,
    /// What the system says.
    pub why: String,
    /// What to do.
    pub remedy: String,
}

impl Failure {
    pub(super) fn bus(why: impl Debug) -> Self {
        Self {
            part: "bus".to_owned(),
            why: format!("{why:?}"),
            remedy: "check its cable".to_owned(),
        }
    }

    pub(super) fn line(name: &str, why: impl Debug) -> Self {
        Self {
            part: format!("{name} line"),
            why: format!("{why:?}"),
            remedy: "check its number below [screen]".to_owned(),
        }
    }

    /// The same for the list of what is gone.
    pub fn fault(&self) -> Fault {
        Fault::new("screen", format!("{}: {}", self.part, self.why))
    }
}

impl<Pin: Debug> From<InitError<Failure, Pin>> for Failure {
    fn from(error: InitError<Failure, Pin>) -> Self {
        match error {
            InitError::Interface(failure) => failure,
            InitError::ResetPin(why) => Self::line("reset", why),
            InitError::InvalidConfiguration(why) => Self::bus(why),
        }
    }
}
