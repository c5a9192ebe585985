//! Pictures on their way to files.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// A picture that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The file could not be written.
    #[error("{}: cannot write the picture ({source}); check that the folder exists and the disk has room", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The PNG encoder failed.
    #[error("cannot encode the picture: {0}")]
    Encode(#[from] png::EncodingError),
}

/// Writes a picture's bytes to `path`.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), PictureError> {
    fs::write(path, bytes).map_err(|source| PictureError::Write {
        path: path.into(),
        source,
    })
}
