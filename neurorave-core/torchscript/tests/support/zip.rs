//! Writes ZIP as PyTorch does: sizes behind the data, padding before tensors, ZIP64 end records.

use miniz_oxide::deflate::compress_to_vec;

#[derive(Clone)]
pub struct Entry {
    pub name: String,
    pub content: Vec<u8>,
    pub deflate: bool,
}

pub fn stored(name: &str, content: &[u8]) -> Entry {
    Entry {
        name: name.into(),
        content: content.into(),
        deflate: false,
    }
}

pub fn deflated(name: &str, content: &[u8]) -> Entry {
    Entry {
        deflate: true,
        ..stored(name, content)
    }
}

/// A record of the directory.
#[derive(Clone)]
pub struct Record {
    pub name: String,
    pub flags: u16,
    pub method: u16,
    pub crc: u32,
    pub packed: u64,
    pub size: u64,
    pub header: u64,
    /// Writes the numbers into an extra field of ZIP64.
    pub wide: bool,
}

pub fn pack(entries: &[Entry]) -> Vec<u8> {
    pack_with(entries, |_| ())
}

/// With a directory that `edit` has changed.
pub fn pack_with(entries: &[Entry], edit: impl FnOnce(&mut Vec<Record>)) -> Vec<u8> {
    let mut file = Vec::new();
    let mut records = Vec::new();
    for entry in entries {
        let packed = match entry.deflate {
            true => compress_to_vec(&entry.content, 6),
            false => entry.content.clone(),
        };
        let record = Record {
            name: entry.name.clone(),
            flags: 0x0808,
            method: if entry.deflate { 8 } else { 0 },
            crc: crc32fast::hash(&entry.content),
            packed: packed.len() as u64,
            size: entry.content.len() as u64,
            header: file.len() as u64,
            wide: false,
        };
        local(&mut file, &record);
        file.extend(&packed);
        file.extend(b"PK\x07\x08");
        for number in [record.crc, record.packed as u32, record.size as u32] {
            file.extend(number.to_le_bytes());
        }
        records.push(record);
    }
    edit(&mut records);
    let start = file.len() as u64;
    records.iter().for_each(|record| central(&mut file, record));
    end(&mut file, start, records.len() as u64);
    file
}

fn local(file: &mut Vec<u8>, record: &Record) {
    let name = record.name.as_bytes();
    let from = file.len() + 30 + name.len() + 4;
    let padding = from.next_multiple_of(64) - from;
    file.extend(b"PK\x03\x04\0\0");
    file.extend(record.flags.to_le_bytes());
    file.extend(record.method.to_le_bytes());
    file.extend([0; 16]);
    file.extend((name.len() as u16).to_le_bytes());
    file.extend((padding as u16 + 4).to_le_bytes());
    file.extend(name);
    file.extend(b"FB");
    file.extend((padding as u16).to_le_bytes());
    file.extend(vec![b'Z'; padding]);
}

fn central(file: &mut Vec<u8>, record: &Record) {
    let numbers = [record.size, record.packed, record.header];
    let narrow = |number: u64| match record.wide {
        true => u32::MAX,
        false => number as u32,
    };
    file.extend(b"PK\x01\x02\0\0\0\0");
    file.extend(record.flags.to_le_bytes());
    file.extend(record.method.to_le_bytes());
    file.extend([0; 4]);
    file.extend(record.crc.to_le_bytes());
    file.extend(narrow(record.packed).to_le_bytes());
    file.extend(narrow(record.size).to_le_bytes());
    file.extend((record.name.len() as u16).to_le_bytes());
    let extra: u16 = if record.wide { 32 } else { 0 };
    file.extend(extra.to_le_bytes());
    file.extend([0; 10]);
    file.extend(narrow(record.header).to_le_bytes());
    file.extend(record.name.as_bytes());
    if record.wide {
        // Another field first, then that of ZIP64.
        file.extend(b"UT\0\0\x01\0\x18\0");
        numbers
            .iter()
            .for_each(|number| file.extend(number.to_le_bytes()));
    }
}

fn end(file: &mut Vec<u8>, start: u64, count: u64) {
    let (at, size) = (file.len() as u64, file.len() as u64 - start);
    file.extend(b"PK\x06\x06\x2c\0\0\0\0\0\0\0\x1e\x03\x2d\0\0\0\0\0\0\0\0\0");
    for number in [count, count, size, start] {
        file.extend(number.to_le_bytes());
    }
    file.extend(b"PK\x06\x07\0\0\0\0");
    file.extend(at.to_le_bytes());
    file.extend([1, 0, 0, 0]);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend((count as u16).to_le_bytes());
    file.extend((count as u16).to_le_bytes());
    file.extend((size as u32).to_le_bytes());
    file.extend((start as u32).to_le_bytes());
    file.extend([0, 0]);
}
