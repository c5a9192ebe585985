//! `cargo guest`: a test of the module's GPIO lines on a Linux with simulated chips, in a virtual
//! machine that any processor emulates.

mod files;
mod kernel;
mod machine;

use std::path::PathBuf;

use crate::places;
use crate::steps::Failure;
use crate::tools;
use kernel::Kernel;

/// Gets all that it needs, and runs the test. Returns its result in one line.
///
/// # Errors
/// What is missing, or what failed.
pub fn run() -> Result<String, Failure> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Err(Failure("the virtual machine runs on Linux, x86-64".into()));
    }
    tools::guest()?;
    let test = machine::test()?;
    let kernel = Kernel::make()?;
    let files = files::pack(&kernel, &test)?;
    machine::run(&kernel.image, &files)
}

/// What is kept between runs.
fn folder() -> PathBuf {
    places::target().join("guest")
}
