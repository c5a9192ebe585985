//! A folder that the linker takes for macOS's SDK: the names of the system library's functions.
//!
//! The list comes from the package of another compiler for macOS. Only names are read from it;
//! nothing of it gets into what is built.

use std::fs;
use std::path::PathBuf;

use super::zig;
use crate::places;
use crate::steps::{Failure, at};

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
    zig::fetch()?;
    fs::create_dir_all(&libraries).map_err(|e| at(&libraries, &e))?;
    for name in LIBRARIES {
        let file = file(name);
        fs::copy(zig::mac_functions(), &file).map_err(|e| at(&file, &e))?;
    }
    Ok(())
}
