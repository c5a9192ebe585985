//! Damaged and hostile archives.

use neurorave_core::Problem;
use neurorave_core::model::Model;

use super::{MANIFEST, assert_field, entries, refused, toy, zip};

/// Directory record of the `n`-th entry, and the offset of its local header.
fn record(file: &[u8], n: usize) -> (usize, usize) {
    let signature = [0x50, 0x4b, 1, 2];
    let mut found = (0..file.len() - 4).filter(|&i| file[i..i + 4] == signature);
    let at = found.nth(n).expect("a directory record");
    let header = u32::from_le_bytes(file[at + 42..at + 46].try_into().expect("four bytes"));
    (at, header as usize)
}

#[test]
fn a_truncated_file() {
    let file = toy::file();
    for len in [30, file.len() / 3, file.len() - 1] {
        let e = refused(&file[..len]);
        assert!(matches!(e.problem(), Problem::Truncated), "{len}: {e}");
    }
}

#[test]
fn an_entry_beyond_the_end() {
    let mut file = toy::file();
    let (at, _) = record(&file, 2);
    for size in [at + 20, at + 24] {
        file[size..size + 4].copy_from_slice(&0x7fff_ffff_u32.to_le_bytes());
    }
    let e = refused(&file);
    assert!(matches!(e.problem(), Problem::Truncated), "{e}");
    assert_field(&e, toy::GRAPH);
}

#[test]
fn something_else_entirely() {
    for bytes in [&b""[..], b"RIFF", &[0; 4096]] {
        let e = refused(bytes);
        assert!(matches!(e.problem(), Problem::NotAModel), "{e}");
    }
}

/// A deflated entry of a few bytes could unfold into gigabytes, so none is unfolded.
#[test]
fn a_zip_bomb() {
    let mut file = toy::file();
    let (at, header) = record(&file, 0);
    file[at + 10] = 8;
    file[header + 8] = 8;
    file[at + 24..at + 28].copy_from_slice(&u32::MAX.to_le_bytes());
    let e = refused(&file);
    assert!(matches!(e.problem(), Problem::Compressed), "{e}");
    assert_field(&e, MANIFEST);
}

/// Overlapping entries are the bomb that needs no compression.
#[test]
fn entries_that_overlap() {
    let mut file = toy::file();
    let (first, _) = record(&file, 0);
    let (second, _) = record(&file, 1);
    let shared: [u8; 4] = file[first + 42..first + 46].try_into().expect("four bytes");
    file[second + 42..second + 46].copy_from_slice(&shared);
    let e = refused(&file);
    assert!(matches!(e.problem(), Problem::Damaged(_)), "{e}");
}

#[test]
fn a_flipped_bit() {
    let mut file = toy::file();
    let (_, header) = record(&file, 2);
    file[header + 200] ^= 1;
    let e = refused(&file);
    assert!(matches!(e.problem(), Problem::Checksum), "{e}");
    assert_field(&e, toy::GRAPH);
}

#[test]
fn a_missing_entry() {
    let parts = entries();
    let e = refused(&zip(&[(MANIFEST, &parts[MANIFEST])]));
    assert!(matches!(e.problem(), Problem::MissingEntry), "{e}");
    assert_field(&e, toy::GRAPH);
    let e = refused(&zip(&[(toy::GRAPH, &parts[toy::GRAPH])]));
    assert!(matches!(e.problem(), Problem::MissingEntry), "{e}");
    assert_field(&e, MANIFEST);
}

#[test]
fn names_that_are_not_plain() {
    for name in [
        "../manifest.json",
        "/etc/passwd",
        ".hidden",
        "a b",
        "ä",
        &"n".repeat(65),
    ] {
        let e = refused(&zip(&[(name, b"")]));
        assert!(matches!(e.problem(), Problem::Damaged(_)), "{name}: {e}");
    }
}

#[test]
fn too_many_entries() {
    let names: Vec<String> = (0..65).map(|n| format!("e{n}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    let e = refused(&zip(&many));
    assert!(
        matches!(e.problem(), Problem::TooLarge { found: 65, .. }),
        "{e}"
    );
}

#[test]
fn two_entries_of_one_name() {
    let mut file = zip(&[("a", b""), ("b", b"")]);
    for byte in file.iter_mut().filter(|b| **b == b'b') {
        *byte = b'a';
    }
    let e = refused(&file);
    assert!(
        matches!(e.problem(), Problem::Duplicate(name) if name == "a"),
        "{e}"
    );
}

#[test]
fn a_manifest_beyond_the_limit() {
    let e = refused(&zip(&[(MANIFEST, &vec![b' '; (1 << 20) + 1])]));
    assert!(matches!(e.problem(), Problem::TooLarge { .. }), "{e}");
    assert_field(&e, MANIFEST);
}

#[test]
fn other_entries_do_no_harm() {
    let parts = entries();
    let (manifest, graph) = (&parts[MANIFEST], &parts[toy::GRAPH]);
    let file = zip(&[
        ("LICENSE", b"MIT"),
        (toy::GRAPH, graph),
        (MANIFEST, manifest),
    ]);
    Model::from_bytes("toy.nrave", &file).expect("an entry more, and another order");
}
