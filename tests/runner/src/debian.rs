//! Installing packages on Debian, Ubuntu and their relatives.

use std::env;
use std::process::{Command, Stdio};

use crate::places::find;
use crate::steps::{Failure, run};

/// How this machine lets one install packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Installer {
    /// `apt-get` directly.
    Root,
    /// `apt-get` through `sudo`, which may ask for a password at the terminal.
    Sudo,
}

impl Installer {
    /// The installer of this machine, or why there is none.
    pub fn here() -> Result<Self, &'static str> {
        Self::choose(find("apt-get").is_some(), is_root(), find("sudo").is_some())
    }

    fn choose(apt: bool, root: bool, sudo: bool) -> Result<Self, &'static str> {
        match (apt, root, sudo) {
            (false, _, _) => Err("this machine has no apt-get"),
            (true, true, _) => Ok(Self::Root),
            (true, false, true) => Ok(Self::Sudo),
            (true, false, false) => Err("you are not root and there is no sudo"),
        }
    }

    /// Installs `packages`. The package lists are fetched only when the first
    /// attempt fails, as it does on an image that comes without them.
    pub fn install(self, packages: &[&str]) -> Result<(), Failure> {
        let title = format!("installing {}", packages.join(" "));
        let mut install = vec!["install", "-y", "--no-install-recommends"];
        install.extend(packages);
        run(&title, &mut self.apt(&install)).or_else(|_| {
            run("fetching the package lists", &mut self.apt(&["update"]))?;
            run(&title, &mut self.apt(&install))
        })
    }

    fn apt(self, arguments: &[&str]) -> Command {
        let mut command = match self {
            Self::Root => Command::new("env"),
            Self::Sudo => {
                let mut sudo = Command::new("sudo");
                if env::var_os("CI").is_some() {
                    sudo.arg("--non-interactive");
                }
                sudo.arg("env");
                sudo
            }
        };
        command
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"])
            .args(arguments);
        command
    }
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_needs_no_sudo_and_nobody_else_does_without() {
        assert_eq!(Installer::choose(true, true, false), Ok(Installer::Root));
        assert_eq!(Installer::choose(true, false, true), Ok(Installer::Sudo));
        assert!(Installer::choose(true, false, false).is_err());
        assert!(Installer::choose(false, true, true).is_err());
    }

    #[test]
    fn apt_never_asks() {
        for installer in [Installer::Root, Installer::Sudo] {
            let command = installer.apt(&["update"]);
            assert!(
                command
                    .get_args()
                    .any(|a| a == "DEBIAN_FRONTEND=noninteractive")
            );
        }
    }
}
