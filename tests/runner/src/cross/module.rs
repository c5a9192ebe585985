//! The externals and the command of the module, for 64-bit ARM: Jetson, Raspberry Pi.

use std::fs;
use std::path::{Path, PathBuf};

use super::{built, cargo, link_args, setting, zig};
use crate::steps::{Failure, at, run};

pub const TARGET: &str = "aarch64-unknown-linux-gnu";

/// clang assembles kernels; the linker comes through pip.
pub const PROGRAMS: [&str; 3] = ["clang", zig::PROGRAMS[0], zig::PROGRAMS[1]];
pub const PACKAGES: [&str; 3] = ["clang", "python3", "python3-pip"];

/// The oldest C library (glibc) that it runs with: JetPack 4 has this one.
pub const OLDEST: (u32, u32) = (2, 27);

/// Something that is built: its package, the file that cargo makes, and its name on the module.
struct Product {
    package: &'static str,
    file: &'static str,
    name: &'static str,
}

const PRODUCTS: [Product; 3] = [
    Product {
        package: "nrave-pd",
        file: "libnrave_pd.so",
        name: "nrave~.pd_linux",
    },
    Product {
        package: "nrave-cv",
        file: "libnrave_cv.so",
        name: "nrave.cv.pd_linux",
    },
    Product {
        package: "nrave-module",
        file: "nrave-module",
        name: "nrave-module",
    },
];

/// Builds everything into `folder`.
pub fn build(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let packages = PRODUCTS.map(|product| product.package);
    // No symbols.
    let mut command = cargo(&packages, &[TARGET], &link_args(&["-s"]));
    let (major, minor) = OLDEST;
    let oldest = format!("aarch64-linux-gnu.{major}.{minor}");
    let linker = zig::link_for(&oldest, &mut command);
    command
        .env(setting(TARGET, "LINKER"), linker)
        .env(format!("CC_{}", TARGET.replace('-', "_")), "clang");
    run("building for the module", &mut command)?;
    let mut products = Vec::new();
    for product in PRODUCTS {
        let place = folder.join(product.name);
        fs::copy(built(TARGET, product.file), &place).map_err(|e| at(&place, &e))?;
        products.push(place);
    }
    Ok(products)
}
