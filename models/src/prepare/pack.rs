//! Files of numbers that are appended to and mapped into memory.

use super::PrepareError;
use memmap2::Mmap;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::ops::{Deref, Range};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const MAGIC: [u8; 8] = *b"nravpack";
const VERSION: u32 = 1;
/// Magic, version, four bytes of nothing, the set's number; then f32s, little-endian.
const HEADER: usize = 24;

#[cfg(target_endian = "big")]
compile_error!("prepared sets are mapped as little-endian numbers");

/// A pack being written.
pub struct Writer {
    path: PathBuf,
    file: File,
    /// Numbers written so far.
    length: u64,
}

impl Writer {
    /// A new pack at `path` of the set numbered `set`.
    pub fn create(path: &Path, set: u64) -> Result<Self, PrepareError> {
        let mut header = [0; HEADER];
        header[..8].copy_from_slice(&MAGIC);
        header[8..12].copy_from_slice(&VERSION.to_le_bytes());
        header[16..].copy_from_slice(&set.to_le_bytes());
        let mut file = File::create_new(path).map_err(PrepareError::write(path))?;
        file.write_all(&header).map_err(PrepareError::write(path))?;
        Ok(Self {
            path: path.to_owned(),
            file,
            length: 0,
        })
    }

    /// Numbers written so far.
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Appends numbers; the system has them when this returns.
    pub fn write(&mut self, values: &[f32]) -> Result<(), PrepareError> {
        self.file
            .write_all(bytemuck::cast_slice(values))
            .map_err(PrepareError::write(&self.path))?;
        self.length += values.len() as u64;
        Ok(())
    }

    /// Forgets everything after the first `length` numbers, of which no index may speak yet.
    pub fn rewind(&mut self, length: u64) -> Result<(), PrepareError> {
        let bytes = HEADER as u64 + 4 * length;
        let cut = self.file.set_len(bytes);
        cut.and_then(|()| self.file.seek(SeekFrom::Start(bytes)))
            .map_err(PrepareError::write(&self.path))?;
        self.length = length;
        Ok(())
    }
}

/// A pack mapped into memory, as long as it was when it was opened.
pub struct Pack(Mmap);

impl Pack {
    /// Maps the pack at `path`, which must belong to the set numbered `set`.
    pub fn open(path: &Path, set: u64) -> Result<Self, PrepareError> {
        let file = File::open(path).map_err(PrepareError::read(path))?;
        let map = map(&file).map_err(PrepareError::read(path))?;
        let damaged = |reason: &str| Err(PrepareError::damaged(path, reason));
        if map.len() < HEADER || map[..8] != MAGIC {
            return damaged("not a pack of a prepared set");
        }
        if map[8..12] != VERSION.to_le_bytes() {
            return damaged("of another version");
        }
        if map[16..HEADER] != set.to_le_bytes() {
            return damaged("of another set");
        }
        Ok(Self(map))
    }

    /// All numbers.
    fn numbers(&self) -> &[f32] {
        let bytes = &self.0[HEADER..];
        // The header keeps numbers aligned; a torn last one isn't anybody's.
        bytemuck::cast_slice(&bytes[..bytes.len() / 4 * 4])
    }

    /// How many numbers there are.
    pub fn len(&self) -> u64 {
        self.numbers().len() as u64
    }
}

/// Waits until the disk has what was written to the pack at `path`.
pub fn sync(path: &Path) -> Result<(), PrepareError> {
    let file = File::options().append(true).open(path);
    file.and_then(|file| file.sync_all())
        .map_err(PrepareError::write(path))
}

#[allow(unsafe_code)]
fn map(file: &File) -> std::io::Result<Mmap> {
    // SAFETY: a mapping is sound while no one changes or cuts off the bytes under it. Packs are
    // created by one process that holds the set's lock, appended to, and cut only behind what an
    // index speaks of, which is all that is read here; after that they are deleted whole or stay.
    unsafe { Mmap::map(file) }
}

/// Samples or measurements: a stretch of a pack, or numbers of one's own.
#[derive(Clone)]
pub struct Samples {
    source: Source,
    range: Range<usize>,
}

#[derive(Clone)]
enum Source {
    Pack(Arc<Pack>),
    Own(Arc<[f32]>),
}

impl Samples {
    /// `length` numbers of `pack` from the one numbered `start`, or `None` where it has not so many.
    pub fn of(pack: &Arc<Pack>, start: u64, length: u64) -> Option<Self> {
        let end = start.checked_add(length).filter(|end| *end <= pack.len())?;
        Some(Self {
            source: Source::Pack(pack.clone()),
            range: start as usize..end as usize,
        })
    }

    /// A part of these.
    ///
    /// # Panics
    ///
    /// When it is not inside.
    pub fn part(&self, part: Range<usize>) -> Self {
        assert!(part.start <= part.end && part.end <= self.range.len());
        Self {
            source: self.source.clone(),
            range: self.range.start + part.start..self.range.start + part.end,
        }
    }
}

impl Deref for Samples {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        let all = match &self.source {
            Source::Pack(pack) => pack.numbers(),
            Source::Own(values) => values,
        };
        &all[self.range.clone()]
    }
}

impl From<Vec<f32>> for Samples {
    fn from(values: Vec<f32>) -> Self {
        Self {
            range: 0..values.len(),
            source: Source::Own(values.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_mapped_and_rewound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pack");
        let mut writer = Writer::create(&path, 7).unwrap();
        writer.write(&[1.0, 2.0, 3.0]).unwrap();
        writer.rewind(1).unwrap();
        writer.write(&[-2.0]).unwrap();
        sync(&path).unwrap();
        let pack = Arc::new(Pack::open(&path, 7).unwrap());
        assert_eq!(*Samples::of(&pack, 0, 2).unwrap(), [1.0, -2.0]);
        assert_eq!(*Samples::of(&pack, 0, 2).unwrap().part(1..2), [-2.0]);
        assert!(Samples::of(&pack, 1, 2).is_none());
        assert!(Samples::of(&pack, u64::MAX, 2).is_none());
    }

    #[test]
    fn foreign_packs_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pack");
        Writer::create(&path, 7).unwrap();
        let said = |set| match Pack::open(&path, set) {
            Err(error) => error.to_string(),
            Ok(_) => String::new(),
        };
        assert!(said(8).contains("another set"));
        for junk in [
            &b""[..],
            b"nravpack",
            b"RIFF and so on, for many more bytes",
        ] {
            std::fs::write(&path, junk).unwrap();
            let said = said(7);
            assert!(!said.is_empty(), "{junk:?}");
        }
    }
}
