//! Files that are no archives, or whose directory lies.

use crate::support::zip::{pack, stored};
use crate::{NOTHING, plain, record, refused, refused_with};
use nrave_torchscript::archive::is_torchscript;

#[test]
fn other_files_are_told_for_what_they_are() {
    let checkpoint = pack(&[
        stored("m/data.pkl", NOTHING),
        stored("m/version", b"3"),
        stored("m/data/0", b""),
    ]);
    let old = b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.and then some".to_vec();
    for file in [checkpoint, old] {
        assert!(!is_torchscript(&file));
        let e = refused(file);
        assert!(e.contains("is a training checkpoint"), "{e}");
        assert!(e.contains("Export the model as TorchScript first"), "{e}");
    }
    let ancient = pack(&[stored("m/model.json", b"{}"), stored("m/data.pkl", b"")]);
    assert!(refused(ancient).contains("a PyTorch that is too old"));
    let folder = pack(&[stored("m/manifest.json", b"{}")]);
    for file in [folder, Vec::new(), b"RIFF".repeat(20)] {
        assert!(!is_torchscript(&file));
        assert!(refused(file).contains("model.ts: is not a TorchScript file"));
    }
}

#[test]
fn a_file_that_was_cut_is_told() {
    let mut file = pack(&plain());
    file.truncate(file.len() - 30);
    assert!(refused(file).contains("ends too early"));
}

#[test]
fn names_that_lead_out_of_the_file_are_refused() {
    for name in [
        "m/../x",
        "/m/x",
        "m//x",
        "m/./x",
        "m/a\\b",
        "c:/x",
        "m/a\0b",
        &"m/x".repeat(300),
    ] {
        let mut entries = plain();
        entries.push(stored(name, b"x"));
        let e = refused(pack(&entries));
        assert!(e.contains("leads out of the file"), "{name}: {e}");
    }
}

#[test]
fn two_folders_or_two_of_a_name_are_refused() {
    let mut entries = plain();
    entries.push(stored("n/data.pkl", NOTHING));
    assert!(refused(pack(&entries)).contains("several folders"));
    let mut entries = plain();
    entries.push(stored("m/data.pkl", NOTHING));
    let e = refused(pack(&entries));
    assert!(e.contains("the name \"data.pkl\" is used twice"), "{e}");
}

#[test]
fn entries_that_share_bytes_are_refused() {
    let e = refused_with(|records| {
        let header = record(records, "m/data.pkl").header;
        let longer = record(records, "m/byteorder");
        assert!(longer.header < header);
        longer.packed = 400;
        longer.size = 400;
    });
    assert!(e.contains("it overlaps another entry"), "{e}");
    let e = refused_with(|records| {
        let last = records.last_mut().unwrap();
        (last.packed, last.size) = (200, 200);
    });
    assert!(e.contains("overlaps another entry or the directory"), "{e}");
}

#[test]
fn sizes_that_no_file_has_are_refused() {
    for size in [1 << 31, 1 << 40, u64::MAX] {
        let e = refused_with(|records| {
            let storage = record(records, "m/data/0");
            (storage.packed, storage.size, storage.wide) = (size, size, true);
        });
        assert!(e.contains("data/0: the file ends too early"), "{e}");
        let e = refused_with(|records| {
            let storage = record(records, "m/data/0");
            (storage.header, storage.wide) = (size, true);
        });
        assert!(e.contains("data/0: the file ends too early"), "{e}");
    }
    let e = refused_with(|records| record(records, "m/code/__torch__.py").size = (8 << 20) + 1);
    assert!(e.contains("at most 8388608 are allowed"), "{e}");
}

#[test]
fn end_records_that_disagree_are_refused() {
    let good = pack(&plain());
    let (narrow, wide) = (good.len() - 22, good.len() - 22 - 20 - 56);
    for at in [
        narrow + 10,
        narrow + 12,
        narrow + 16,
        narrow + 20,
        wide + 4,
        wide + 32,
        wide + 48,
    ] {
        let mut file = good.clone();
        file[at] ^= 1;
        assert!(refused(file).contains("ZIP directory: is damaged"), "{at}");
    }
}
