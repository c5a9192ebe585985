//! Steps: commands with a line that says what happens while one waits.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Why a step stopped, in words for the person at the terminal.
#[derive(Debug)]
pub struct Failure(pub String);

/// A failure with a file.
pub fn at(file: &Path, error: &dyn fmt::Display) -> Failure {
    Failure(format!("{}: {error}", file.display()))
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// Says what comes now; goes to the error stream, in order with cargo's own lines.
pub fn say(line: &str) {
    eprintln!("==> {line}");
}

/// Announces `title`, runs `command` with this terminal's outputs and no input,
/// and tells how long it took. A command that cannot be started or that returns
/// anything but success is a [`Failure`].
pub fn run(title: &str, command: &mut Command) -> Result<(), Failure> {
    say(title);
    let started = Instant::now();
    let status = command.stdin(Stdio::null()).status().map_err(|error| {
        let program = command.get_program().to_string_lossy().into_owned();
        Failure(format!("{title}: could not start {program}: {error}"))
    })?;
    if !status.success() {
        return Err(Failure(format!("{title}: failed ({status})")));
    }
    eprintln!("    done in {:.1} s", started.elapsed().as_secs_f32());
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn success_passes_and_failure_does_not() {
        assert!(run("true", &mut Command::new("true")).is_ok());
        let failed = run("false", &mut Command::new("false")).unwrap_err();
        assert!(failed.to_string().starts_with("false: failed"));
    }

    #[test]
    fn a_missing_program_is_named() {
        let failed = run("a step", &mut Command::new("/nowhere/tool")).unwrap_err();
        assert!(failed.to_string().contains("/nowhere/tool"));
    }
}
