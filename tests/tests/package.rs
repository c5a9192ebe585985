//! The package for Max is whole, and the same every time.

use nrave_runner::cross::Platform;
use nrave_tests::cross::products;
use nrave_tests::package::{File, archive, complaints, files};

/// `None`, told, where the externals cannot be built.
fn built() -> Option<Vec<File>> {
    products(Platform::Windows)?;
    products(Platform::MacOs)?;
    Some(files().unwrap())
}

#[test]
fn nothing_is_missing() {
    let Some(files) = built() else { return };
    assert_eq!(complaints(&files), [""; 0]);
}

#[test]
fn what_is_missing_is_told() {
    let Some(mut files) = built() else { return };
    files.retain(|file| file.path != "init/nrave.txt" && !file.path.starts_with("models/"));
    files.push(files[0].clone());
    files[1].bytes.clear();
    assert_eq!(complaints(&files).len(), 4, "{:?}", complaints(&files));
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let Some(files) = built() else { return };
    // Without the largest: how they are compressed is no matter of theirs.
    let small: Vec<_> = files
        .into_iter()
        .filter(|file| file.bytes.len() < 1_000_000)
        .collect();
    let first = archive(&small).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert_eq!(first, archive(&small).unwrap());
}
