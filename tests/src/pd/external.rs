//! The built externals in a folder of their own, under the names that Pd looks for.

use crate::built::{install, library};
use crate::cross::{machine, products};
use nrave_runner::cross::Platform;
use nrave_runner::places::link;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// `nrave~` and `nrave.cv`, built from this workspace and ready for Pd's `-path`.
pub struct External {
    folder: PathBuf,
    /// The Pd that loads them: a program, and what comes before its own arguments.
    pd: Vec<OsString>,
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
            let second = folder.join(format!("nrave.cv~.{SUFFIX}"));
            link(&format!("nrave.cv.{SUFFIX}"), &second).expect("a writable folder");
            Self {
                folder,
                pd: vec!["pd".into()],
            }
        })
    }

    /// Those of the module, with a Pd for 64-bit ARM under emulation; `None`, told, where that can't
    /// be had.
    ///
    /// # Panics
    /// When they do not build.
    pub fn emulated() -> Option<Self> {
        let folder = products(Platform::Module)?;
        let machine = machine()?;
        let pd = machine.start(&machine.pure_data());
        Some(Self { folder, pd })
    }

    /// The Pd that they are for, to be started.
    pub fn pd(&self) -> Command {
        let mut command = Command::new(&self.pd[0]);
        command.args(&self.pd[1..]);
        command
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

/// How Pd's externals end.
const SUFFIX: &str = if cfg!(target_os = "macos") {
    "pd_darwin"
} else if cfg!(windows) {
    "dll"
} else {
    "pd_linux"
};
