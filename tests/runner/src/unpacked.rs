//! Debian packages in a folder of their own.
//!
//! The packages are those of the Debian that this machine has, fetched with a state of their own:
//! nothing is installed, and no other package list changes.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::places::find;
use crate::steps::{Failure, at, run};

/// What fetches and what unpacks.
const APT: &str = "apt-get";
const DPKG: &str = "dpkg-deb";

/// Packages to unpack.
#[derive(Debug, Clone, Copy)]
pub struct Packages {
    /// As Debian calls the processor: `amd64`, `arm64`.
    pub architecture: &'static str,
    pub names: &'static [&'static str],
    /// What they are, and how much there is to fetch, for the person at the terminal.
    pub title: &'static str,
}

impl Packages {
    /// Unpacks them, and what they depend on, into `folder`, unless it is there.
    ///
    /// # Errors
    /// What is missing here, or could not be fetched.
    pub fn unpack(self, folder: &Path) -> Result<(), Failure> {
        if folder.is_dir() {
            return Ok(());
        }
        for name in [APT, DPKG] {
            let title = self.title;
            find(name).ok_or_else(|| Failure(format!("there is no {name} to fetch {title}")))?;
        }
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
            &format!(
                "fetching the package lists for {} (10 MB, once)",
                self.architecture
            ),
            self.apt(&state).arg("update"),
        )?;
        run(
            &format!("fetching {}", self.title),
            self.apt(&state)
                .args(["--yes", "--no-install-recommends", "--download-only"])
                .arg("install")
                .args(self.names),
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

    /// `apt-get` for this processor, with all that it knows and fetches in `state`.
    fn apt(self, state: &Path) -> Command {
        let mut command = Command::new(APT);
        command.arg("-qq");
        for (setting, value) in [
            ("APT::Architecture", self.architecture.into()),
            ("APT::Architectures", self.architecture.into()),
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
}
