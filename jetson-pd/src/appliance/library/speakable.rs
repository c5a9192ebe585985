//! Paths that a message of Pd can hold.

use std::io;
use std::path::{Path, PathBuf};

/// A path to the same file without blanks and without the characters that mean something to Pd:
/// `path` itself, or a link to it in `folder`, which is made.
///
/// # Errors
/// Where the link can't be made.
#[cfg(unix)]
pub fn speakable(path: &Path, folder: &Path) -> io::Result<PathBuf> {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !",;$\\{}".contains(c);
    let text = path.to_string_lossy();
    if text.chars().all(plain) {
        return Ok(path.to_owned());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let link = folder.join(name.replace(|c: char| !plain(c), "_"));
    std::fs::create_dir_all(folder)?;
    match std::fs::remove_file(&link) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    std::os::unix::fs::symlink(path, &link)?;
    Ok(link)
}

/// `path`: links are for modules, which run Linux.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn speakable(path: &Path, _: &Path) -> io::Result<PathBuf> {
    Ok(path.to_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_blanks_gets_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let links = folder.path().join("links");
        let plain = folder.path().join("strings.nrave");
        assert_eq!(speakable(&plain, &links).unwrap(), plain);
        assert!(!links.exists());
        let file = folder.path().join("my; strings é.nrave");
        std::fs::write(&file, "model").unwrap();
        for _ in 0..2 {
            let link = speakable(&file, &links).unwrap();
            assert_eq!(link, links.join("my__strings_é.nrave"));
            assert_eq!(std::fs::read(link).unwrap(), b"model");
        }
    }
}
