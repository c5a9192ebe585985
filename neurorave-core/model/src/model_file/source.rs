//! The bytes of a model file, read where they are needed.
//!
//! Weights are nearly all of a file, and an executor keeps them in an order of its own: a second copy
//! in the file's order would double a model's memory. So a model keeps its file open and reads tensors
//! from it when a method is compiled.
//!
//! The file is read, not mapped. Whoever cuts a mapped file short ends the process that maps it
//! (SIGBUS), while a read only fails; and since weights are copied into another order anyway, mapping
//! gains nothing. Every read is compared with what the file held when it was opened, so that nothing
//! is used but what was hashed and checked.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use parking_lot::Mutex;
use sha2::{Digest, Sha256};

use super::MAX_FILE;
use crate::error::Problem;
use crate::model::ContentHash;

/// Bytes that are compared at a time.
const BLOCK: usize = 1 << 16;

/// Bytes that can be read anywhere.
#[allow(clippy::len_without_is_empty)] // nobody asks
pub trait Source: Send + Sync {
    /// How many there are.
    fn len(&self) -> u64;

    /// Fills `buffer` with the bytes from `at` on.
    ///
    /// # Errors
    /// [`Problem::Truncated`], [`Problem::Changed`] or [`Problem::Unreadable`].
    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Problem>;
}

/// The file at `path` and the hash of its content. What is not a plain file (a pipe, say) cannot be
/// read again and is kept in memory.
///
/// # Errors
/// [`Problem::Unreadable`], or [`Problem::TooLarge`] where it has more than [`MAX_FILE`] bytes.
pub fn open(path: &Path) -> Result<(Arc<dyn Source>, ContentHash), Problem> {
    let mut file = File::open(path).map_err(Problem::Unreadable)?;
    let about = file.metadata().map_err(Problem::Unreadable)?;
    fits(about.len())?;
    if about.is_file() {
        let (source, content) = Steady::new(file)?;
        return Ok((Arc::new(source), content));
    }
    let mut bytes = Vec::new();
    let read = file.by_ref().take(MAX_FILE + 1).read_to_end(&mut bytes);
    fits(read.map_err(Problem::Unreadable)? as u64)?;
    let content = ContentHash::of(&bytes);
    Ok((Arc::new(bytes), content))
}

fn fits(len: u64) -> Result<(), Problem> {
    match len > MAX_FILE {
        true => Err(Problem::TooLarge {
            found: len,
            limit: MAX_FILE,
            unit: "bytes",
        }),
        false => Ok(()),
    }
}

impl Source for Vec<u8> {
    fn len(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Problem> {
        let from = usize::try_from(at).ok().and_then(|at| self.get(at..));
        let found = from.and_then(|from| from.get(..buffer.len()));
        buffer.copy_from_slice(found.ok_or(Problem::Truncated)?);
        Ok(())
    }
}

/// A file as it is when it is read.
pub struct Plain {
    file: Mutex<File>,
    len: u64,
}

impl Plain {
    /// # Errors
    /// [`Problem::Unreadable`].
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let mut file = File::open(path).map_err(Problem::Unreadable)?;
        let len = file.seek(SeekFrom::End(0)).map_err(Problem::Unreadable)?;
        let file = Mutex::new(file);
        Ok(Self { file, len })
    }

    fn read(&self, at: u64, buffer: &mut [u8]) -> io::Result<()> {
        let mut file = self.file.lock();
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(buffer)
    }
}

impl Source for Plain {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Problem> {
        self.read(at, buffer).map_err(|e| match e.kind() {
            ErrorKind::UnexpectedEof => Problem::Truncated,
            _ => Problem::Unreadable(e),
        })
    }
}

/// A file whose every read gives what it held when it was opened, or fails.
struct Steady {
    file: Plain,
    /// CRC-32 of each block: it is accidents that are to be seen, not attacks, which could as well
    /// have written another file in the first place.
    sums: Vec<u32>,
}

