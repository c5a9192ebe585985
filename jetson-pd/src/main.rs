//! The command of a module: what is wired, how it is calibrated, and what keeps it playing.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
