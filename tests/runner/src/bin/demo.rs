//! `cargo demo`: real Pure Data plays the shipped model, from a fresh clone.
//!
//! Gets Pure Data if it is missing, builds the external, and hands over to
//! `demo_report`, which runs the patch and writes `out/`.

use std::process::{Command, ExitCode};

use nrave_runner::steps::{Failure, run};
use nrave_runner::{places, tools};

fn main() -> ExitCode {
    match demo() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn demo() -> Result<(), Failure> {
    let pd = tools::pure_data()?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    run(
        "building nrave~ (some minutes the first time)",
        Command::new(cargo)
            // The whole, as `cargo verify` does it, so that nothing is built twice.
            .args(["build", "--workspace", "--release"])
            .current_dir(places::repository()),
    )?;
    run(
        "playing the demo patch in Pure Data",
        Command::new(places::built("demo_report"))
            .arg(pd)
            .arg("out")
            .current_dir(places::repository()),
    )
}
