//! The files that are installed.

use std::path::Path;

/// A file, with its path on the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Begins with `/`.
    pub path: &'static str,
    /// The whole text.
    pub text: String,
}

/// The services that are enabled.
pub(super) const UNITS: [&str; 2] = ["nrave-module-governor.service", "nrave-module.service"];

/// All files; the service runs `program` with `arguments`.
pub fn files(program: &Path, arguments: &[String]) -> Vec<File> {
    let command = command(program, arguments);
    let service = include_str!("files/nrave-module.service").replace("@COMMAND@", &command);
    let file = |path, text: &str| File {
        path,
        text: text.to_owned(),
    };
    vec![
        file(
            "/etc/sysusers.d/nrave-module.conf",
            include_str!("files/sysusers.conf"),
        ),
        file(
            "/etc/security/limits.d/nrave-module.conf",
            include_str!("files/limits.conf"),
        ),
        file(
            "/etc/udev/rules.d/70-nrave-module.rules",
            include_str!("files/70-nrave-module.rules"),
        ),
        file(
            "/etc/udev/rules.d/90-nrave-module-stick.rules",
            include_str!("files/90-nrave-module-stick.rules"),
        ),
        file(
            "/etc/systemd/system/nrave-module-stick@.service",
            include_str!("files/nrave-module-stick@.service"),
        ),
        file(
            "/etc/systemd/system/nrave-module-governor.service",
            include_str!("files/nrave-module-governor.service"),
        ),
        file("/etc/systemd/system/nrave-module.service", &service),
    ]
}

/// A command line as systemd reads it.
fn command(program: &Path, arguments: &[String]) -> String {
    let program = quoted(&program.to_string_lossy());
    // Variables are put in for arguments only.
    let arguments = arguments
        .iter()
        .map(|word| quoted(&word.replace('$', "$$")));
    std::iter::once(program)
        .chain(arguments)
        .collect::<Vec<_>>()
        .join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+=:,@$".contains(c);
    let escaped = word
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
        .replace('%', "%%");
    if !word.is_empty() && word.chars().all(plain) {
        escaped
    } else {
        format!("\"{escaped}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systemd_reads_the_command_as_it_was_meant() {
        let words = [
            "run",
            "--patch",
            "/my patches/50%.pd",
            "$HOME",
            "a\"b\\",
            "",
        ];
        let words = words.map(str::to_owned);
        assert_eq!(
            command(Path::new("/usr/local/bin/nrave-module"), &words),
            r#"/usr/local/bin/nrave-module run --patch "/my patches/50%%.pd" $$HOME "a\"b\\" """#
        );
    }
}
