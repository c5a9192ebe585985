//! Subcommands, one file each. Exit codes: 0 done, 1 could not be done, 2 asked wrongly.

mod bench;
mod course;
mod describe;
mod evaluate;
mod given;
mod import;
mod info;
mod output;
mod prepare;
mod preset;
mod progress;
mod render;
mod train;
mod train_baseline;
mod train_prior;
mod values;

use clap::{Parser, Subcommand};
use std::error::Error;
use std::process::ExitCode;

/// Plays, measures and explains the models of nrave~.
#[derive(Parser)]
#[command(name = "nrave", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Info(info::Args),
    Import(import::Args),
    Render(render::Args),
    Describe(describe::Args),
    Bench(bench::Args),
    Prepare(prepare::Args),
    Train(train::Args),
    Evaluate(evaluate::Args),
}

/// Anything that ends a command. What is shown is the error's own text: it says what to do.
type Failure = Box<dyn Error>;

/// Runs the command line that this process was given.
pub fn run() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Info(args) => info::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Render(args) => render::run(&args),
        Command::Describe(args) => describe::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Prepare(args) => prepare::run(&args),
        Command::Train(args) => train::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nrave: {error}");
            ExitCode::FAILURE
        }
    }
}
