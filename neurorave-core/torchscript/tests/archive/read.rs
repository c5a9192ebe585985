//! What is read of archives.

use crate::support::zip::{pack, pack_with, stored};
use crate::support::{PROGRAM, everything, floats, open, with};
use crate::{NOTHING, plain, refused};
use nrave_torchscript::archive::{Archive, Section, is_torchscript};
use std::sync::Arc;

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
