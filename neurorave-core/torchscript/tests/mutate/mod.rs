//! Ways in which a file can be wrong. Those within an entry keep the archive valid, with the checksum
//! that the changed content has, to reach what is beneath.

#![allow(dead_code)] // each test uses its own part

pub mod code;
pub mod objects;

use crate::support::zip::{Entry, pack, pack_with, stored};

/// Numbers that look random, the same every time (xorshift).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

type Kind = fn(&[Entry], &mut Random) -> Vec<u8>;

/// Every kind of mutation.
pub const KINDS: [Kind; 12] = [
    |e, r| flip_bits(&pack(e), r),
    |e, r| cut(&pack(e), r),
    |e, r| splice(&pack(e), r),
    |e, r| edit_length(&pack(e), r),
    in_end,
    in_directory,
    |e, r| within(e, "m/data.pkl", flip_bits, r),
    |e, r| within(e, "m/data.pkl", splice, r),
    |e, r| within(e, "m/data.pkl", edit_length, r),
    |e, r| within(e, "m/data.pkl", shuffle, r),
    |e, r| within(e, "m/data/0", cut, r),
    |e, r| within(e, "m/constants.pkl", flip_bits, r),
];

/// The archive with a mutated entry.
fn within(
    entries: &[Entry],
    name: &str,
    how: fn(&[u8], &mut Random) -> Vec<u8>,
    r: &mut Random,
) -> Vec<u8> {
    let mut entries = entries.to_vec();
    if let Some(entry) = entries.iter_mut().find(|entry| entry.name == name) {
        *entry = stored(name, &how(&entry.content, r));
    }
    pack(&entries)
}

/// Mutates what comes after the entries.
fn in_end(entries: &[Entry], r: &mut Random) -> Vec<u8> {
    let mut file = pack(entries);
    let at = file.len() - 1 - r.below(98);
    file[at] = interesting(r) as u8;
    file
}

/// Writes odd numbers into a record of the directory.
fn in_directory(entries: &[Entry], r: &mut Random) -> Vec<u8> {
    pack_with(entries, |records| {
        let index = r.below(records.len());
        let other = records[r.below(records.len())].clone();
        let record = &mut records[index];
        record.wide = r.below(2) == 0;
        match r.below(6) {
            0 => record.size = interesting(r),
            1 => record.packed = interesting(r),
            2 => (record.size, record.packed) = (other.size, other.size),
            3 => record.header = other.header.wrapping_add(interesting(r) % 100),
            4 => record.name = other.name,
            _ => record.method = other.method,
        }
    })
}

fn interesting(r: &mut Random) -> u64 {
    match r.below(4) {
        0 => u64::MAX >> r.below(64),
        1 => 1 << r.below(64),
        2 => r.below(300) as u64,
        _ => r.next(),
    }
}

pub fn flip_bits(bytes: &[u8], r: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=r.below(4) {
        let at = r.below(bytes.len());
        bytes[at] ^= 1 << r.below(8);
    }
    bytes
}

fn cut(bytes: &[u8], r: &mut Random) -> Vec<u8> {
    bytes[..r.below(bytes.len())].to_vec()
}

/// One of several.
pub fn pick<'a, T: ?Sized>(all: &[&'a T], r: &mut Random) -> &'a T {
    all[r.below(all.len())]
}

/// Copies a part over another, leaves it out, or writes it twice.
fn splice(bytes: &[u8], r: &mut Random) -> Vec<u8> {
    let start = r.below(bytes.len());
    let end = start + r.below((bytes.len() - start).min(100) + 1);
    let at = r.below(bytes.len());
    let mut spliced = bytes.to_vec();
    let gone = match r.below(3) {
        0 => at..at,
        1 => at..(at + end - start).min(bytes.len()),
        _ => start..end,
    };
    let new = if gone == (start..end) {
        &[][..]
    } else {
        &bytes[start..end]
    };
    spliced.splice(gone, new.iter().copied());
    spliced
}

/// Writes a number of 1, 2, 4 or 8 bytes anywhere.
fn edit_length(bytes: &[u8], r: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let number = interesting(r).to_le_bytes();
    let len = (1 << r.below(4)).min(bytes.len());
    let at = r.below(bytes.len() - len + 1);
    bytes[at..at + len].copy_from_slice(&number[..len]);
    bytes
}

/// Writes opcodes where others are.
fn shuffle(bytes: &[u8], r: &mut Random) -> Vec<u8> {
    const CODES: &[u8] =
        b"(.NJKMGX]ae}su)tcRbQhjqr\x81\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x93\x94\x95";
    let mut bytes = bytes.to_vec();
    for _ in 0..=r.below(3) {
        let at = r.below(bytes.len());
        bytes[at] = CODES[r.below(CODES.len())];
    }
    bytes
}
