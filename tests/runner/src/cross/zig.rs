//! A compiler that links for other systems: it brings the names of their libraries' functions. It
//! comes through pip.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::places;
use crate::steps::{Failure, at, run};

/// What fetches it, and the Debian packages that have that.
pub const PROGRAMS: [&str; 2] = ["python3", "pip3"];

/// Package, version and the only file that is accepted for it.
const REQUIREMENT: &str = "ziglang==0.13.0 \
    --hash=sha256:3ce0c9f16547e5d61b32e0d226926e9a2552ef4b91fccf7ab5ea1a623a77824b\n";

/// A file of the package, once [`fetch`] has unpacked it.
fn file(name: &str) -> PathBuf {
    places::target().join("cross/zig/ziglang").join(name)
}

/// The names of the functions of macOS's system library.
pub fn mac_functions() -> PathBuf {
    file("lib/libc/darwin/libSystem.tbd")
}

/// Tells `command`, and the linkers that it starts, which compiler links for `target`.
pub fn link_for(target: &str, command: &mut Command) -> PathBuf {
    let cache = places::target().join("cross/zig-cache");
    command
        .env("NRAVE_ZIG", file("zig"))
        .env("NRAVE_ZIG_TARGET", target)
        .env("ZIG_GLOBAL_CACHE_DIR", &cache)
        .env("ZIG_LOCAL_CACHE_DIR", &cache);
    places::repository().join("tests/runner/zig-cc")
}

/// Unpacks it, unless it is there.
pub fn fetch() -> Result<(), Failure> {
    let folder = places::target().join("cross/zig");
    if folder.is_dir() {
        return Ok(());
    }
    // Another name until it is whole.
    let download = folder.with_extension("download");
    if download.exists() {
        fs::remove_dir_all(&download).map_err(|e| at(&download, &e))?;
    }
    fs::create_dir_all(&download).map_err(|e| at(&download, &e))?;
    let requirement = download.join("requirement.txt");
    fs::write(&requirement, REQUIREMENT).map_err(|e| at(&requirement, &e))?;
    run(
        "fetching a linker for other systems (80 MB, once)",
        Command::new("pip3")
            .args(["download", "--quiet", "--disable-pip-version-check"])
            .args(["--no-deps", "--require-hashes", "--requirement"])
            .arg(&requirement)
            .arg("--dest")
            .arg(&download),
    )?;
    run(
        "unpacking it",
        Command::new("python3")
            .args(["-c", UNPACK])
            .current_dir(&download),
    )?;
    fs::rename(&download, &folder).map_err(|e| at(&folder, &e))
}

/// Unpacks the one archive here and removes it.
const UNPACK: &str = "\
import glob, os, zipfile
[archive] = glob.glob('*.whl')
zipfile.ZipFile(archive).extractall()
os.chmod('ziglang/zig', 0o755)
os.remove(archive)
";
