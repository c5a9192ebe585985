//! Why a model file does not open.

use nrave_torchscript::import::ImportError;
use std::io;
use std::path::PathBuf;

/// Why a model file does not open.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The file cannot be read, or is no good model.
    #[error(transparent)]
    Model(#[from] crate::Error),
    /// A TorchScript file is damaged, or does what isn't supported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// What an import made cannot be kept.
    #[error("{}: cannot be written ({error}). Make room, or name another place: of a model file with -o, of what is kept in NRAVE_CACHE", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// An import has failed in a way that nobody thought of.
    #[error("the file is of a kind that was not foreseen; tell us what made it")]
    Unforeseen,
}
