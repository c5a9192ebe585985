//! `cargo guest`: the module's GPIO lines on simulated chips, on a Linux in a virtual machine.
//!
//! Gets an emulator, builds a small kernel the first time, runs `jetson-pd/tests/gpio` in it. The last
//! line says how it ended. Exit status 0 only when every test passed.

use std::process::ExitCode;

use nrave_runner::guest;

fn main() -> ExitCode {
    match guest::run() {
        Ok(result) => {
            println!("{result}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
