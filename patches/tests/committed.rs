//! What lies in `patches/max` is what the program writes, and nothing is wrong with it.

use nrave_patches::{check, files};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn the_files_are_up_to_date() {
    let kept = files::kept().unwrap();
    for (path, bytes) in &kept {
        let found = std::fs::read(files::folder().join(path)).unwrap_or_default();
        assert!(
            found == *bytes,
            "{path} is out of date: run `cargo patches`"
        );
    }
    let expected: BTreeSet<_> = kept.into_iter().map(|(path, _)| path).collect();
    let mut found = BTreeSet::new();
    list(&files::folder(), "", &mut found);
    let left: Vec<_> = found.difference(&expected).collect();
    assert!(left.is_empty(), "nobody writes these any more: {left:?}");
}

fn list(folder: &Path, name: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = format!("{name}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name);
        }
    }
}

#[test]
fn nothing_is_wrong_with_the_patches() {
    let known = files::known();
    let mut patches = 0;
    for (path, bytes) in files::written() {
        let problems = check::file(&path, &bytes, &known);
        assert!(problems.is_empty(), "{path}: {problems:#?}");
        patches += usize::from(path.contains(".max") || path.ends_with(".amxd"));
    }
    assert!(patches >= 6);
}

#[test]
fn the_package_has_its_files_once_and_in_order() {
    let files: Vec<_> = files::package_files();
    let again = files::package_files();
    assert!(files == again, "two calls give the same");
    let names: BTreeSet<_> = files.iter().map(|(path, _)| path).collect();
    assert_eq!(names.len(), files.len());
    for name in [
        "package-info.json",
        "init/nrave.txt",
        "help/nrave~.maxhelp",
        "docs/mc.nrave~.maxref.xml",
        "media/digits.wav",
    ] {
        assert!(names.contains(&name.to_owned()), "{name}");
    }
}
