//! Entries whose content is refused.

use crate::support::zip::{deflated, pack, pack_with, stored};
use crate::support::{floats, open};
use crate::{plain, record, refused, refused_with};
use nrave_torchscript::archive::Section;

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
