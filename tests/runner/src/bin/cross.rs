//! `cargo cross windows` and `cargo cross macos`: the externals for other systems, built on Linux;
//! `cargo cross module`: the externals and the command for a Jetson or Raspberry Pi.
//!
//! Gets the tools, builds, and leaves the files in `target/cross/`, named as hosts want them.

use std::env;
use std::process::ExitCode;

use nrave_runner::cross::{Platform, platform};

fn main() -> ExitCode {
    let words: Vec<_> = env::args_os().skip(1).collect();
    let chosen = match words.as_slice() {
        [name] => platform(name),
        _ => None,
    };
    let Some(chosen) = chosen else {
        let names = Platform::ALL.map(Platform::name).join("|");
        eprintln!("usage: cargo cross {names}");
        return ExitCode::from(2);
    };
    match chosen.make() {
        Ok(products) => {
            for product in products {
                println!("{}", product.display());
            }
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
