//! The directory: which entries there are, and where.

use std::ops::Range;

use super::bytes::{Bytes, u16_in, u32_in, u64_in};
use super::end::End;
use super::error::{Error, Problem, short};
use super::{DIRECTORY, MAX_DIRECTORY, MAX_NAME};

const CENTRAL: u32 = 0x0201_4b50;
const CENTRAL_LEN: usize = 46;
/// General purpose flag: encrypted.
pub const ENCRYPTED: u16 = 1;
/// Extra field of ZIP64.
const WIDE: u16 = 1;
/// Stands for a number that is in the extra field.
const ELSEWHERE: u64 = u32::MAX as u64;

/// All entries, in the order of their names.
pub struct Directory {
    /// The folder that all of them are in, with the slash.
    pub root: String,
    pub entries: Vec<Entry>,
    /// Where the entries' data end.
    pub start: u64,
}

/// One entry.
pub struct Entry {
    /// Its name without the root.
    pub name: Box<str>,
    /// Offset of the local header.
    pub header: u64,
    pub method: u16,
    pub crc: u32,
    /// Bytes of the content.
    pub size: u64,
    /// Bytes in the file.
    pub packed: u64,
    /// Where they are, once the local header has been read.
    pub data: Range<u64>,
}

impl Directory {
    pub fn read(bytes: Bytes<'_>) -> Result<Self, Error> {
        let end = End::read(bytes)?;
        let size = end.directory.end - end.directory.start;
        if size > MAX_DIRECTORY {
            let problem = Problem::TooLarge {
                found: size,
                limit: MAX_DIRECTORY,
                unit: "bytes",
            };
            return Err(bytes.error(DIRECTORY, problem));
        }
        let records = bytes.read(end.directory.start, size, DIRECTORY)?;
        let mut directory = Self {
            root: String::new(),
            entries: Vec::new(),
            start: end.directory.start,
        };
        let mut rest = &records[..];
        for _ in 0..end.entries {
            rest = directory.add(bytes, rest)?;
        }
        if !rest.is_empty() {
            return Err(bytes.damaged(DIRECTORY, "it has more records than entries"));
        }
        directory
            .entries
            .sort_unstable_by(|a, b| a.name.cmp(&b.name));
        let twice = |pair: &&[Entry]| pair[0].name == pair[1].name;
        if let Some(pair) = directory.entries.windows(2).find(twice) {
            let what = format!("the name \"{}\" is used twice", short(&pair[0].name));
            return Err(bytes.damaged(DIRECTORY, &what));
        }
        Ok(directory)
    }

    /// The entry of that name.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|e| (*e.name).cmp(name));
        at.ok().map(|at| &self.entries[at])
    }

    /// Reads the first of `records`; those after it.
    fn add<'a>(&mut self, bytes: Bytes<'_>, records: &'a [u8]) -> Result<&'a [u8], Error> {
        let broken = || bytes.damaged(DIRECTORY, "a record is broken");
        if records.len() < CENTRAL_LEN || u32_in(records, 0) != CENTRAL {
            return Err(broken());
        }
        let (record, rest) = records.split_at(CENTRAL_LEN);
        let lens = [28, 30, 32].map(|at| usize::from(u16_in(record, at)));
        let (name, rest) = rest.split_at_checked(lens[0]).ok_or_else(broken)?;
        let (extra, rest) = rest.split_at_checked(lens[1]).ok_or_else(broken)?;
        let rest = rest.get(lens[2]..).ok_or_else(broken)?;
        let Some(name) = plain(name) else {
            let what = "an entry's name is too long or leads out of the file";
            return Err(bytes.damaged(DIRECTORY, what));
        };
        let numbers = [24, 20, 42].map(|at| u64::from(u32_in(record, at)));
        let [size, packed, header] = widened(numbers, extra).ok_or_else(broken)?;
        let (root, name) = name.split_once('/').unwrap_or(("", name));
        if name.is_empty() && size == 0 {
            // A folder.
            return Ok(rest);
        }
        if self.entries.is_empty() {
            self.root = format!("{root}/");
        } else if self.root.strip_suffix('/') != Some(root) {
            return Err(bytes.damaged(DIRECTORY, "its entries are in several folders"));
        }
        if u16_in(record, 8) & ENCRYPTED != 0 {
            return Err(bytes.error(name, Problem::Unsupported("encrypted data".into())));
        }
        if name.ends_with('/') && size == 0 {
            return Ok(rest);
        }
        self.entries.push(Entry {
            name: name.into(),
            header,
            method: u16_in(record, 10),
            crc: u32_in(record, 16),
            size,
            packed,
            data: 0..0,
        });
        Ok(rest)
    }
}

/// Names that mean the same everywhere and lead nowhere else. They are never used as paths; that they
/// could be is for whoever unpacks the file with another program.
fn plain(name: &[u8]) -> Option<&str> {
    let name = std::str::from_utf8(name).ok()?;
    let odd = |c: char| c.is_control() || c == '\\' || c == ':';
    let folders = name.strip_suffix('/').unwrap_or(name);
    let plain = (1..=MAX_NAME).contains(&name.len())
        && !name.contains(odd)
        && folders
            .split('/')
            .all(|part| !matches!(part, "" | "." | ".."));
    plain.then_some(name)
}

/// The numbers, those that are too wide for the record taken from the extra field of ZIP64, where
/// they stand in this order.
fn widened(mut numbers: [u64; 3], mut extra: &[u8]) -> Option<[u64; 3]> {
    if !numbers.contains(&ELSEWHERE) {
        return Some(numbers);
    }
    loop {
        let (head, rest) = extra.split_at_checked(4)?;
        let (mut field, rest) = rest.split_at_checked(usize::from(u16_in(head, 2)))?;
        if u16_in(head, 0) != WIDE {
            extra = rest;
            continue;
        }
        for number in numbers.iter_mut().filter(|n| **n == ELSEWHERE) {
            let (wide, rest) = field.split_at_checked(8)?;
            *number = u64_in(wide, 0);
            field = rest;
        }
        return Some(numbers);
    }
}
