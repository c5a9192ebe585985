//! The externals for macOS, for both processors in one file, with the linker that comes with Rust.

use std::fs;
use std::path::{Path, PathBuf};

use super::{
    EXTERNALS, External, MacName, built, bundle, cargo, link_args, packages, sdk, universal, zig,
};
use crate::steps::{Failure, at, run};

pub const TARGETS: [&str; 2] = ["x86_64-apple-darwin", "aarch64-apple-darwin"];

/// clang assembles kernels; the stub of the system library comes through pip.
pub const PROGRAMS: [&str; 3] = ["clang", zig::PROGRAMS[0], zig::PROGRAMS[1]];
pub const PACKAGES: [&str; 3] = ["clang", "python3", "python3-pip"];

/// The oldest macOS that the x86-64 half runs on. The other half begins with Apple's own, 11.0.
pub const OLDEST: &str = "10.13";

/// What a library calls itself; nobody asks an external for it.
pub const NAME: &str = "nrave~";

const LINKER: [&str; 2] = ["-Clinker-flavor=ld64.lld", "-Clinker=rust-lld"];

const LINK: [&str; 8] = [
    // Else it would be the path of the file that is built here.
    "-install_name",
    NAME,
    // The host's functions are found in the host.
    "-undefined",
    "dynamic_lookup",
    // Apple's processors run nothing without a signature.
    "-adhoc_codesign",
    // Neither debugging nor local symbols.
    "-S",
    "-x",
    // Only what something is used of.
    "-dead_strip_dylibs",
];

/// Builds all externals into `folder`.
pub fn build(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut flags = link_args(&LINK);
    flags.extend(LINKER.map(str::to_owned));
    let mut command = cargo(&packages(), &TARGETS, &flags);
    command
        .env("SDKROOT", sdk::folder())
        .env("MACOSX_DEPLOYMENT_TARGET", OLDEST);
    for target in TARGETS {
        command.env(format!("CC_{}", target.replace('-', "_")), "clang");
    }
    run("building for macOS", &mut command)?;
    EXTERNALS
        .iter()
        .map(|external| join(external, folder))
        .collect()
}

/// Both processors' halves of `external` in one file.
fn join(external: &External, folder: &Path) -> Result<PathBuf, Failure> {
    let library = format!("lib{}.dylib", external.library);
    let mut slices = Vec::new();
    for target in TARGETS {
        let file = built(target, &library);
        slices.push(fs::read(&file).map_err(|e| at(&file, &e))?);
    }
    let joined = universal::join(&slices).map_err(|why| at(Path::new(&library), &why))?;
    let (MacName::File(name) | MacName::Bundle(name)) = external.macos;
    let product = folder.join(name);
    match external.macos {
        MacName::File(_) => fs::write(&product, joined),
        MacName::Bundle(_) => bundle::write(&product, &joined, env!("CARGO_PKG_VERSION"), OLDEST),
    }
    .map_err(|e| at(&product, &e))?;
    Ok(product)
}
