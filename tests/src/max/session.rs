//! One run of the double: a script in, lines and recordings out.

use super::{External, Host, Windows};
use crate::cross::wine::path;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// A script for the double. Its commands stand in `tests/max-host/script.c`.
pub struct Session {
    script: String,
    environment: Vec<(String, String)>,
}

/// What came of a script.
pub struct Outcome {
    /// Standard output, line by line.
    pub text: String,
    /// Whether the program came to its end and found nothing to object to.
    pub ended_well: bool,
    /// What it objected to.
    pub violations: Vec<String>,
}

impl Session {
    /// With `nrave~` loaded and `models` in the search path.
    pub fn with(external: &External, models: &Path) -> Self {
        let mut session = Self::bare(&external.file());
        session.say(format!("folder {}", models.display()));
        session
    }

    /// With any external.
    pub fn bare(external: &Path) -> Self {
        Self::written(external.display())
    }

    /// With the external for Windows, and `models` in the search path.
    pub fn windows(windows: &Windows, models: &Path) -> Self {
        let mut session = Self::written(path(&windows.external()));
        session.say(format!("folder {}", path(models)));
        session
    }

    fn written(external: impl std::fmt::Display) -> Self {
        Self {
            script: format!("external {external}\n"),
            environment: Vec::new(),
        }
    }

    /// Adds a command.
    pub fn say(&mut self, command: impl AsRef<str>) -> &mut Self {
        let _ = writeln!(self.script, "{}", command.as_ref());
        self
    }

    /// Sets a variable of the environment.
    pub fn environment(&mut self, name: &str, value: &str) -> &mut Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// Runs the script, under the programs of `wrapper` if there are any.
    ///
    /// # Panics
    /// When the program cannot be started.
    pub fn run_under(&self, wrapper: &[&str], host: &Host) -> Outcome {
        let program = host.program.to_string_lossy();
        let mut words = wrapper.iter().copied().chain([&*program]);
        let mut command = Command::new(words.next().expect("a program"));
        self.feed(command.args(words))
    }

    /// Runs the script with the double for Windows, under Wine.
    ///
    /// # Panics
    /// When Wine cannot be started.
    pub fn run_on(&self, windows: &Windows) -> Outcome {
        self.feed(&mut windows.program())
    }

    fn feed(&self, program: &mut Command) -> Outcome {
        let mut child = program
            .envs(self.environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the double starts");
        let mut input = child.stdin.take().expect("the input is piped");
        let script = self.script.clone();
        // It may end before it has read everything.
        let writer = std::thread::spawn(move || input.write_all(script.as_bytes()));
        let output = child.wait_with_output().expect("the double ends");
        let _ = writer.join();
        let text = String::from_utf8_lossy(&output.stdout).replace('\r', "")
            + &String::from_utf8_lossy(&output.stderr);
        let violations = text
            .lines()
            .filter_map(|line| line.strip_prefix("violation: "))
            .map(str::to_owned)
            .collect();
        Outcome {
            ended_well: output.status.success(),
            violations,
            text,
        }
    }

    /// Runs the script.
    ///
    /// # Panics
    /// As [`run_under`](Self::run_under).
    pub fn run(&self, host: &Host) -> Outcome {
        self.run_under(&[], host)
    }
}

impl Outcome {
    /// Lines that begin with `prefix`, without it.
    pub fn lines<'a>(&'a self, prefix: &'a str) -> Vec<&'a str> {
        self.text
            .lines()
            .filter_map(|line| line.strip_prefix(prefix))
            .collect()
    }

    /// Whether some line has these words in it.
    pub fn has(&self, words: &str) -> bool {
        self.text.lines().any(|line| line.contains(words))
    }

    /// # Panics
    /// When the host objected to something, or did not come to its end.
    pub fn must_be_well(&self) -> &Self {
        assert!(
            self.violations.is_empty() && self.ended_well,
            "{}",
            self.text
        );
        self
    }
}
