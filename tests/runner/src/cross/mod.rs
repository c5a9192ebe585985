//! `cargo cross`: the externals for Windows and macOS, and all that runs on the module, built on
//! Linux.

pub mod bundle;
pub mod macos;
pub mod module;
pub mod sdk;
pub mod second_name;
pub mod universal;
pub mod windows;
pub mod zig;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::places;
use crate::steps::{Failure, at, run};
use crate::tools;

/// An external: the package that it is built from, and what the hosts call it.
#[derive(Debug)]
pub struct External {
    pub package: &'static str,
    /// The library as rustc names it.
    pub library: &'static str,
    pub windows: &'static str,
    pub macos: MacName,
}

/// What macOS's hosts load.
#[derive(Debug, Clone, Copy)]
pub enum MacName {
    /// A library.
    File(&'static str),
    /// A folder around a library, as Max wants it.
    Bundle(&'static str),
}

/// The externals for desktops.
pub const EXTERNALS: &[External] = &[
    External {
        package: "nrave-pd",
        library: "nrave_pd",
        windows: "nrave~.dll",
        macos: MacName::File("nrave~.pd_darwin"),
    },
    External {
        package: "nrave-cv",
        library: "nrave_cv",
        windows: "nrave.cv.dll",
        macos: MacName::File("nrave.cv.pd_darwin"),
    },
    External {
        package: "nrave-max",
        library: "nrave_max",
        windows: "nrave~.mxe64",
        macos: MacName::Bundle("nrave~.mxo"),
    },
];

/// A system to build for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    Windows,
    MacOs,
    /// A Eurorack module: 64-bit ARM with Linux.
    Module,
}

impl Platform {
    pub const ALL: [Platform; 3] = [Platform::Windows, Platform::MacOs, Platform::Module];

    /// Those that Max runs on.
    pub const WITH_MAX: [Platform; 2] = [Platform::Windows, Platform::MacOs];

    /// Its name as an argument, and as a folder below [`products`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Windows => "windows",
            Self::MacOs => "macos",
            Self::Module => "module",
        }
    }

    /// Rust's names for it.
    pub fn targets(self) -> &'static [&'static str] {
        match self {
            Self::Windows => &[windows::TARGET],
            Self::MacOs => &macos::TARGETS,
            Self::Module => &[module::TARGET],
        }
    }

    /// Programs that must be on the search path, and the Debian packages that have them.
    pub fn programs(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Windows => (&windows::PROGRAMS, &windows::PACKAGES),
            Self::MacOs => (&macos::PROGRAMS, &macos::PACKAGES),
            Self::Module => (&module::PROGRAMS, &module::PACKAGES),
        }
    }

    /// Why nothing can be built here, and what to install; `None` when all programs are there.
    pub fn missing(self) -> Option<String> {
        if !is_host() {
            return Some("cross builds are made on Linux, x86-64".into());
        }
        let (programs, packages) = self.programs();
        let program = programs.iter().find(|name| places::find(name).is_none())?;
        let packages = packages.join(" ");
        Some(format!("there is no {program} (Debian: {packages})"))
    }

    /// Gets what needs no administrator: Rust's standard library, the sources of crates, and what
    /// links or names the system's functions. Does nothing when they are there.
    pub fn fetch(self) -> Result<(), Failure> {
        for target in self.targets() {
            add_target(target)?;
        }
        fetch_crates(self.targets())?;
        match self {
            Self::Windows => Ok(()),
            Self::MacOs => sdk::fetch(),
            Self::Module => zig::fetch(),
        }
    }

    /// Gets all that it needs, and builds.
    pub fn make(self) -> Result<Vec<PathBuf>, Failure> {
        tools::cross(self);
        if let Some(reason) = self.missing() {
            let name = self.name();
            return Err(Failure(format!("can't build for {name}: {reason}")));
        }
        self.fetch()?;
        self.build()
    }

    /// Builds everything into [`products`] and returns what lies there now.
    pub fn build(self) -> Result<Vec<PathBuf>, Failure> {
        let folder = products(self);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|e| at(&folder, &e))?;
        }
        fs::create_dir_all(&folder).map_err(|e| at(&folder, &e))?;
        let mut products = match self {
            Self::Windows => windows::build(&folder),
            Self::MacOs => macos::build(&folder),
            Self::Module => module::build(&folder),
        }?;
        products.push(second_name::give(self, &folder)?);
        Ok(products)
    }
}

