//! Archives: what is read of them, and what is refused.

mod content;
mod directory;
mod read;
#[path = "../support/mod.rs"]
mod support;

use support::zip::{Entry, Record, pack_with};
use support::{floats, open, parts};

const NOTHING: &[u8] = b"\x80\x02N.";

fn plain() -> Vec<Entry> {
    parts(NOTHING.to_vec(), &[floats(4)])
}

/// The error of a file.
fn refused(file: Vec<u8>) -> String {
    open(file).expect_err("this is to be refused").to_string()
}

/// The error of a file whose directory lies.
fn refused_with(edit: impl FnOnce(&mut Vec<Record>)) -> String {
    refused(pack_with(&plain(), edit))
}

fn record<'a>(records: &'a mut [Record], name: &str) -> &'a mut Record {
    records.iter_mut().find(|r| r.name == name).unwrap()
}
