//! The commands that make the system take notice of the files.

use super::files::UNITS;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

type Line = Vec<String>;

fn line(words: &[&str]) -> Line {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn systemctl(root: Option<&Path>, words: &[&str]) -> Line {
    let mut line = vec!["systemctl".to_owned()];
    line.extend(root.map(|root| format!("--root={}", root.display())));
    line.extend(words.iter().chain(&UNITS).map(|word| (*word).to_owned()));
    line
}

/// After the files are there.
pub(super) fn after_install(root: Option<&Path>) -> Vec<Line> {
    let Some(root) = root else {
        return vec![
            line(&["systemd-sysusers", "/etc/sysusers.d/nrave-module.conf"]),
            line(&["udevadm", "control", "--reload"]),
            line(&[
                "udevadm",
                "trigger",
                "--subsystem-match=gpio",
                "--subsystem-match=i2c-dev",
                "--subsystem-match=spidev",
                "--subsystem-match=block",
            ]),
            line(&["systemctl", "daemon-reload"]),
            systemctl(None, &["enable"]),
        ];
    };
    let folder = format!("--root={}", root.display());
    vec![
        line(&["systemd-sysusers", &folder]),
        systemctl(Some(root), &["enable"]),
    ]
}

/// Before the files are removed.
pub(super) fn before_uninstall(root: Option<&Path>) -> Vec<Line> {
    match root {
        None => vec![systemctl(None, &["disable", "--now"])],
        Some(_) => vec![systemctl(root, &["disable"])],
    }
}

/// After the files were removed.
pub(super) fn after_uninstall(root: Option<&Path>) -> Vec<Line> {
    match root {
        None => vec![
            line(&["systemctl", "daemon-reload"]),
            line(&["udevadm", "control", "--reload"]),
        ],
        Some(_) => Vec::new(),
    }
}

/// Runs a command and waits for it.
///
/// # Errors
/// Where it can't be started or fails; with what it has printed.
pub(super) fn run(line: &[String]) -> io::Result<()> {
    let Some((program, arguments)) = line.split_first() else {
        return Ok(());
    };
    let mut command = Command::new(program);
    let output = command.args(arguments).stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(());
    }
    let why = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!(
        "{}: {}",
        output.status,
        why.trim()
    )))
}
