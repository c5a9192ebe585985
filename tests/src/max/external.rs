//! The built external where Max would have it: in a package.

use crate::built::{install, library};
use std::path::{Path, PathBuf};

/// `nrave~` in the `externals` of a package of its own, whose `models` are empty at first.
pub struct External {
    package: tempfile::TempDir,
}

impl External {
    /// Builds it.
    ///
    /// # Panics
    /// When it does not build.
    pub fn new() -> Self {
        let package = tempfile::tempdir().expect("a writable folder");
        for folder in ["externals", "models"] {
            std::fs::create_dir(package.path().join(folder)).expect("a writable folder");
        }
        let external = Self { package };
        install(&library("nrave_max"), &external.file());
        external
    }

    /// The file that the host loads.
    pub fn file(&self) -> PathBuf {
        let name = format!("nrave~{}", std::env::consts::DLL_SUFFIX);
        self.package.path().join("externals").join(name)
    }

    /// The folder that `nrave~` looks for models in, after the search path.
    pub fn models(&self) -> PathBuf {
        self.package.path().join("models")
    }

    /// The package.
    pub fn package(&self) -> &Path {
        self.package.path()
    }
}

impl Default for External {
    fn default() -> Self {
        Self::new()
    }
}