/// Whether this is a system that cross builds are made on.
pub fn is_host() -> bool {
    cfg!(all(target_os = "linux", target_arch = "x86_64"))
}

/// The folder with what was built for a platform.
pub fn products(platform: Platform) -> PathBuf {
    places::target().join("cross").join(platform.name())
}

/// Names another profile of the workspace than the one that externals are handed out in: what is only
/// looked at need not be fast.
pub const PROFILE: &str = "NRAVE_CROSS_PROFILE";

/// The profile of the workspace that everything here is built with.
fn profile() -> String {
    std::env::var(PROFILE).unwrap_or_else(|_| "external".into())
}

/// A file among cargo's outputs for `target`.
fn built(target: &str, file: &str) -> PathBuf {
    places::target().join(target).join(profile()).join(file)
}

/// `cargo build` for `packages`, with these flags for rustc. Where it is built doesn't show in what is
/// built.
fn cargo(packages: &[&str], targets: &[&str], flags: &[String]) -> Command {
    let mut command = Command::new(cargo_program());
    command
        .arg("build")
        .args(packages.iter().flat_map(|package| ["--package", package]))
        .args(["--profile", &profile(), "--target-dir"])
        .arg(places::target())
        .current_dir(places::repository())
        .env("CARGO_ENCODED_RUSTFLAGS", encoded(flags));
    for target in targets {
        command.args(["--target", target]);
    }
    command
}

/// The packages of all externals. Built together, so that no processor waits for the end of one.
fn packages() -> Vec<&'static str> {
    EXTERNALS.iter().map(|external| external.package).collect()
}

fn cargo_program() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// The environment variable that cargo reads a target's `setting` from.
fn setting(target: &str, setting: &str) -> String {
    let target = target.replace('-', "_").to_uppercase();
    format!("CARGO_TARGET_{target}_{setting}")
}

/// Adds Rust's standard library for `target`, unless it is there.
fn add_target(target: &str) -> Result<(), Failure> {
    let asked = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", target])
        .current_dir(places::repository())
        .stderr(Stdio::null())
        .output();
    let there = asked
        .is_ok_and(|answer| Path::new(String::from_utf8_lossy(&answer.stdout).trim()).is_dir());
    if there {
        return Ok(());
    }
    run(
        &format!("adding Rust's standard library for {target}"),
        Command::new("rustup")
            .args(["target", "add", target])
            .current_dir(places::repository()),
    )
}

/// Unpacks sources of crates where there are none yet, so that [`encoded`] finds where they lie.
fn fetch_crates(targets: &[&str]) -> Result<(), Failure> {
    if !places::crates().is_empty() {
        return Ok(());
    }
    let targets = targets.iter().flat_map(|target| ["--target", target]);
    run(
        "fetching crates",
        Command::new(cargo_program())
            .arg("fetch")
            .args(targets)
            .current_dir(places::repository()),
    )
}

/// `-C link-arg=` for each word.
fn link_args(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| format!("-Clink-arg={w}")).collect()
}

/// Flags as cargo takes them from the environment, with short names for the folders of sources: a
/// library holds the paths of what may panic.
fn encoded(flags: &[String]) -> OsString {
    let mut all = OsString::from(flags.join(SEPARATOR));
    let crates = places::crates()
        .into_iter()
        .map(|folder| (folder, "crates"));
    for (folder, name) in crates.chain([(places::repository(), "neurorave")]) {
        all.push(SEPARATOR);
        all.push("--remap-path-prefix=");
        all.push(folder);
        all.push("=");
        all.push(name);
    }
    all
}

/// Between flags; a path may have any other character.
const SEPARATOR: &str = "\u{1f}";

/// The platform that a person calls `name`.
pub fn platform(name: &OsStr) -> Option<Platform> {
    Platform::ALL.into_iter().find(|p| name == p.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_named_as_cargo_names_them() {
        let linker = setting("x86_64-pc-windows-gnu", "LINKER");
        assert_eq!(linker, "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER");
    }

    #[test]
    fn platforms_go_by_their_names() {
        assert_eq!(platform(OsStr::new("macos")), Some(Platform::MacOs));
        assert_eq!(platform(OsStr::new("amiga")), None);
    }

    #[test]
    fn externals_are_packages_of_the_workspace() {
        for external in EXTERNALS {
            assert_eq!(external.package.replace('-', "_"), external.library);
        }
    }
}
