//! `cargo pack`: the package for Max, in one archive.
//!
//! Builds the externals for Windows and macOS and leaves `target/pack/neurorave-VERSION-max.zip`.
//! To install it, unpack it into the folder `Packages` of Max's documents.

use std::process::{Command, ExitCode};

use nrave_runner::cross::Platform;
use nrave_runner::places;
use nrave_runner::steps::{Failure, run};

fn main() -> ExitCode {
    match pack() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn pack() -> Result<(), Failure> {
    for platform in Platform::WITH_MAX {
        platform.make()?;
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    run(
        "building the tools",
        Command::new(cargo)
            // The whole, as `cargo verify` does it, so that nothing is built twice.
            .args(["build", "--workspace", "--release"])
            .current_dir(places::repository()),
    )?;
    run(
        "packing",
        Command::new(places::built("pack_max"))
            .arg(places::target().join("pack"))
            .current_dir(places::repository()),
    )
}
