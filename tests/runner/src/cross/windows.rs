//! The externals for Windows on x86-64, with mingw's linker.

use std::fs;
use std::path::{Path, PathBuf};

use super::{External, at, built, cargo, link_args, setting};
use crate::steps::{Failure, run};

pub const TARGET: &str = "x86_64-pc-windows-gnu";

/// rustc makes the import libraries of `raw-dylib` blocks with dlltool.
pub const PROGRAMS: [&str; 2] = ["x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-dlltool"];
pub const PACKAGES: [&str; 1] = ["gcc-mingw-w64-x86-64-posix"];

/// No symbols, nothing of mingw's that would have to lie beside the file, and no date.
const LINK: [&str; 3] = ["-s", "-static-libgcc", "-Wl,--no-insert-timestamp"];

/// Builds `external` into `folder`.
pub fn build(external: &External, folder: &Path) -> Result<PathBuf, Failure> {
    let mut command = cargo(external, &[TARGET], &link_args(&LINK));
    command.env(setting(TARGET, "LINKER"), PROGRAMS[0]);
    let product = folder.join(external.windows);
    run(&format!("building {}", external.windows), &mut command)?;
    fs::copy(
        built(TARGET, &format!("{}.dll", external.library)),
        &product,
    )
    .map_err(|e| at(&product, &e))?;
    Ok(product)
}
