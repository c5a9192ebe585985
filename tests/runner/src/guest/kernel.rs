//! A kernel that simulates GPIO chips. Debian's own don't, so it is built from Debian's source, as
//! small as it can be.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::available_parallelism;

use super::folder;
use crate::steps::{Failure, at, run};
use crate::unpacked::Packages;

/// Its source, and the shell of the virtual machine.
const PACKAGES: Packages = Packages {
    architecture: "amd64",
    names: &["linux-source", "busybox-static"],
    title: "the source of a kernel (150 MB, once)",
};

/// What it has beyond the least.
const CONFIG: &str = "tests/runner/src/guest/kernel.config";

/// Files of the build, by their places in the source.
const IMAGE: &str = "arch/x86/boot/bzImage";
const ARCHIVER: &str = "usr/gen_init_cpio";

/// What was built, and the shell.
#[derive(Debug)]
pub struct Kernel {
    pub image: PathBuf,
    /// Writes the archive that the kernel finds its files in.
    pub archiver: PathBuf,
    pub shell: PathBuf,
}

impl Kernel {
    /// Fetches and builds it, unless it is there.
    ///
    /// # Errors
    /// What could not be fetched or built.
    pub fn make() -> Result<Self, Failure> {
        let packages = folder().join("packages");
        PACKAGES.unpack(&packages)?;
        let built = folder().join("kernel");
        let wanted = crate::places::repository().join(CONFIG);
        let config = built.join("kernel.config");
        // Built anew when something else is wanted of it.
        if read(&config).ok() != Some(read(&wanted)?) {
            build(&packages, &built, &wanted)?;
        }
        Ok(Self {
            image: built.join(name(IMAGE)),
            archiver: built.join(name(ARCHIVER)),
            shell: packages.join("bin/busybox"),
        })
    }
}

fn build(packages: &Path, built: &Path, wanted: &Path) -> Result<(), Failure> {
    let source = folder().join("source");
    for folder in [&source, built] {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(|e| at(folder, &e))?;
        }
        fs::create_dir_all(folder).map_err(|e| at(folder, &e))?;
    }
    let archives = packages.join("usr/src");
    let entries = fs::read_dir(&archives).map_err(|e| at(&archives, &e))?;
    let archive = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|file| file.to_string_lossy().ends_with(".tar.xz"))
        .ok_or_else(|| at(&archives, &"there is no source of a kernel"))?;
    run(
        "unpacking the kernel's source",
        Command::new("tar")
            // Neither its texts nor the largest tables of graphics chips are read.
            .args([
                "--strip-components=1",
                "--exclude=*.rst",
                "--exclude=*/asic_reg",
            ])
            .arg("-xJf")
            .arg(&archive)
            .arg("-C")
            .arg(&source),
    )?;
    run(
        "choosing what the kernel has",
        make(&source)
            .arg("allnoconfig")
            .env("KCONFIG_ALLCONFIG", wanted),
    )?;
    let chosen = read(&source.join(".config"))?;
    for line in read(wanted)?.lines() {
        if !chosen.lines().any(|chosen| chosen == line) {
            return Err(at(&source, &format!("this kernel can't have {line}")));
        }
    }
    let jobs = available_parallelism().map_or(1, usize::from);
    run(
        "building the kernel (some minutes, once)",
        make(&source).arg(format!("-j{jobs}")).arg("bzImage"),
    )?;
    for file in [IMAGE, ARCHIVER] {
        let place = built.join(name(file));
        fs::copy(source.join(file), &place).map_err(|e| at(&place, &e))?;
    }
    fs::remove_dir_all(&source).map_err(|e| at(&source, &e))?;
    // The last: a build that was stopped is begun again.
    let config = built.join(name(CONFIG));
    fs::copy(wanted, &config)
        .map_err(|e| at(&config, &e))
        .map(drop)
}

fn make(source: &Path) -> Command {
    let mut command = Command::new("make");
    command.args(["-s", "ARCH=x86_64", "-C"]).arg(source);
    command
}

fn name(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|e| at(file, &e))
}
