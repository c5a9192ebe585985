//! Files that are replaced as a whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Bytes a write. Small, so that tests can stop between two.
const PIECE: usize = 512;
const ENDING: &str = ".new";

/// What [`replace`] is about to do. Between any two of these the power may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Make the temporary file in the same folder.
    Create,
    /// Write a piece of it.
    Write,
    /// Bring it to the disk.
    SyncFile,
    /// Give it the name of the file.
    Rename,
    /// Bring the name to the disk.
    SyncFolder,
    /// Nothing more: the file is new from now on, whatever happens.
    Done,
}

/// Replaces the file at `path` by `contents`. At any moment the file is the old or the new one,
/// whole, and stays that when the power goes.
///
/// # Errors
/// Those of the file system; the file is then the old one, except where only the last step failed.
pub fn replace(path: &Path, contents: &[u8]) -> io::Result<()> {
    replace_watched(path, contents, &mut |_| Ok(()))
}

/// [`replace`] that calls `before` ahead of each step, and fails there where it returns an error.
///
/// # Errors
/// As [`replace`], and those of `before`.
pub fn replace_watched(
    path: &Path,
    contents: &[u8],
    before: &mut dyn FnMut(Step) -> io::Result<()>,
) -> io::Result<()> {
    let temporary = temporary(path)?;
    let named = write(&temporary, contents, before).and_then(|()| {
        before(Step::Rename)?;
        fs::rename(&temporary, path)
    });
    if let Err(error) = named {
        // On a full disk what was written of it would be in the way.
        let _ = fs::remove_file(&temporary);
        return Err(error);
    }
    before(Step::SyncFolder)?;
    sync_folder(&folder(path))?;
    before(Step::Done)
}

fn write(
    path: &Path,
    contents: &[u8],
    before: &mut dyn FnMut(Step) -> io::Result<()>,
) -> io::Result<()> {
    before(Step::Create)?;
    let mut file = File::create(path)?;
    for piece in contents.chunks(PIECE) {
        before(Step::Write)?;
        file.write_all(piece)?;
    }
    before(Step::SyncFile)?;
    file.sync_all()
}

/// Removes the temporary files that a power cut has left in `folder`.
pub(super) fn clear(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_temporary(&entry.file_name().to_string_lossy())) {
        // It harms nothing where it is.
        let _ = fs::remove_file(entry.path());
    }
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Two processes that write the same file don't write the same temporary file.
fn temporary(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let name = name.to_string_lossy();
    Ok(folder(path).join(format!(".{name}.{}{ENDING}", std::process::id())))
}

fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(ENDING)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_disk_has_the_file_before_its_name_and_the_name_before_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let mut steps = Vec::new();
        let path = folder.path().join("file");
        replace_watched(&path, &[7; 2 * PIECE + 1], &mut |step| {
            steps.push(step);
            Ok(())
        })
        .unwrap();
        use Step::{Create, Done, Rename, SyncFile, SyncFolder, Write};
        let wanted = [
            Create, Write, Write, Write, SyncFile, Rename, SyncFolder, Done,
        ];
        assert_eq!(steps, wanted);
        assert_eq!(fs::read(&path).unwrap(), [7; 2 * PIECE + 1]);
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        replace(&path, b"old").unwrap();
        for failing in [Step::Create, Step::Write, Step::SyncFile, Step::Rename] {
            let failed = replace_watched(&path, b"new", &mut |step| {
                if step == failing {
                    return Err(io::ErrorKind::StorageFull.into());
                }
                Ok(())
            });
            assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::StorageFull);
            assert_eq!(fs::read(&path).unwrap(), b"old", "{failing:?}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn what_a_power_cut_left_is_cleared_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for name in [".settings.toml.77.new", "settings.toml", "new", ".hidden"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        clear(folder.path());
        let mut names: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, [".hidden", "new", "settings.toml"]);
    }
}
