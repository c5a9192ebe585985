//! The end of the archive: where its directory is.
//!
//! PyTorch writes the end record of ZIP64 into every file, small ones too (APPNOTE 6.3, sections
//! 4.3.14 to 4.3.16).

use std::ops::Range;

use super::bytes::{Bytes, u16_in, u32_in, u64_in};
use super::error::{Error, Problem};
use super::{DIRECTORY, MAX_ENTRIES};

const END: u32 = 0x0605_4b50;
const END_LEN: u64 = 22;
const LOCATOR: u32 = 0x0706_4b50;
const LOCATOR_LEN: u64 = 20;
const END_64: u32 = 0x0606_4b50;
const END_64_LEN: u64 = 56;
const LOCAL: u32 = 0x0403_4b50;
/// First bytes of what `torch.save` wrote before it wrote ZIP.
const OLD_CHECKPOINT: [u8; 14] = *b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";

/// Where the directory is.
pub struct End {
    pub entries: usize,
    pub directory: Range<u64>,
}

impl End {
    pub fn read(bytes: Bytes<'_>) -> Result<Self, Error> {
        let len = bytes.len();
        let record = match len.checked_sub(END_LEN) {
            Some(at) => bytes.read(at, END_LEN, DIRECTORY)?,
            None => return Err(bytes.error("", Problem::NotTorchScript)),
        };
        if u32_in(&record, 0) != END {
            return Err(bytes.error("", without_end(bytes)?));
        }
        if u16_in(&record, 4) != 0 || u16_in(&record, 6) != 0 || u16_in(&record, 20) != 0 {
            return Err(bytes.damaged(DIRECTORY, "it has several disks or a comment"));
        }
        let mut entries = u64::from(u16_in(&record, 10));
        let mut size = u64::from(u32_in(&record, 12));
        let mut start = u64::from(u32_in(&record, 16));
        let mut end = len - END_LEN;
        if let Some(wide) = Wide::read(bytes, end)? {
            let same = |narrow: u64, wide: u64, none: u64| narrow == none || narrow == wide;
            let all = u64::from(u32::MAX);
            if !same(entries, wide.entries, u64::from(u16::MAX))
                || !same(size, wide.size, all)
                || !same(start, wide.start, all)
            {
                return Err(bytes.damaged(DIRECTORY, "its two end records disagree"));
            }
            (entries, size, start, end) = (wide.entries, wide.size, wide.start, wide.at);
        }
        if entries > MAX_ENTRIES {
            let problem = Problem::TooLarge {
                found: entries,
                limit: MAX_ENTRIES,
                unit: "entries",
            };
            return Err(bytes.error(DIRECTORY, problem));
        }
        if start.checked_add(size) != Some(end) {
            return Err(bytes.damaged(
                DIRECTORY,
                "its size and place disagree with the file's length",
            ));
        }
        Ok(Self {
            entries: entries as usize,
            directory: start..end,
        })
    }
}

/// What a file is that does not end as archives do.
fn without_end(bytes: Bytes<'_>) -> Result<Problem, Error> {
    let first = bytes.read(0, OLD_CHECKPOINT.len() as u64, "")?;
    Ok(if first == OLD_CHECKPOINT {
        Problem::Checkpoint
    } else if u32_in(&first, 0) == LOCAL {
        nrave_model::Problem::Truncated.into()
    } else {
        Problem::NotTorchScript
    })
}

/// The end record of ZIP64.
struct Wide {
    at: u64,
    entries: u64,
    size: u64,
    start: u64,
}

impl Wide {
    /// The record whose locator stands before `end`, if there is one.
    fn read(bytes: Bytes<'_>, end: u64) -> Result<Option<Self>, Error> {
        let Some(place) = end.checked_sub(LOCATOR_LEN) else {
            return Ok(None);
        };
        let locator = bytes.read(place, LOCATOR_LEN, DIRECTORY)?;
        if u32_in(&locator, 0) != LOCATOR {
            return Ok(None);
        }
        let at = u64_in(&locator, 8);
        let record = bytes.read(at, END_64_LEN, DIRECTORY)?;
        // The size leaves out itself and the signature.
        let next = at
            .checked_add(12)
            .and_then(|from| from.checked_add(u64_in(&record, 4)));
        if u32_in(&record, 0) != END_64
            || next != Some(place)
            || u32_in(&record, 16) != 0
            || u32_in(&record, 20) != 0
        {
            return Err(bytes.damaged(DIRECTORY, "its end record is broken"));
        }
        Ok(Some(Self {
            at,
            entries: u64_in(&record, 32),
            size: u64_in(&record, 40),
            start: u64_in(&record, 48),
        }))
    }
}
