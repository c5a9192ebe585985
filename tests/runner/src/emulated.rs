//! A Debian for 64-bit ARM in a folder, with Pure Data, and an emulator that runs its programs here.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::places::{self, find};
use crate::steps::Failure;
use crate::unpacked::Packages;

/// What emulates.
const EMULATORS: [&str; 2] = ["qemu-aarch64", "qemu-aarch64-static"];

/// Pure Data; its libraries come with it.
const PACKAGES: Packages = Packages {
    architecture: "arm64",
    names: &["puredata-core"],
    title: "Pure Data for ARM (6 MB, once)",
};
const PURE_DATA: &str = "usr/lib/puredata/bin/pd";

/// The machine that is emulated.
#[derive(Debug)]
pub struct Machine {
    emulator: PathBuf,
    folder: PathBuf,
}

impl Machine {
    /// Fetches it, unless it is there.
    ///
    /// # Errors
    /// What is missing here, or could not be fetched.
    pub fn fetch() -> Result<Self, Failure> {
        let emulator = EMULATORS.iter().find_map(|name| find(name));
        let emulator = emulator.ok_or_else(|| {
            Failure("there is no qemu-aarch64 (Debian: package qemu-user)".into())
        })?;
        let folder = places::target().join("cross/arm64-pd");
        PACKAGES.unpack(&folder)?;
        Ok(Self { emulator, folder })
    }

    /// The words that start a program of its processor.
    pub fn start(&self, program: &Path) -> Vec<OsString> {
        [
            self.emulator.as_ref(),
            Path::new("-L"),
            &self.folder,
            program,
        ]
        .map(OsString::from)
        .into()
    }

    /// Its Pure Data.
    pub fn pure_data(&self) -> PathBuf {
        self.folder.join(PURE_DATA)
    }
}
