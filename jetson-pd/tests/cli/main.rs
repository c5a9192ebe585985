//! The command, as a person calls it.
#![cfg(target_os = "linux")]

mod boards;
mod calibrate;
mod check;
mod install;
#[path = "../random/mod.rs"]
mod random;
mod run;
mod simulate;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A module in a folder, and the command to call for it.
pub struct Bench(tempfile::TempDir);

/// What a command has said, and its exit code.
pub struct Said {
    pub out: String,
    pub error: String,
    pub code: i32,
}

impl Bench {
    /// Nothing but an empty state folder: the usual inputs on the reference board.
    fn new() -> Self {
        let bench = Self(tempfile::tempdir().unwrap());
        fs::create_dir(bench.path("state")).unwrap();
        bench
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// The command with these arguments, in this folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nrave-module"));
        command.args(arguments).current_dir(self.0.path());
        command.env("NRAVE_MODULE_STATE", self.path("state"));
        command.env("NRAVE_MODULE_LINK", self.0.path());
        command.env_remove("NOTIFY_SOCKET").stdin(Stdio::null());
        command
    }

    pub fn call(&self, arguments: &[&str]) -> Said {
        Said::from(self.command(arguments).output().unwrap())
    }

    /// Calls what must work; what it has printed.
    pub fn works(&self, arguments: &[&str]) -> String {
        let said = self.call(arguments);
        assert_eq!(said.code, 0, "{arguments:?}: {}", said.error);
        said.out
    }

    /// Calls what must not work, and must say why.
    pub fn fails(&self, arguments: &[&str], code: i32, why: &str) {
        let said = self.call(arguments);
        assert_eq!(said.code, code, "{arguments:?}: {}", said.error);
        assert!(said.error.contains(why), "{arguments:?}: {}", said.error);
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            out: text(output.stdout),
            error: text(output.stderr),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

/// The names of what is in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let names = entries.map(|entry| entry.file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn a_command_line_that_cant_be_meant_is_answered_with_help() {
    let bench = Bench::new();
    bench.fails(&[], 2, "Usage: nrave-module");
    bench.fails(&["play"], 2, "unrecognized subcommand");
    bench.fails(&["check", "--once", "--seconds", "3"], 2, "cannot be used");
    assert!(bench.works(&["--version"]).contains("nrave-module 0"));
    for command in ["check", "calibrate", "simulate", "run", "install", "boards"] {
        assert!(bench.works(&[command, "--help"]).contains("Usage"));
    }
}
