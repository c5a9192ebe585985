//! Reading a file that may be anything.

use super::{Kept, Notice};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// No file of the store comes near it.
const LONGEST: u64 = 256 * 1024;

/// Reads the file at `path`; `None` where there is none.
pub(super) fn read<T: Kept>(path: &Path) -> Result<Option<T>, Notice> {
    let text = match text(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            return Err(put_aside::<T>(path, &error.to_string()));
        }
        Err(error) => {
            return Err(Notice::new(
                format!("Can't read {}: {error}", path.display()),
                format!("Check the disk and who may read the file; {}", T::WITHOUT),
            ));
        }
    };
    T::parse(&text)
        .map(Some)
        .map_err(|why| put_aside::<T>(path, &why))
}

/// The text of a plain file of sensible length.
fn text(path: &Path) -> io::Result<String> {
    let damaged = |why: &str| io::Error::new(io::ErrorKind::InvalidData, why);
    // Before it is opened: opening a pipe would wait for ever.
    if !fs::metadata(path)?.is_file() {
        return Err(damaged("it is no file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?
        .take(LONGEST + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(damaged("it is too long"));
    }
    String::from_utf8(bytes).map_err(|_| damaged("it is no text"))
}

/// Keeps a damaged file, so that a person may look at it and the module writes a new one.
fn put_aside<T: Kept>(path: &Path, why: &str) -> Notice {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".damaged");
    let aside = PathBuf::from(aside);
    let what = format!("{} is damaged: {why}", path.display());
    let remedy = match fs::rename(path, &aside) {
        Ok(()) => format!("It is kept as {}; {}", aside.display(), T::WITHOUT),
        Err(error) => format!(
            "Remove it ({} can't be written: {error}); {}",
            aside.display(),
            T::WITHOUT
        ),
    };
    Notice::new(what, remedy)
}
