//! A Debian for 64-bit ARM in a folder, with Pure Data, and an emulator that runs its programs here.
//!
//! The packages are those of the Debian that this machine has, fetched with a state of their own:
//! nothing is installed, and no other package list changes.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::places::{self, find};
use crate::steps::{Failure, at, run};

/// What emulates, what fetches and what unpacks.
const EMULATORS: [&str; 2] = ["qemu-aarch64", "qemu-aarch64-static"];
const APT: &str = "apt-get";
const DPKG: &str = "dpkg-deb";

/// Pure Data; its libraries come with it.
const PACKAGE: &str = "puredata-core";
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
        if !folder.is_dir() {
            for name in [APT, DPKG] {
                find(name)
                    .ok_or_else(|| Failure(format!("there is no {name} to fetch Pd with")))?;
            }
            fetch(&folder)?;
        }
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

fn fetch(folder: &Path) -> Result<(), Failure> {
    // Another name until it is whole.
    let fresh = folder.with_extension("fresh");
    let state = folder.with_extension("state");
    for folder in [&fresh, &state] {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(|e| at(folder, &e))?;
        }
    }
    for name in ["lists/partial", "archives/partial"] {
        let folder = state.join(name);
        fs::create_dir_all(&folder).map_err(|e| at(&folder, &e))?;
    }
    // Nothing is installed there.
    let status = state.join("status");
    fs::write(&status, "").map_err(|e| at(&status, &e))?;
    run(
        "fetching the package lists for ARM (10 MB, once)",
        apt(&state).arg("update"),
    )?;
    run(
        "fetching Pure Data for ARM (6 MB, once)",
        apt(&state)
            .args(["--yes", "--no-install-recommends", "--download-only"])
            .args(["install", PACKAGE]),
    )?;
    let archives = state.join("archives");
    let entries = fs::read_dir(&archives).map_err(|e| at(&archives, &e))?;
    let packages = entries.filter_map(|entry| Some(entry.ok()?.path()));
    for package in packages.filter(|file| file.extension().is_some_and(|e| e == "deb")) {
        let name = package.file_name().unwrap_or_default().to_string_lossy();
        run(
            &format!("unpacking {name}"),
            Command::new(DPKG).arg("-x").arg(&package).arg(&fresh),
        )?;
    }
    fs::remove_dir_all(&state).map_err(|e| at(&state, &e))?;
    fs::rename(&fresh, folder).map_err(|e| at(folder, &e))
}

/// `apt-get` for ARM, with all that it knows and fetches in `state`.
fn apt(state: &Path) -> Command {
    let mut command = Command::new(APT);
    command.arg("-qq");
    for (setting, value) in [
        ("APT::Architecture", "arm64".into()),
        ("APT::Architectures", "arm64".into()),
        ("APT::Sandbox::User", "root".into()),
        ("Acquire::Languages", "none".into()),
        ("Debug::NoLocking", "true".into()),
        ("Dir::Cache", state.as_os_str().to_owned()),
        ("Dir::Cache::archives", "archives".into()),
        ("Dir::State", state.as_os_str().to_owned()),
        ("Dir::State::status", state.join("status").into()),
    ] {
        let mut option = OsString::from(format!("{setting}="));
        option.push(value);
        command.arg("-o").arg(option);
    }
    command
}
