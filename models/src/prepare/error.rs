//! What keeps a set from being prepared or opened, and what to do about it.

use std::path::{Path, PathBuf};

/// An error of `nrave prepare`. Bad recordings are no errors but [`Problem`](super::Problem)s.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PrepareError {
    /// A folder that can't be listed.
    #[error("can't read the folder {}: {source}; check the path and its permissions", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// No file that looks like audio.
    #[error("no audio in {0}: put wav, aiff, flac, mp3, ogg or m4a files there")]
    NoAudio(String),
    /// A file of the set that can't be written.
    #[error("can't write {}: {source}; free some space, or choose another folder with --out or NRAVE_CACHE", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file of the set that can't be read.
    #[error("can't read {}: {source}; prepare the recordings again", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A set that is not what was written.
    #[error("{} is damaged ({reason}); delete the folder {} and prepare the recordings again", path.display(), path.parent().unwrap_or(path).display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Written by another version.
    #[error("{} is of format {format}, this nrave reads format {}; prepare the recordings again with --out to a new folder", path.display(), super::index::FORMAT)]
    Version {
        /// The index.
        path: PathBuf,
        /// The number found.
        format: u64,
    },
    /// A folder with other things in it.
    #[error("{} holds other files and is no prepared set; choose a new folder with --out", .0.display())]
    Foreign(PathBuf),
    /// A set at another rate.
    #[error("{} is prepared at {found} Hz, not at {asked} Hz: pass --rate {found}, or prepare the recordings again with --rate {asked}", folder.display())]
    Rate {
        /// The set.
        folder: PathBuf,
        /// Its rate.
        found: u32,
        /// The rate asked for.
        asked: u32,
    },
    /// A prepared set among folders of recordings.
    #[error("{} is a prepared set: give it alone, or give folders of recordings only", .0.display())]
    Mixed(PathBuf),
    /// The platform has no cache folder.
    #[error(
        "this system names no folder for caches: set NRAVE_CACHE to one, or prepare with --out"
    )]
    NoCache,
    /// A set can't be made of these numbers.
    #[error("{0}")]
    Asked(String),
}

impl PrepareError {
    /// For [`Result::map_err`].
    pub(super) fn write(path: &Path) -> impl Fn(std::io::Error) -> Self + '_ {
        |source| Self::Write {
            path: path.to_owned(),
            source,
        }
    }

    /// For [`Result::map_err`].
    pub(super) fn read(path: &Path) -> impl Fn(std::io::Error) -> Self + '_ {
        |source| Self::Read {
            path: path.to_owned(),
            source,
        }
    }

    pub(super) fn damaged(path: &Path, reason: impl ToString) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            reason: reason.to_string(),
        }
    }
}
