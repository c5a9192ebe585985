//! A folder that the linker takes for macOS's SDK: the names of the system library's functions.
//!
//! The list comes from the package of another compiler for macOS. Only names are read from it;
//! nothing of it gets into what is built.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::at;
use crate::places;
use crate::steps::{Failure, run};

/// Package, version and the only file that is accepted for it.
const REQUIREMENT: &str = "ziglang==0.13.0 \
    --hash=sha256:3ce0c9f16547e5d61b32e0d226926e9a2552ef4b91fccf7ab5ea1a623a77824b\n";
const STUB: &str = "ziglang/lib/libc/darwin/libSystem.tbd";

/// What Rust's standard library links. All of it is in the system library, or (iconv) not used.
const LIBRARIES: [&str; 4] = ["System", "c", "m", "iconv"];

/// The folder, which [`fetch`] fills.
pub fn folder() -> PathBuf {
    places::target().join("cross/sdk")
}

/// Fills the folder, unless it is full.
pub fn fetch() -> Result<(), Failure> {
    let libraries = folder().join("usr/lib");
    let file = |name: &str| libraries.join(format!("lib{name}.tbd"));
    if LIBRARIES.iter().all(|name| file(name).is_file()) {
        return Ok(());
    }
    let download = folder().join("download");
    fs::create_dir_all(&libraries).map_err(|e| at(&libraries, &e))?;
    fs::create_dir_all(&download).map_err(|e| at(&download, &e))?;
    let requirement = download.join("requirement.txt");
    fs::write(&requirement, REQUIREMENT).map_err(|e| at(&requirement, &e))?;
    run(
        "fetching the names of macOS's functions (80 MB, once)",
        Command::new("pip3")
            .args(["download", "--quiet", "--disable-pip-version-check"])
            .args(["--no-deps", "--require-hashes", "--requirement"])
            .arg(&requirement)
            .arg("--dest")
            .arg(&download),
    )?;
    let entries = fs::read_dir(&download).map_err(|e| at(&download, &e))?;
    let archive = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|e| e == "whl"))
        .ok_or_else(|| at(&download, &"pip3 has left no archive here"))?;
    run(
        "unpacking them",
        Command::new("python3")
            .args(["-c", UNPACK])
            .args([archive.as_os_str(), STUB.as_ref()])
            .args(LIBRARIES.map(file)),
    )?;
    fs::remove_dir_all(&download).map_err(|e| at(&download, &e))
}

/// Reads a file of an archive and writes it to each of the other places.
const UNPACK: &str = "\
import sys, zipfile
archive, name, *places = sys.argv[1:]
stub = zipfile.ZipFile(archive).read(name)
for place in places:
    open(place, 'wb').write(stub)
";
