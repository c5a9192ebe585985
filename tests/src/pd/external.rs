//! The built externals in a folder of their own, under the names that Pd looks for.

use crate::built::{install, library};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// `nrave~` and `nrave.cv`, built from this workspace and ready for Pd's `-path`.
pub struct External {
    folder: PathBuf,
}

impl External {
    /// Builds them once a process.
    ///
    /// # Panics
    /// When it does not build.
    pub fn build() -> &'static Self {
        static BUILT: OnceLock<External> = OnceLock::new();
        BUILT.get_or_init(|| {
            let player = library("nrave_pd");
            let folder = player.with_file_name("pd");
            std::fs::create_dir_all(&folder).expect("a writable target folder");
            install(&player, &folder.join(format!("nrave~.{SUFFIX}")));
            let module = library("nrave_cv");
            install(&module, &folder.join(format!("nrave.cv.{SUFFIX}")));
            link_second_name(&folder);
            Self { folder }
        })
    }

    /// The folder to give to Pd's `-path`.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file that Pd loads for `nrave~`.
    pub fn file(&self) -> PathBuf {
        self.folder.join(format!("nrave~.{SUFFIX}"))
    }
}

/// `nrave.cv~` is the same library under a second name.
#[cfg(unix)]
fn link_second_name(folder: &Path) {
    let (first, second) = (format!("nrave.cv.{SUFFIX}"), format!("nrave.cv~.{SUFFIX}"));
    // Another test's process may have made it.
    match std::os::unix::fs::symlink(first, folder.join(second)) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            panic!("a writable folder: {error}")
        }
        _ => {}
    }
}

#[cfg(not(unix))]
fn link_second_name(folder: &Path) {
    let first = folder.join(format!("nrave.cv.{SUFFIX}"));
    install(&first, &folder.join(format!("nrave.cv~.{SUFFIX}")));
}

/// How Pd's externals end.
const SUFFIX: &str = if cfg!(target_os = "macos") {
    "pd_darwin"
} else if cfg!(windows) {
    "dll"
} else {
    "pd_linux"
};
