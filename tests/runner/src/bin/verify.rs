//! `cargo verify`: every check and every test, in one command.
//!
//! The last line is `N passed, N failed`: tests plus one for each check around
//! them (formatting, lints, documentation, Pure Data present). What was left out
//! is listed above it. Exit status 0 only when nothing failed.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};

use nrave_runner::cross::Platform;
use nrave_runner::steps::{Failure, run, say};
use nrave_runner::tally::Tally;
use nrave_runner::{places, tools};

fn main() -> ExitCode {
    let mut tally = Tally::default();
    let mut check = |result: Result<(), Failure>| {
        if let Err(failure) = &result {
            say(&failure.to_string());
        }
        tally.check(result.is_ok());
    };

    check(tools::pure_data().map(drop));
    tools::valgrind();
    tools::chromium();
    tools::arm();
    Platform::ALL.into_iter().for_each(tools::cross);
    tools::wine();
    check(run(
        "formatting",
        &mut cargo(&["fmt", "--all", "--", "--check"]),
    ));
    // One profile and the whole workspace throughout: with fewer packages cargo chooses
    // other features for the dependencies, and builds them once more.
    check(run(
        "lints",
        cargo(&["clippy", "--workspace", "--all-targets", "--release"])
            .args(["--", "-D", "warnings"]),
    ));
    check(run(
        "documentation",
        cargo(&["doc", "--workspace", "--lib", "--no-deps", "--release"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    ));
    // `cargo test` builds libraries only as tests see them: the external, the C
    // library and the programs that tests start come from here.
    check(run(
        "building",
        &mut cargo(&["build", "--workspace", "--release"]),
    ));
    test(&mut tally);

    println!("{tally}");
    if tally.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Runs every test of the workspace and shows its output while counting.
fn test(tally: &mut Tally) {
    say("tests");
    let mut command = cargo(&["test", "--workspace", "--release", "--no-fail-fast"]);
    // The output of passing tests holds what they skipped.
    command.args(["--", "--show-output"]).stdout(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            say(&format!("could not start cargo test: {error}"));
            return tally.check(false);
        }
    };
    let failed_before = tally.failed;
    for line in BufReader::new(child.stdout.take().expect("the output is piped"))
        .split(b'\n')
        .map_while(Result::ok)
    {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        tally.read(&line);
    }
    // A test program that did not build, or crashed, reports no result line.
    let ok = child.wait().is_ok_and(|status| status.success());
    if !ok && tally.failed == failed_before {
        tally.check(false);
    }
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(arguments)
        .current_dir(places::repository())
        .stdin(Stdio::null());
    command
}