impl Steady {
    /// Reads all of `file` once.
    fn new(mut file: File) -> Result<(Self, ContentHash), Problem> {
        let (mut hash, mut sums) = (Sha256::new(), Vec::new());
        let (mut block, mut len) = (Vec::with_capacity(BLOCK), 0);
        loop {
            block.clear();
            let part = file.by_ref().take(BLOCK as u64).read_to_end(&mut block);
            if part.map_err(Problem::Unreadable)? == 0 {
                break;
            }
            len += block.len() as u64;
            // Not the metadata's word alone: a file may grow.
            fits(len)?;
            hash.update(&block);
            sums.push(crc32fast::hash(&block));
        }
        let file = Mutex::new(file);
        let file = Plain { file, len };
        Ok((Self { file, sums }, ContentHash::finish(hash)))
    }

    /// One whole block.
    fn block(&self, index: usize, buffer: &mut [u8]) -> Result<(), Problem> {
        let read = self.file.read((index * BLOCK) as u64, buffer);
        read.map_err(|e| match e.kind() {
            ErrorKind::UnexpectedEof => Problem::Changed,
            _ => Problem::Unreadable(e),
        })?;
        match crc32fast::hash(buffer) == self.sums[index] {
            true => Ok(()),
            false => Err(Problem::Changed),
        }
    }
}

impl Source for Steady {
    fn len(&self) -> u64 {
        self.file.len
    }

    fn read_at(&self, at: u64, mut buffer: &mut [u8]) -> Result<(), Problem> {
        let end = at.checked_add(buffer.len() as u64);
        if end.is_none_or(|end| end > self.len()) {
            return Err(Problem::Truncated);
        }
        let (mut at, len) = (at as usize, self.len() as usize);
        let mut whole = Vec::new();
        while !buffer.is_empty() {
            let (index, skip) = (at / BLOCK, at % BLOCK);
            let size = BLOCK.min(len - index * BLOCK);
            let count = buffer.len().min(size - skip);
            let (part, rest) = buffer.split_at_mut(count);
            if count == size {
                self.block(index, part)?;
            } else {
                whole.resize(size, 0);
                self.block(index, &mut whole)?;
                part.copy_from_slice(&whole[skip..][..count]);
            }
            at += count;
            buffer = rest;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn content(len: usize) -> Vec<u8> {
        (0..len).map(|i| ((i * i) >> 7) as u8).collect()
    }

    fn saved(bytes: &[u8]) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    #[test]
    fn any_part_can_be_read() {
        let bytes = content(3 * BLOCK + 100);
        let file = saved(&bytes);
        let (source, hash) = open(file.path()).unwrap();
        assert_eq!(hash, ContentHash::of(&bytes));
        assert_eq!(source.len(), bytes.len() as u64);
        for (at, len) in [
            (0, bytes.len()),
            (5, 0),
            (1, 2 * BLOCK),
            (BLOCK, BLOCK),
            (BLOCK - 1, 2),
            (3 * BLOCK, 100),
            (bytes.len() - 1, 1),
        ] {
            let mut part = vec![0; len];
            source.read_at(at as u64, &mut part).unwrap();
            assert!(part == bytes[at..][..len], "{at} {len}");
        }
        for at in [bytes.len() as u64 - 1, 1 << 40, u64::MAX] {
            let past = source.read_at(at, &mut [0; 2]);
            assert!(matches!(past, Err(Problem::Truncated)), "{at}");
        }
    }

    #[test]
    fn a_change_is_seen_where_it_is() {
        let mut bytes = content(3 * BLOCK);
        let file = saved(&bytes);
        let (source, _) = open(file.path()).unwrap();
        bytes[BLOCK + 7] ^= 1;
        std::fs::write(file.path(), &bytes).unwrap();
        let mut one = [0];
        source.read_at(0, &mut one).unwrap();
        source.read_at(2 * BLOCK as u64, &mut one).unwrap();
        let changed = source.read_at(BLOCK as u64, &mut one);
        assert!(matches!(changed, Err(Problem::Changed)));
        file.as_file().set_len(BLOCK as u64 + 9).unwrap();
        let gone = source.read_at(2 * BLOCK as u64, &mut one);
        assert!(matches!(gone, Err(Problem::Changed)));
    }
}
