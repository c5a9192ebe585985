//! Reading, with every size checked before it is allocated.

use std::ops::Range;

use super::{
    CENTRAL, CENTRAL_LEN, END, END_LEN, LOCAL, LOCAL_LEN, MAX_ENTRIES, MAX_FILE, MAX_NAME, STORED,
    is_plain,
};
use crate::error::{Error, Problem};
use crate::model_file::source::Source;

/// General purpose flag: encrypted.
const ENCRYPTED: u16 = 1;
/// Bytes read at a time where they need not be together.
const PIECE: u64 = 1 << 18;

/// An archive whose directory has been read and checked.
pub struct Archive<'a> {
    file: &'a str,
    source: &'a dyn Source,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    /// Offset of the local header.
    header: u64,
    size: u64,
    crc: u32,
}

impl<'a> Archive<'a> {
    /// Reads the directory of an archive. `file` is its name in errors.
    pub fn open(file: &'a str, source: &'a dyn Source) -> Result<Self, Error> {
        let fail = |problem| Error::new(file, "", problem);
        let len = source.len();
        if len > MAX_FILE {
            return Err(fail(Problem::TooLarge {
                found: len,
                limit: MAX_FILE,
                unit: "bytes",
            }));
        }
        let mut archive = Self {
            file,
            source,
            entries: Vec::new(),
        };
        if len < END_LEN || archive.u32_at(len - END_LEN)? != END {
            let zip = len >= 4 && archive.u32_at(0)? == LOCAL;
            return Err(fail(if zip {
                Problem::Truncated
            } else {
                Problem::NotAModel
            }));
        }
        archive.read_directory(len)?;
        Ok(archive)
    }

