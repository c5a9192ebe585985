//! The archive: a ZIP file as PyTorch writes it, read where and when its parts are needed.
//!
//! All entries are in one folder of any name: `data.pkl` (the model's objects), `constants.pkl`,
//! `data/N` and `constants/N` (the bytes of their tensors, stored), `code/….py` (the program, mostly
//! deflated), `version`, and sometimes `byteorder`. Others are ignored.
//!
//! A file is untrusted input. Sizes are bounded before anything is allocated, entries may not share
//! bytes, only PyTorch's subset of ZIP is read, and nothing panics. Tensors stay in the file, which is
//! read and not mapped: whoever cuts a mapped file short ends the process that maps it (SIGBUS), while
//! a read only fails.

mod bytes;
mod content;
mod directory;
mod end;
mod error;
mod format;
mod inflate;
mod local;
mod section;

use std::ops::Range;
use std::sync::Arc;

use nrave_model::model_file::MAX_FILE;
use nrave_model::model_file::source::Source;

use bytes::Bytes;
use directory::{Directory, Entry};
pub(crate) use error::short;
pub use error::{Error, Problem};
pub use section::Section;

/// Oldest archive format that is read.
pub const OLDEST: u64 = 3;
/// Newest archive format that is read.
pub const NEWEST: u64 = 10;

/// Most entries in a file.
const MAX_ENTRIES: u64 = 1 << 14;
/// Most bytes of the directory.
const MAX_DIRECTORY: u64 = 8 << 20;
/// Longest name, in bytes.
const MAX_NAME: usize = 512;
/// Most bytes of a file of the program, and of all of them.
const MAX_CODE: u64 = 8 << 20;
const MAX_PROGRAM: u64 = 32 << 20;
/// Most bytes of a pickle.
const MAX_PICKLE: u64 = 16 << 20;

/// Name of the directory in errors.
const DIRECTORY: &str = "ZIP directory";
const CODE: &str = "code/";

/// An archive whose directory has been read and checked.
pub struct Archive {
    file: String,
    source: Arc<dyn Source>,
    directory: Directory,
    version: u64,
    big_endian: bool,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, version, .. } = self;
        write!(f, "Archive({file}, format {version})")
    }
}

/// True where the bytes are a TorchScript archive as far as its directory tells. A checkpoint is none;
/// [`Archive::open`] tells why.
pub fn is_torchscript(source: &dyn Source) -> bool {
    let file = "";
    let directory = Directory::read(Bytes { file, source });
    directory.is_ok_and(|directory| kind(&directory).is_ok())
}

fn kind(directory: &Directory) -> Result<(), Problem> {
    let has = |name| directory.find(name).is_some();
    let program = || directory.entries.iter().any(|e| e.name.starts_with(CODE));
    if has("model.json") {
        Err(Problem::TooOld)
    } else if !has(Section::Data.pickle()) {
        Err(Problem::NotTorchScript)
    } else if !has(Section::Constants.pickle()) && !program() {
        Err(Problem::Checkpoint)
    } else {
        Ok(())
    }
}

impl Archive {
    /// Reads the directory of an archive. `file` is its name in errors.
    ///
    /// # Errors
    /// An [`Error`] that tells what the file is instead, or what is wrong with it.
    pub fn open(file: &str, source: Arc<dyn Source>) -> Result<Self, Error> {
        let bytes = Bytes {
            file,
            source: &*source,
        };
        content::fits(bytes, "", bytes.len(), MAX_FILE)?;
        let mut directory = Directory::read(bytes)?;
        kind(&directory).map_err(|problem| bytes.error("", problem))?;
        local::place_data(bytes, &mut directory)?;
        let mut program: u64 = 0;
        for entry in directory.entries.iter().filter(|e| is_code(e)) {
            content::fits(bytes, &entry.name, entry.size, MAX_CODE)?;
            program += entry.size;
        }
        content::fits(bytes, CODE, program, MAX_PROGRAM)?;
        let mut archive = Self {
            file: file.to_owned(),
            source,
            directory,
            version: 0,
            big_endian: false,
        };
        archive.version = archive.read_version()?;
        archive.big_endian = archive.read_byte_order()?;
        Ok(archive)
    }

    /// The archive's format, [`OLDEST`] to [`NEWEST`].
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The files of the program, as `code/__torch__.py`, in the order of their names.
    pub fn code_files(&self) -> impl Iterator<Item = &str> {
        let code = self.directory.entries.iter().filter(|e| is_code(e));
        code.map(|e| &*e.name)
    }

    /// The text of a file of the program: at most 8 MiB, and 32 MiB of all files together.
    ///
    /// # Errors
    /// An [`Error`] where there is no such file or it is damaged.
    pub fn read_code(&self, name: &str) -> Result<String, Error> {
        let code = self.read(name, MAX_CODE)?;
        let what = "it is not UTF-8 text";
        String::from_utf8(code).map_err(|_| self.bytes().damaged(name, what))
    }

    /// The bytes of a section's pickle, at most 16 MiB.
    ///
    /// # Errors
    /// An [`Error`] where there is none or it is damaged.
    pub fn read_pickle(&self, section: Section) -> Result<Vec<u8>, Error> {
        self.read(section.pickle(), MAX_PICKLE)
    }

    /// Where in the file the tensor data of that key are.
    ///
    /// # Errors
    /// An [`Error`] where there are none, or where they are compressed.
    pub fn storage(&self, section: Section, key: &str) -> Result<Range<u64>, Error> {
        let entry = self.find(&section.storage(key))?;
        content::require_stored(self.bytes(), entry)?;
        Ok(entry.data.clone())
    }

    /// Compares all tensor data with their checksums, in pieces.
    ///
    /// # Errors
    /// An [`Error`] for the first that are damaged.
    pub fn check_storages(&self) -> Result<(), Error> {
        let folders = [Section::Data, Section::Constants].map(Section::folder);
        let is_storage = |e: &&Entry| {
            let folder = e.name.split_once('/').map(|(folder, _)| folder);
            folder.is_some_and(|folder| folders.contains(&folder))
        };
        let mut storages = self.directory.entries.iter().filter(is_storage);
        storages.try_for_each(|e| content::check(self.bytes(), e))
    }

    /// The bytes of the file.
    #[allow(clippy::len_without_is_empty)] // no archive is
    pub fn len(&self) -> u64 {
        self.source.len()
    }

    /// True where numbers of tensors have their highest byte first.
    pub(crate) fn big_endian(&self) -> bool {
        self.big_endian
    }

    /// An error at `place` of this file.
    pub(crate) fn error(&self, place: &str, problem: Problem) -> Error {
        self.bytes().error(place, problem)
    }

    /// Fills `buffer` with what is at `at`.
    pub(crate) fn fill(&self, at: u64, buffer: &mut [u8], place: &str) -> Result<(), Error> {
        self.bytes().fill(at, buffer, place)
    }

    fn bytes(&self) -> Bytes<'_> {
        Bytes {
            file: &self.file,
            source: &*self.source,
        }
    }

    fn find(&self, name: &str) -> Result<&Entry, Error> {
        let entry = self.directory.find(name);
        entry.ok_or_else(|| self.error(name, Problem::Missing))
    }

    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, Error> {
        content::read(self.bytes(), self.find(name)?, limit)
    }
}

fn is_code(entry: &Entry) -> bool {
    entry.name.starts_with(CODE) && entry.name.ends_with(".py")
}
