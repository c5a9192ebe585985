//! The `nrave` command: see `nrave --help`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
