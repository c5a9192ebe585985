//! Files that mean harm, imported: each ends in an error that says what is the matter.

mod support;

use nrave_torchscript::import::{Options, import};
use std::sync::Arc;
use support::fixture;
use support::zip::{Entry, deflated, pack, pack_with, stored};

const ENDLESS: &str = "asks for too much work: it may never end";
const LARGE: &str = "far more memory than its file has bytes";

/// A model that turns sound up or down, in parts.
fn gain() -> Vec<Entry> {
    fixture::entries(&fixture::model("gain"))
}

/// It with something else in an entry.
fn with(name: &str, change: impl FnOnce(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut entries = gain();
    let entry = entries.iter_mut().find(|entry| entry.name == name);
    let entry = entry.expect("the model has that entry");
    entry.content = change(&entry.content);
    pack(&entries)
}

/// It with another line in place of what it does with sound.
fn doing(lines: &str) -> Vec<u8> {
    with("gain/code/__torch__/effects/gain.py", |text| {
        let text = String::from_utf8_lossy(text);
        let old = "    return torch.mul(x, (gain)[0])\n";
        assert!(text.contains(old));
        text.replace(old, lines).into_bytes()
    })
}

/// Why a file is refused.
fn refused(file: Vec<u8>) -> String {
    let imported = import("evil.ts", "evil", Arc::new(file), &Options::default());
    let told = imported.err().expect("the file is refused").to_string();
    assert!(told.starts_with("evil.ts: "), "{told}");
    told
}

#[track_caller]
fn is_refused(file: Vec<u8>, words: &str) {
    let told = refused(file);
    assert!(told.contains(words), "{told}");
}

#[test]
fn the_model_that_they_are_made_of_plays() {
    let file = Arc::new(pack(&gain()));
    assert!(import("gain.ts", "gain", file, &Options::default()).is_ok());
}

#[test]
fn names_that_lead_out_of_the_file_are_refused() {
    for name in ["/etc/passwd", "gain/../../x", "C:/x"] {
        let mut entries = gain();
        entries.push(stored(name, b"x"));
        is_refused(pack(&entries), "leads out of the file");
    }
}

#[test]
fn what_unfolds_far_beyond_the_file_is_refused() {
    let mut entries = gain();
    entries.retain(|entry| !entry.name.ends_with(".py"));
    let name = "gain/code/__torch__/effects/gain.py";
    entries.push(deflated(name, &vec![b'\n'; 8 << 20]));
    is_refused(pack(&entries), ENDLESS);
    entries.pop();
    entries.push(deflated(name, &vec![b'\n'; (8 << 20) + 1]));
    is_refused(pack(&entries), "at most 8388608 are allowed");
}

#[test]
fn storages_of_another_size_than_they_say_are_refused() {
    let short = with("gain/data/1", |bytes| bytes[..24].to_vec());
    is_refused(short, "data/1 has less data than a tensor needs");
    let entries = gain();
    let long = pack_with(&entries, |records| {
        for record in records.iter_mut().filter(|r| r.name == "gain/data/1") {
            (record.size, record.packed, record.wide) = (1 << 40, 1 << 40, true);
        }
    });
    is_refused(long, "the file ends too early");
}

#[test]
fn references_in_a_circle_are_refused() {
    let circle = |_: &[u8]| b"\x80\x02]q\0h\0a.".to_vec();
    is_refused(with("gain/data.pkl", circle), "a value contains itself");
    is_refused(
        with("gain/constants.pkl", circle),
        "a value contains itself",
    );
}

#[test]
fn programs_without_end_are_stopped() {
    let endless = doing("    while True:\n      y = [1]\n    return x\n");
    is_refused(endless, ENDLESS);
    let long = doing("    for i in range(9223372036854775807):\n      y = x\n    return x\n");
    is_refused(long, ENDLESS);
    is_refused(
        doing("    return (self).forward(x, )\n"),
        "the program calls itself without end",
    );
}

#[test]
fn programs_that_make_much_of_little_are_stopped() {
    for lines in [
        "    l = [1]\n    while True:\n      l = torch.add(l, l)\n    return x\n",
        "    s = \"a\"\n    while True:\n      s = torch.add(s, s)\n    return x\n",
        "    return torch.add(x, torch.arange(9000000))\n",
        "    y = torch.eye(4096)\n    return torch.add(x, torch.sum(y))\n",
    ] {
        // Whichever is used up first.
        let told = refused(doing(lines));
        assert!(told.contains(LARGE) || told.contains(ENDLESS), "{told}");
    }
    let large = doing("    return torch.add(x, torch.ones([9223372036854775807, 2]))\n");
    is_refused(large, "is too large");
}
