//! The externals for macOS: built by `cargo cross`, and read as files.

use nrave_runner::cross::Platform;
use nrave_tests::cross::{Allowed, CV, MAX, PD, bundle, mac, names, products, traces};
use std::fs;
use std::path::{Path, PathBuf};

/// The second is a link to the first.
const EXTERNALS: [(&str, &Allowed); 4] = [
    ("nrave.cv.pd_darwin", &CV),
    ("nrave.cv~.pd_darwin", &CV),
    ("nrave~.mxo", &MAX),
    ("nrave~.pd_darwin", &PD),
];

fn folder() -> Option<PathBuf> {
    products(Platform::MacOs)
}

/// The library itself, which is inside where `external` is a bundle.
fn library(external: &Path) -> Vec<u8> {
    let bundled = external.is_dir().then(|| bundle::library(external));
    fs::read(bundled.as_deref().unwrap_or(external)).unwrap()
}

#[test]
fn they_are_all_there_and_nothing_else() {
    let Some(folder) = folder() else { return };
    assert_eq!(names(&folder), EXTERNALS.map(|(name, _)| name));
    let link = fs::read_link(folder.join("nrave.cv~.pd_darwin")).unwrap();
    assert_eq!(link, Path::new("nrave.cv.pd_darwin"));
}

#[test]
fn they_show_what_hosts_call_want_only_what_is_there_and_are_signed() {
    let Some(folder) = folder() else { return };
    for (name, allowed) in EXTERNALS {
        let external = folder.join(name);
        let file = library(&external);
        assert_eq!(mac::complaints(&file, allowed), [""; 0], "{name}");
        assert_eq!(traces(&file), [""; 0], "{name}");
        if external.is_dir() {
            let complaints = bundle::complaints(&external, env!("CARGO_PKG_VERSION"));
            assert_eq!(complaints, [""; 0], "{name}");
        }
    }
}

#[test]
fn what_is_wrong_is_told_of_both_halves() {
    let Some(folder) = folder() else { return };
    let allowed = &PD;
    let good = library(&folder.join("nrave~.pd_darwin"));
    let told = |file: &[u8]| mac::complaints(file, allowed).len();
    let other = Allowed {
        exports: &["ext_main"],
        host_libraries: &[],
        host_functions: &["gensym"],
    };
    assert_eq!(mac::complaints(&good, &other).len(), 4);
    // A byte of the last page that the second half's signature covers, somewhere in the names.
    let mut changed = good.clone();
    let at = changed.windows(17).rposition(|w| w == b"nrave_tilde_setup");
    changed[at.unwrap()] ^= 1;
    let complaints = mac::complaints(&changed, allowed);
    let signed = |what: &&String| what.contains("changed after it was signed");
    assert_eq!(
        complaints.iter().filter(signed).count(),
        1,
        "{complaints:?}"
    );
    // The table of contents with another processor in its first line.
    let mut other = good.clone();
    other[11] ^= 1;
    assert_eq!(told(&other), 1);
    // The first half alone is not universal.
    assert_eq!(told(&good[16384..]), 1);
    assert_eq!(told(&good[..20_000]), 2);
}
