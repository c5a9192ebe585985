//! The externals for Windows on x86-64, with mingw's linker.

use std::fs;
use std::path::{Path, PathBuf};

use super::{EXTERNALS, built, cargo, link_args, packages, setting};
use crate::steps::{Failure, at, run};

pub const TARGET: &str = "x86_64-pc-windows-gnu";

/// rustc makes the import libraries of `raw-dylib` blocks with dlltool.
pub const PROGRAMS: [&str; 2] = ["x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-dlltool"];
pub const PACKAGES: [&str; 1] = ["gcc-mingw-w64-x86-64-posix"];

/// No symbols, nothing of mingw's that would have to lie beside the file, and no date.
const LINK: [&str; 3] = ["-s", "-static-libgcc", "-Wl,--no-insert-timestamp"];

/// Builds all externals into `folder`.
pub fn build(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut command = cargo(&packages(), &[TARGET], &link_args(&LINK));
    command.env(setting(TARGET, "LINKER"), PROGRAMS[0]);
    run("building for Windows", &mut command)?;
    let mut products = Vec::new();
    for external in EXTERNALS {
        let product = folder.join(external.windows);
        let library = built(TARGET, &format!("{}.dll", external.library));
        fs::copy(library, &product).map_err(|e| at(&product, &e))?;
        products.push(product);
    }
    Ok(products)
}
