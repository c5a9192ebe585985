//! The commands. Each one is a module with its arguments and a function that does it.

mod boards;
#[cfg(target_os = "linux")]
mod calibrate;
mod check;
#[cfg(not(target_os = "linux"))]
mod elsewhere;
mod failure;
#[cfg(target_os = "linux")]
mod install;
mod place;
mod readings;
#[cfg(target_os = "linux")]
mod run;
#[cfg(target_os = "linux")]
mod screen;
mod script;
mod simulate;
mod window;

#[cfg(not(target_os = "linux"))]
use elsewhere::{calibrate, install, run};
use failure::Failure;

use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;

/// Plays nrave~ on a Eurorack module, by control voltages and gates
#[derive(Parser)]
#[command(name = "nrave-module", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show which parts answer, and the volts at all jacks
    Check(check::Arguments),
    /// Measure a V/oct jack at 1 V and 3 V, so that its pitches are right
    Calibrate(calibrate::Arguments),
    /// Play a table of volts into nrave.cv in Pd, in place of hardware
    Simulate(simulate::Arguments),
    /// Start Pd with the module's patch and keep it playing
    Run(run::Arguments),
    /// Make this computer a module: it plays as soon as it is switched on
    Install(install::Arguments),
    /// Take away what install has made
    Uninstall(install::Uninstall),
    /// List the boards that are known, or print the file of one
    Boards(boards::Arguments),
}

/// Does what the command line says. 0 is done, 1 is failed, 2 is a command that can't be meant.
pub fn main() -> ExitCode {
    let out = &mut std::io::stdout().lock();
    let done = match Cli::parse().command {
        Command::Check(arguments) => check::check(&arguments, out),
        Command::Calibrate(arguments) => calibrate::calibrate(&arguments, out),
        Command::Simulate(arguments) => simulate::simulate(&arguments, out),
        Command::Run(arguments) => run::run(&arguments, out),
        Command::Install(arguments) => install::install(&arguments, out),
        Command::Uninstall(arguments) => install::uninstall(&arguments, out),
        Command::Boards(arguments) => boards::boards(&arguments, out),
    };
    let done = done.and_then(|()| Ok(out.flush()?));
    done.map_or_else(|failure| failure.tell(), |()| ExitCode::SUCCESS)
}
