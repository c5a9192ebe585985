//! Archives: what is read of them, and what is refused.

mod support;

use std::sync::Arc;

use nrave_torchscript::archive::{Archive, Section, is_torchscript};
use support::zip::{Entry, Record, deflated, pack, pack_with, stored};
use support::{PROGRAM, everything, floats, open, parts, with};

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

#[test]
fn the_parts_of_an_archive_are_found() {
    let file = pack(&plain());
    assert!(is_torchscript(&file));
    let archive = open(file.clone()).unwrap();
    assert_eq!(archive.version(), 4);
    let code: Vec<_> = archive.code_files().collect();
    assert_eq!(code, ["code/__torch__.py"]);
    assert_eq!(archive.read_code(code[0]).unwrap(), PROGRAM.repeat(8));
    assert_eq!(archive.read_pickle(Section::Data).unwrap(), NOTHING);
    let place = archive.storage(Section::Data, "0").unwrap();
    assert_eq!(place.start % 64, 0);
    assert_eq!(file[place.start as usize..place.end as usize], floats(4));
    archive.check_storages().unwrap();
}

#[test]
fn numbers_in_extra_fields_are_found() {
    let wide = pack_with(&everything(), |records| {
        records.iter_mut().for_each(|r| r.wide = true)
    });
    let archive = open(wide).unwrap();
    assert_eq!(
        archive.read_code("code/__torch__.py").unwrap(),
        PROGRAM.repeat(8)
    );
    archive.check_storages().unwrap();
}

#[test]
fn formats_3_to_10_are_read_and_others_told() {
    let version = |version: &str| open(pack(&with(plain(), "m/version", version.as_bytes())));
    for good in 3..=10 {
        assert_eq!(version(&good.to_string()).unwrap().version(), good);
    }
    for old in ["1\n", "2"] {
        let e = version(old).unwrap_err().to_string();
        assert!(
            e.ends_with("Export the model again with a current PyTorch."),
            "{e}"
        );
    }
    let e = version("11").unwrap_err().to_string();
    assert!(
        e.contains("has archive format 11") && e.contains("Update nrave~"),
        "{e}"
    );
    let e = version("ten").unwrap_err().to_string();
    assert!(e.contains("version: is damaged: it is not a number"), "{e}");
}

#[test]
fn the_format_may_stand_in_the_hidden_folder() {
    let mut entries = plain();
    entries.retain(|e| e.name != "m/version");
    let e = refused(pack(&entries));
    assert!(e.contains("version: is missing"), "{e}");
    entries.push(stored("m/.data/version", b"7"));
    assert_eq!(open(pack(&entries)).unwrap().version(), 7);
}

#[test]
fn a_byte_order_that_is_none_is_refused() {
    let e = refused(pack(&with(plain(), "m/byteorder", b"middle")));
    assert!(e.contains("byteorder: is damaged"), "{e}");
}

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
fn a_whole_program_has_a_limit() {
    let mut entries = plain();
    for n in 0..5 {
        entries.push(deflated(&format!("m/code/{n}.py"), b""));
    }
    let e = refused(pack_with(&entries, |records| {
        for code in records.iter_mut().filter(|r| r.name.ends_with(".py")) {
            code.size = 7 << 20;
        }
    }));
    assert!(
        e.contains("code/: has 44040192 bytes; at most 33554432"),
        "{e}"
    );
}

#[test]
fn what_unfolds_into_more_than_was_said_is_refused() {
    let zeros = vec![0; 1 << 20];
    let mut entries = plain();
    entries.push(deflated("m/code/zeros.py", &zeros));
    let size = |size| pack_with(&entries, |r| record(r, "m/code/zeros.py").size = size);
    let read = |file| open(file).unwrap().read_code("code/zeros.py");
    assert_eq!(read(size(1 << 20)).unwrap().len(), 1 << 20);
    for wrong in [1, 1000, (1 << 20) - 1, (1 << 20) + 1] {
        let e = read(size(wrong)).unwrap_err().to_string();
        assert!(e.contains("code/zeros.py: is damaged"), "{wrong}: {e}");
    }
}

#[test]
fn content_is_compared_with_its_checksum() {
    let wrong = |name: &str| {
        let file = pack_with(&plain(), |records| record(records, name).crc ^= 1);
        open(file).unwrap()
    };
    let e = wrong("m/data.pkl").read_pickle(Section::Data).unwrap_err();
    assert!(
        e.to_string().contains("data.pkl: is damaged: its checksum"),
        "{e}"
    );
    let e = wrong("m/code/__torch__.py")
        .read_code("code/__torch__.py")
        .unwrap_err();
    assert!(e.to_string().contains("its checksum"), "{e}");
    let e = wrong("m/data/0").check_storages().unwrap_err();
    assert!(
        e.to_string().contains("data/0: is damaged: its checksum"),
        "{e}"
    );
}

#[test]
fn tensors_that_are_compressed_and_entries_that_are_encrypted_are_refused() {
    let mut entries = plain();
    entries.push(deflated("m/data/1", &floats(100)));
    let archive = open(pack(&entries)).unwrap();
    let e = archive.storage(Section::Data, "1").unwrap_err().to_string();
    assert!(e.contains("data/1: is compressed"), "{e}");
    assert!(archive.check_storages().is_err());
    let e = refused_with(|records| record(records, "m/data/0").flags |= 1);
    assert!(e.contains("holds encrypted data"), "{e}");
}

#[test]
fn a_method_that_pytorch_does_not_use_is_named() {
    // Both headers must say it, so the local one is changed by hand.
    let mut file = pack_with(&plain(), |records| {
        record(records, "m/data.pkl").method = 12
    });
    let e = refused(file.clone());
    assert!(
        e.contains("data.pkl: is damaged: its local header is wrong"),
        "{e}"
    );
    let name = file.windows(10).position(|w| w == b"m/data.pkl").unwrap();
    file[name - 22] = 12;
    let e = open(file).unwrap().read_pickle(Section::Data).unwrap_err();
    assert!(
        e.to_string().contains("data compressed by method 12"),
        "{e}"
    );
}

#[test]
fn a_program_that_is_no_text_is_refused() {
    let mut entries = plain();
    entries.push(stored("m/code/odd.py", b"\xff\xfe"));
    let e = open(pack(&entries))
        .unwrap()
        .read_code("code/odd.py")
        .unwrap_err();
    assert!(e.to_string().contains("it is not UTF-8 text"), "{e}");
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

#[test]
fn an_open_file_that_changes_is_told() {
    let path = std::env::temp_dir().join(format!("nrave-torchscript-{}", std::process::id()));
    let mut file = pack(&everything());
    std::fs::write(&path, &file).unwrap();
    let (source, _) = nrave_model::model_file::source::open(&path).unwrap();
    let archive = Archive::open("model.ts", Arc::clone(&source)).unwrap();
    archive.check_storages().unwrap();
    let place = archive.storage(Section::Data, "0").unwrap();
    file[place.start as usize] ^= 1;
    std::fs::write(&path, &file).unwrap();
    let e = archive.check_storages().unwrap_err().to_string();
    std::fs::remove_file(&path).unwrap();
    assert!(
        e.contains("has been written to since it was opened. Load it again."),
        "{e}"
    );
}
