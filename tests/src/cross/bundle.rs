//! Bundles for Max on macOS: three files in their places.

use std::fs;
use std::path::{Path, PathBuf};

/// The library inside.
pub fn library(bundle: &Path) -> PathBuf {
    let name = bundle.file_stem().unwrap_or_default();
    bundle.join("Contents/MacOS").join(name)
}

/// What of the bundle would not work, or is not as it should be, but for its library.
pub fn complaints(bundle: &Path, version: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let read = |file: &str| fs::read(bundle.join("Contents").join(file)).unwrap_or_default();
    if read("PkgInfo") != b"iLaX????" {
        complaints.push("PkgInfo is not iLaX????".into());
    }
    let description = String::from_utf8_lossy(&read("Info.plist")).into_owned();
    let library = library(bundle);
    let name = library.file_name().unwrap_or_default().to_string_lossy();
    for (key, wanted) in [
        ("CFBundleExecutable", &*name),
        ("CFBundleInfoDictionaryVersion", "6.0"),
        ("CFBundlePackageType", "iLaX"),
        ("CFBundleShortVersionString", version),
        ("CFBundleSignature", "max2"),
        ("CFBundleVersion", version),
        ("LSMinimumSystemVersion", "10.13"),
    ] {
        let found = value(&description, key);
        if found != Some(wanted) {
            complaints.push(format!("{key} is {found:?} instead of {wanted}"));
        }
    }
    if value(&description, "CFBundleIdentifier").is_none_or(str::is_empty) {
        complaints.push("there is no CFBundleIdentifier".into());
    }
    if !library.is_file() {
        complaints.push(format!("there is no {}", library.display()));
    }
    complaints
}

/// The text of `key` in a property list.
fn value<'a>(list: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = list.split_once(&format!("<key>{key}</key>"))?;
    let (text, _) = rest
        .trim_start()
        .strip_prefix("<string>")?
        .split_once("</string>")?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nrave_runner::cross::bundle::write;

    #[test]
    fn what_is_written_is_right_until_it_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let bundle = folder.path().join("nrave~.mxo");
        write(&bundle, b"library", "1.2.3", "10.13").unwrap();
        assert_eq!(complaints(&bundle, "1.2.3"), [""; 0]);
        assert_eq!(complaints(&bundle, "1.2.4").len(), 2);
        fs::write(bundle.join("Contents/PkgInfo"), "BNDL????").unwrap();
        assert_eq!(complaints(&bundle, "1.2.3").len(), 1);
        fs::remove_file(library(&bundle)).unwrap();
        assert_eq!(complaints(&bundle, "1.2.3").len(), 2);
        let plist = bundle.join("Contents/Info.plist");
        let text = fs::read_to_string(&plist).unwrap();
        fs::write(&plist, text.replace("max2", "ableton")).unwrap();
        assert_eq!(complaints(&bundle, "1.2.3").len(), 3);
    }

    #[test]
    fn nothing_is_no_bundle() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(complaints(&folder.path().join("a.mxo"), "1").len(), 10);
    }
}
