//! Bytes of the file with the file's name for errors, and numbers in them.

use nrave_model::model_file::source::Source;

use super::error::{Error, Problem};

/// A file that is read here and there.
#[derive(Clone, Copy)]
pub struct Bytes<'a> {
    pub file: &'a str,
    pub source: &'a dyn Source,
}

impl Bytes<'_> {
    /// How many there are.
    pub fn len(&self) -> u64 {
        self.source.len()
    }

    /// Fills `buffer` with what is at `at`. `place` names it in errors.
    pub fn fill(&self, at: u64, buffer: &mut [u8], place: &str) -> Result<(), Error> {
        let read = self.source.read_at(at, buffer);
        read.map_err(|problem| self.error(place, problem.into()))
    }

    /// `len` bytes; never more than the file has.
    pub fn read(&self, at: u64, len: u64, place: &str) -> Result<Vec<u8>, Error> {
        if at.checked_add(len).is_none_or(|end| end > self.len()) {
            let truncated = nrave_model::Problem::Truncated;
            return Err(self.error(place, truncated.into()));
        }
        let mut bytes = vec![0; len as usize];
        self.fill(at, &mut bytes, place)?;
        Ok(bytes)
    }

    pub fn error(&self, place: &str, problem: Problem) -> Error {
        Error::new(self.file, place, problem)
    }

    pub fn damaged(&self, place: &str, what: &str) -> Error {
        self.error(place, Problem::Damaged(what.into()))
    }
}

/// The little-endian number of `N` bytes at `at`, which the caller knows to be there.
fn number<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let mut number = [0; N];
    number.copy_from_slice(&bytes[at..][..N]);
    number
}

pub fn u16_in(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(number(bytes, at))
}

pub fn u32_in(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(number(bytes, at))
}

pub fn u64_in(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(number(bytes, at))
}
