//! The README's reference table lists the words that the object knows, no more and no fewer.

use std::collections::BTreeSet;

use neurorave_core::message::WORDS;

#[test]
fn the_reference_has_every_word() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (_, table) = readme.split_once("| message | |").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let listed: BTreeSet<&str> = table
        .lines()
        .filter_map(|row| row.strip_prefix("| `")?.split([' ', '`']).next())
        .collect();
    let known: BTreeSet<&str> = WORDS.iter().map(|(word, ..)| *word).collect();
    assert_eq!(listed, known);
}