    /// True when the archive has an entry of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e.name == name)
    }

    /// The content of an entry of at most `limit` bytes.
    pub fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, Error> {
        let (place, crc) = self.find(name, limit)?;
        let data = self.bytes(place.start, place.end - place.start, name)?;
        self.compare(name, crc32fast::hash(&data), crc)?;
        Ok(data)
    }

    /// Where in the file the content of an entry of at most `limit` bytes is.
    pub fn place(&self, name: &str, limit: u64) -> Result<Range<u64>, Error> {
        Ok(self.find(name, limit)?.0)
    }

    /// As [`place`](Self::place), once the content's checksum has been compared.
    pub fn checked_place(&self, name: &str, limit: u64) -> Result<Range<u64>, Error> {
        let (place, crc) = self.find(name, limit)?;
        let mut found = crc32fast::Hasher::new();
        for at in place.clone().step_by(PIECE as usize) {
            found.update(&self.bytes(at, PIECE.min(place.end - at), name)?);
        }
        self.compare(name, found.finalize(), crc)?;
        Ok(place)
    }

    /// The place of an entry's content, and its checksum.
    fn find(&self, name: &str, limit: u64) -> Result<(Range<u64>, u32), Error> {
        let fail = |problem| Err(Error::new(self.file, name, problem));
        let Some(entry) = self.entries.iter().find(|e| e.name == name) else {
            return fail(Problem::MissingEntry);
        };
        let &Entry {
            header, size, crc, ..
        } = entry;
        if size > limit {
            return fail(Problem::TooLarge {
                found: size,
                limit,
                unit: "bytes",
            });
        }
        let name_len = name.len() as u64;
        let local = self.bytes(header, LOCAL_LEN, name)?;
        let extra_len = u64::from(u16_in(&local, 28));
        let same_name = u64::from(u16_in(&local, 26)) == name_len
            && self.bytes(header + LOCAL_LEN, name_len, name)? == name.as_bytes();
        if u32_in(&local, 0) != LOCAL || !same_name {
            return fail(Problem::Damaged("its local header is wrong".into()));
        }
        let start = header + LOCAL_LEN + name_len + extra_len;
        if start + size > self.source.len() {
            return fail(Problem::Truncated);
        }
        Ok((start..start + size, crc))
    }

    fn compare(&self, name: &str, found: u32, wanted: u32) -> Result<(), Error> {
        match found == wanted {
            true => Ok(()),
            false => Err(Error::new(self.file, name, Problem::Checksum)),
        }
    }

    fn read_directory(&mut self, len: u64) -> Result<(), Error> {
        let file = self.file;
        let fail = |problem| Error::new(file, "ZIP directory", problem);
        let damaged = |what: &str| fail(Problem::Damaged(what.into()));
        let end = self.bytes(len - END_LEN, END_LEN, "ZIP directory")?;
        let count = usize::from(u16_in(&end, 10));
        let (size, start) = (u64::from(u32_in(&end, 12)), u64::from(u32_in(&end, 16)));
        if count > MAX_ENTRIES {
            let (found, limit) = (count as u64, MAX_ENTRIES as u64);
            return Err(fail(Problem::TooLarge {
                found,
                limit,
                unit: "entries",
            }));
        }
        if u16_in(&end, 4) != 0 || u16_in(&end, 6) != 0 || u16_in(&end, 20) != 0 {
            return Err(damaged("it has several disks or a comment"));
        }
        if start + size != len - END_LEN {
            return Err(damaged(
                "its size and place disagree with the file's length",
            ));
        }
        let mut at = start;
        for _ in 0..count {
            let (entry, next) = self.read_entry(at, start)?;
            if self.contains(&entry.name) {
                return Err(fail(Problem::Duplicate(entry.name)));
            }
            self.entries.push(entry);
            at = next;
        }
        if at != len - END_LEN {
            return Err(damaged("it has more records than entries"));
        }
        self.refuse_overlaps(start)
    }

    /// The directory record at `at` and the offset of the next one.
    fn read_entry(&self, at: u64, directory: u64) -> Result<(Entry, u64), Error> {
        let place = "ZIP directory";
        let record = self.bytes(at, CENTRAL_LEN, place)?;
        let name_len = usize::from(u16_in(&record, 28));
        if u32_in(&record, 0) != CENTRAL {
            return Err(self.damaged(place, "a record is broken"));
        }
        if name_len > MAX_NAME {
            return Err(self.damaged(place, "an entry's name is too long"));
        }
        let name = self.bytes(at + CENTRAL_LEN, name_len as u64, place)?;
        let name = String::from_utf8(name).ok().filter(|n| is_plain(n));
        let Some(name) = name else {
            return Err(self.damaged(
                place,
                "an entry's name has other characters than A-Z a-z 0-9 . _ -",
            ));
        };
        let (packed, size) = (u32_in(&record, 20), u32_in(&record, 24));
        if u16_in(&record, 10) != STORED || u16_in(&record, 8) & ENCRYPTED != 0 || packed != size {
            return Err(Error::new(self.file, &name, Problem::Compressed));
        }
        let entry = Entry {
            header: u64::from(u32_in(&record, 42)),
            size: u64::from(size),
            crc: u32_in(&record, 16),
            name,
        };
        if entry.header + LOCAL_LEN + entry.size > directory {
            return Err(Error::new(self.file, &entry.name, Problem::Truncated));
        }
        let skip = u64::from(u16_in(&record, 30)) + u64::from(u16_in(&record, 32));
        Ok((entry, at + CENTRAL_LEN + name_len as u64 + skip))
    }

    /// Entries that share bytes would let a small file stand for a large one.
    fn refuse_overlaps(&mut self, directory: u64) -> Result<(), Error> {
        self.entries.sort_by_key(|e| e.header);
        let mut limit = directory;
        for entry in self.entries.iter().rev() {
            let end = entry.header + LOCAL_LEN + entry.name.len() as u64 + entry.size;
            if end > limit {
                return Err(self.damaged(&entry.name, "it overlaps another entry"));
            }
            limit = entry.header;
        }
        Ok(())
    }

    fn damaged(&self, field: &str, what: &str) -> Error {
        Error::new(self.file, field, Problem::Damaged(what.into()))
    }

    fn u32_at(&self, at: u64) -> Result<u32, Error> {
        Ok(u32_in(&self.bytes(at, 4, "")?, 0))
    }

    /// `len` bytes, which the caller has checked to be no more than the file has.
    fn bytes(&self, at: u64, len: u64, field: &str) -> Result<Vec<u8>, Error> {
        let mut bytes = vec![0; len as usize];
        let read = self.source.read_at(at, &mut bytes);
        read.map_err(|problem| Error::new(self.file, field, problem))?;
        Ok(bytes)
    }
}

fn u16_in(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_in(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
