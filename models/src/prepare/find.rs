//! Audio files under folders.

use super::PrepareError;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Endings of files that people keep sound in. Those that can't be decoded are found too, so that
/// they are reported instead of missed.
const EXTENSIONS: [&str; 30] = [
    "wav", "wave", "bwf", "aif", "aiff", "aifc", "caf", "flac", "mp1", "mp2", "mp3", "mpga", "ogg",
    "oga", "m4a", "m4b", "mp4", "aac", "mka", "webm", "opus", "wma", "ape", "wv", "mpc", "tta",
    "au", "snd", "w64", "amr",
];

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Position of the folder it was found under among those searched.
    pub source: usize,
    /// Its path under that folder, with `/` between names.
    pub name: String,
    /// Size.
    pub bytes: u64,
    /// When it was last written, nanoseconds since 1970; 0 where the system doesn't say.
    pub modified: u64,
}

/// Every audio file under `sources`, by name; hidden files are left alone. A source may also be a
/// file.
pub fn find(sources: &[PathBuf]) -> Result<Vec<Found>, PrepareError> {
    let mut found = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let mut search = Search {
            source: index,
            seen: HashSet::new(),
            found: Vec::new(),
        };
        if source.is_file() {
            let name = source.file_name().unwrap_or_default().to_string_lossy();
            search.file(source, &name);
        } else {
            search.folder(source, "")?;
        }
        search.found.sort_by(|a, b| a.path.cmp(&b.path));
        found.extend(search.found);
    }
    Ok(found)
}

struct Search {
    source: usize,
    /// Folders already searched, by their real paths: links may lead in circles.
    seen: HashSet<PathBuf>,
    found: Vec<Found>,
}

impl Search {
    fn folder(&mut self, folder: &Path, prefix: &str) -> Result<(), PrepareError> {
        let unreadable = |source| PrepareError::Folder {
            folder: folder.to_owned(),
            source,
        };
        if !self.seen.insert(folder.canonicalize().map_err(unreadable)?) {
            return Ok(());
        }
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                self.folder(&path, &format!("{prefix}{name}/"))?;
            } else if is_audio(&path) {
                self.file(&path, &format!("{prefix}{name}"));
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, name: &str) {
        // A link that leads nowhere is found, and reported when it can't be opened.
        let about = path.metadata().ok();
        let modified = about
            .as_ref()
            .and_then(|about| about.modified().ok()?.duration_since(UNIX_EPOCH).ok())
            .map_or(0, |since| since.as_nanos() as u64);
        self.found.push(Found {
            path: path.to_owned(),
            source: self.source,
            name: name.to_owned(),
            bytes: about.map_or(0, |about| about.len()),
            modified,
        });
    }
}

fn is_audio(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str()))
}
