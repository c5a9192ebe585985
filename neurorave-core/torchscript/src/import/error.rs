//! Why an archive cannot be imported.

use crate::archive::Error;
use crate::run::Stop;

/// Why an archive cannot be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The file is damaged or something else.
    #[error(transparent)]
    Archive(#[from] Error),
    /// Its program does what isn't supported.
    #[error(
        "{file}: {stop}. Export the model again with another configuration, or tell us what it is"
    )]
    Program {
        /// The file.
        file: String,
        /// What, and where in its code.
        stop: Stop,
    },
    /// A setting cannot begin with what it was given.
    #[error("{file}: {problem}")]
    Setting {
        /// The file.
        file: String,
        /// Which, and why not.
        problem: String,
    },
    /// The system has no thread to spare.
    #[error("{file}: the system starts no thread ({problem}). Close other programs and try again")]
    Thread {
        /// The file.
        file: String,
        /// What the system says.
        problem: std::io::Error,
    },
}

impl ImportError {
    /// That the program of a file does what isn't supported.
    pub(super) fn program(file: &str, stop: Stop) -> Self {
        Self::Program {
            file: file.to_owned(),
            stop,
        }
    }
}
