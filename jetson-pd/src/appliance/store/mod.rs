//! What outlives a power cut: the settings and the calibration, in one folder.
//!
//! Reading never fails: a file that can't be used is put aside, and the answer is the defaults with
//! a [`Notice`]. Writing replaces a file as a whole, see [`replace`].

mod calibration;
mod parse;
mod read;
mod replace;
mod settings;

pub use replace::{Step, replace, replace_watched};
pub use settings::{LONGEST_KEY, LONGEST_VALUE, MOST_REMEMBERED, Settings};

use super::Notice;
use std::fs;
use std::path::{Path, PathBuf};

/// A kind of file in the folder.
pub trait Kept: Default {
    /// The name of the file.
    const FILE: &'static str;
    /// What the module does without it, as the end of a notice.
    const WITHOUT: &'static str;
    /// Reads the text of a file.
    ///
    /// # Errors
    /// What is wrong and in which line.
    fn parse(text: &str) -> Result<Self, String>;
    /// The text of a file.
    fn print(&self) -> String;
}

/// The folder. Each of its files has one writer at a time.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// Opens `folder`, makes it if need be, and clears away what a power cut left half written.
    /// The notice tells of a folder that can't be made: all reads then give defaults.
    pub fn open(folder: &Path) -> (Self, Option<Notice>) {
        let store = Self {
            folder: folder.to_owned(),
        };
        let made = fs::create_dir_all(folder);
        replace::clear(folder);
        let notice = made.err().map(|error| {
            Notice::new(
                format!("Can't make the folder {}: {error}", folder.display()),
                "Nothing is remembered until it can be written; the module plays with defaults",
            )
        });
        (store, notice)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file that holds a `T`.
    pub fn path<T: Kept>(&self) -> PathBuf {
        self.folder.join(T::FILE)
    }

    /// Reads a file. One that is missing is the defaults. One that can't be used is kept beside
    /// itself with `.damaged` after its name, and told.
    pub fn read<T: Kept>(&self) -> (T, Option<Notice>) {
        match read::read(&self.path::<T>()) {
            Ok(kept) => (kept.unwrap_or_default(), None),
            Err(notice) => (T::default(), Some(notice)),
        }
    }

    /// Writes a file: a power cut at any moment leaves the old or the new one whole.
    ///
    /// # Errors
    /// A full disk or a folder that can't be written; the old file is still there.
    pub fn write<T: Kept>(&self, kept: &T) -> Result<(), Notice> {
        replace(&self.path::<T>(), kept.print().as_bytes()).map_err(|error| {
            let full = error.kind() == std::io::ErrorKind::StorageFull;
            Notice::new(
                format!("Can't write {}: {error}", self.path::<T>().display()),
                if full {
                    "Remove files from the disk; until then what changes is not remembered"
                } else {
                    "Check that the folder can be written; until then what changes is not remembered"
                },
            )
        })
    }
}
