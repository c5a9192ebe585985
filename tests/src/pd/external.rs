//! The built external in a folder of its own, under the name that Pd looks for.

use crate::built::{install, library};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// `nrave~`, built from this workspace and ready for Pd's `-path`.
pub struct External {
    folder: PathBuf,
}

impl External {
    /// Builds the external once a process.
    ///
    /// # Panics
    /// When it does not build.
    pub fn build() -> &'static Self {
        static BUILT: OnceLock<External> = OnceLock::new();
        BUILT.get_or_init(|| {
            let library = library("nrave_pd");
            let folder = library.with_file_name("pd");
            std::fs::create_dir_all(&folder).expect("a writable target folder");
            install(&library, &folder.join(FILE_NAME));
            Self { folder }
        })
    }

    /// The folder to give to Pd's `-path`.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file that Pd loads.
    pub fn file(&self) -> PathBuf {
        self.folder.join(FILE_NAME)
    }
}

/// What Pd looks for when a patch says `nrave~`.
const FILE_NAME: &str = if cfg!(target_os = "macos") {
    "nrave~.pd_darwin"
} else if cfg!(windows) {
    "nrave~.dll"
} else {
    "nrave~.pd_linux"
};
