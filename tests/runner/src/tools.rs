//! The programs that are used but not built here.

use std::path::{Path, PathBuf};

use crate::cross::{self, Platform};
use crate::debian::Installer;
use crate::places::{find, wine as find_wine};
use crate::steps::{Failure, say};

/// Pure Data, found or installed.
pub fn pure_data() -> Result<PathBuf, Failure> {
    required("Pure Data", &["pd", "puredata"], "puredata-core")
}

/// Valgrind for the memory checks of the C host; without it they skip themselves.
pub fn valgrind() {
    optional("valgrind", &["valgrind", "libc6-dbg"]);
}

/// Chromium for the page of an evaluation; without it the test skips itself.
pub fn chromium() {
    optional("chromium", &["chromium"]);
}

/// An emulator of ARM, and a compiler for the kernels' tests on it; without them tests skip themselves.
pub fn arm() {
    optional("qemu-aarch64", &["qemu-user"]);
    let compiler = ["gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross"];
    optional("aarch64-linux-gnu-gcc", &compiler);
}

/// What builds for another system; without it the tests of what is built skip themselves.
pub fn cross(platform: Platform) {
    if !cross::is_host() {
        return;
    }
    let (programs, packages) = platform.programs();
    for name in programs {
        optional(name, packages);
    }
}

/// Wine for loading what was built for Windows; without it that test skips itself.
pub fn wine() {
    if find_wine().is_none() {
        install_if_possible("wine", &["wine64"]);
    }
}

/// A virtual machine, and what builds a kernel for it.
///
/// # Errors
/// What is missing and can't be installed.
pub fn guest() -> Result<(), Failure> {
    for (program, package) in [
        ("qemu-system-x86_64", "qemu-system-x86"),
        ("gcc", "gcc"),
        ("make", "make"),
        ("flex", "flex"),
        ("bison", "bison"),
        ("bc", "bc"),
        ("xz", "xz-utils"),
    ] {
        required(program, &[program], package)?;
    }
    // A library shows itself by the file that is included.
    if !Path::new("/usr/include/gelf.h").is_file() {
        let failed = |why: &dyn std::fmt::Display| {
            Failure(format!(
                "libelf is missing: install package libelf-dev yourself and run this command \
                 again ({why})"
            ))
        };
        let installer = Installer::here().map_err(|reason| failed(&reason))?;
        installer
            .install(&["libelf-dev"])
            .map_err(|failure| failed(&failure))?;
    }
    Ok(())
}

/// Sees to it that `name` is there, if that can be done, by installing `packages`.
fn optional(name: &str, packages: &[&str]) {
    if find(name).is_none() {
        install_if_possible(name, packages);
    }
}

/// Installs `packages`, or says why not.
fn install_if_possible(name: &str, packages: &[&str]) {
    let installed = Installer::here()
        .map_err(|reason| Failure(reason.into()))
        .and_then(|installer| installer.install(packages));
    if let Err(failure) = installed {
        say(&format!("going on without {name}: {failure}"));
    }
}

/// The first of `names` on the search path, after installing `package` if need be.
fn required(what: &str, names: &[&str], package: &str) -> Result<PathBuf, Failure> {
    let search = || names.iter().find_map(|name| find(name));
    if let Some(found) = search() {
        return Ok(found);
    }
    let installer = Installer::here().map_err(|reason| {
        Failure(format!(
            "{what} is missing and cannot be installed from here: {reason}.\n\
             Install it yourself (Debian, Ubuntu: package {package}), see that `{}` \
             starts from a terminal, and run this command again.",
            names[0]
        ))
    })?;
    installer.install(&[package]).map_err(|failure| {
        Failure(format!(
            "{what} is missing and installing it did not work ({failure}).\n\
             Install package {package} yourself and run this command again."
        ))
    })?;
    search().ok_or_else(|| {
        Failure(format!(
            "package {package} is installed, but `{}` is not on the search path",
            names[0]
        ))
    })
}
