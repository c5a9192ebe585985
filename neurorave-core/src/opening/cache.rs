//! Where imported models are kept.

use crate::model::ContentHash;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Changes whenever imports come out differently.
const REVISION: u32 = 2;

/// The folder of imported models: the one named by `NRAVE_CACHE`, else `nrave` in the system's place
/// for what can be made again (`~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`), else in its folder
/// for temporary files.
pub fn folder() -> PathBuf {
    let named = |variable: &str| std::env::var_os(variable).filter(|value| !value.is_empty());
    if let Some(own) = named("NRAVE_CACHE") {
        return own.into();
    }
    let home = || named("HOME").map(PathBuf::from);
    let system = if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else if cfg!(windows) {
        named("LOCALAPPDATA").map(PathBuf::from)
    } else {
        let cache = named("XDG_CACHE_HOME").map(PathBuf::from);
        cache.or_else(|| home().map(|home| home.join(".cache")))
    };
    system.unwrap_or_else(std::env::temp_dir).join("nrave")
}

/// The folder, made if it wasn't there.
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The usual folder, or one for temporary files where that cannot be made.
    pub fn find() -> Self {
        let usual = folder();
        if fs::create_dir_all(&usual).is_ok() {
            return Self { folder: usual };
        }
        let folder = std::env::temp_dir().join("nrave");
        // Whoever writes there is told why it cannot be.
        let _ = fs::create_dir_all(&folder);
        Self { folder }
    }

    /// Where a model of that name is kept that is made of that content.
    pub fn place(&self, name: &str, content: ContentHash) -> PathBuf {
        let plain = |c: char| {
            if c.is_alphanumeric() || "._-".contains(c) {
                c
            } else {
                '_'
            }
        };
        let name: String = name.chars().map(plain).take(60).collect();
        let content = content.to_string();
        let version = env!("CARGO_PKG_VERSION");
        let file = format!("{name}-{}-{version}-{REVISION}.nrave", &content[..24]);
        self.folder.join(file)
    }

    /// What was made of the file at `path`, if that has not changed since.
    pub fn seen(&self, path: &Path) -> Option<PathBuf> {
        let kept = fs::read_to_string(self.note(path)?).ok()?;
        let kept = self.folder.join(Path::new(&kept).file_name()?);
        kept.is_file().then_some(kept)
    }

    /// Notes what was made of the file at `path`, so that its content need not be read again.
    pub fn remember(&self, path: &Path, kept: &Path) {
        if let (Some(note), Some(name)) = (self.note(path), kept.file_name()) {
            // Without it the next time takes longer, no more.
            let _ = fs::write(note, name.to_string_lossy().as_bytes());
        }
    }

    /// A note's name tells the file, its length and when it was last written to.
    fn note(&self, path: &Path) -> Option<PathBuf> {
        let path = fs::canonicalize(path).ok()?;
        let about = fs::metadata(&path).ok()?;
        let written = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let version = env!("CARGO_PKG_VERSION");
        let all = format!(
            "{}\n{}\n{}\n{version}-{REVISION}",
            path.display(),
            about.len(),
            written.as_nanos(),
        );
        let key = ContentHash::of(all.as_bytes()).to_string();
        Some(self.folder.join(format!("{}.seen", &key[..32])))
    }
}
