//! The built external in a folder of its own, under the name that Pd looks for.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
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
            let library = build_library();
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

/// Replaced in one step, because another test's Pd may be loading it now.
fn install(library: &Path, target: &Path) {
    let fresh = target.with_extension(format!("new{}", std::process::id()));
    std::fs::copy(library, &fresh).expect("a writable target folder");
    std::fs::rename(&fresh, target).expect("a writable target folder");
}

/// Builds `nrave-pd` and asks cargo where the library lies.
fn build_library() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .args(["build", "--release", "--workspace"])
        .args(["--message-format", "json-render-diagnostics"])
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"] == "nrave_pd")
        .filter_map(|message| {
            message["filenames"]
                .as_array()?
                .first()?
                .as_str()
                .map(PathBuf::from)
        })
        .next_back()
        .expect("cargo names the library it built")
}
