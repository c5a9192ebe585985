//! The models of the oracle, taken apart.

use super::zip::{Entry, stored};
use miniz_oxide::inflate::decompress_to_vec;
use std::path::Path;

/// The TorchScript file of a fixture.
pub fn model(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oracle/models");
    let zip = std::fs::read(folder.join(format!("{name}.zip"))).expect("the fixture is there");
    let mut found = entries(&zip).into_iter();
    let model = found.find(|entry| entry.name == "model.ts");
    model.expect("the fixture has a model").content
}

/// All entries of a ZIP file that has nothing unusual.
pub fn entries(zip: &[u8]) -> Vec<Entry> {
    let at = |place: usize, len: usize| {
        let bytes = zip[place..place + len].iter().rev();
        bytes.fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    let end = zip.windows(4).rposition(|bytes| bytes == b"PK\x05\x06");
    let end = end.expect("a ZIP file ends in its directory");
    let (count, mut record) = (at(end + 10, 2), at(end + 16, 4));
    let mut found = Vec::new();
    for _ in 0..count {
        let (deflated, packed, name) = (at(record + 10, 2), at(record + 20, 4), at(record + 28, 2));
        let text = String::from_utf8(zip[record + 46..][..name].to_vec()).unwrap();
        let local = at(record + 42, 4);
        let data = &zip[local + 30 + at(local + 26, 2) + at(local + 28, 2)..][..packed];
        let content = match deflated {
            0 => data.to_vec(),
            _ => decompress_to_vec(data).expect("a fixture is whole"),
        };
        found.push(stored(&text, &content));
        record += 46 + name + at(record + 30, 2) + at(record + 32, 2);
    }
    found
}
