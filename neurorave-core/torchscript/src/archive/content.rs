//! Whole contents of entries, which are compared with their checksums.

use super::bytes::Bytes;
use super::directory::Entry;
use super::error::{Error, Problem};
use super::inflate::inflate;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// Bytes read at a time where they need not be together.
const PIECE: u64 = 1 << 18;

/// The content of an entry of at most `limit` bytes.
pub fn read(bytes: Bytes<'_>, entry: &Entry, limit: u64) -> Result<Vec<u8>, Error> {
    let name = &entry.name;
    fits(bytes, name, entry.size.max(entry.packed), limit)?;
    let packed = bytes.read(entry.data.start, entry.packed, name)?;
    let content = match entry.method {
        STORED => packed,
        DEFLATED => {
            let content = inflate(&packed, entry.size as usize);
            content.ok_or_else(|| bytes.damaged(name, "its compressed data are broken"))?
        }
        method => {
            let what = format!("data compressed by method {method}");
            return Err(bytes.error(name, Problem::Unsupported(what)));
        }
    };
    if content.len() as u64 != entry.size {
        return Err(bytes.damaged(name, "its size is not what the directory says"));
    }
    compare(bytes, entry, crc32fast::hash(&content))?;
    Ok(content)
}

/// Fails where an entry's bytes are not its content.
pub fn require_stored(bytes: Bytes<'_>, entry: &Entry) -> Result<(), Error> {
    match entry.method == STORED && entry.packed == entry.size {
        true => Ok(()),
        false => Err(bytes.error(&entry.name, Problem::Compressed)),
    }
}

/// Compares a stored entry with its checksum, in pieces.
pub fn check(bytes: Bytes<'_>, entry: &Entry) -> Result<(), Error> {
    require_stored(bytes, entry)?;
    let mut sum = crc32fast::Hasher::new();
    let mut buffer = vec![0; PIECE.min(entry.size) as usize];
    for at in entry.data.clone().step_by(PIECE as usize) {
        let part = &mut buffer[..PIECE.min(entry.data.end - at) as usize];
        bytes.fill(at, part, &entry.name)?;
        sum.update(part);
    }
    compare(bytes, entry, sum.finalize())
}

fn compare(bytes: Bytes<'_>, entry: &Entry, found: u32) -> Result<(), Error> {
    match found == entry.crc {
        true => Ok(()),
        false => Err(bytes.error(&entry.name, Problem::Checksum)),
    }
}

/// Fails where `found` bytes are more than `limit`.
pub fn fits(bytes: Bytes<'_>, name: &str, found: u64, limit: u64) -> Result<(), Error> {
    let unit = "bytes";
    match found > limit {
        true => Err(bytes.error(name, Problem::TooLarge { found, limit, unit })),
        false => Ok(()),
    }
}
