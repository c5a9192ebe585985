//! Why a command did not do what it should.

use std::fmt::{self, Display, Formatter};
use std::io;
use std::process::ExitCode;

/// What is said at the end of a command that failed.
#[derive(Debug)]
pub enum Failure {
    /// The command line can't be meant so.
    Misused(String),
    /// It was meant so and failed.
    Failed(String),
    /// Nobody reads what is printed any more, as after `| head`.
    Unread,
}

impl Failure {
    /// The command line can't be meant so.
    pub fn misused(said: impl Display) -> Self {
        Self::Misused(said.to_string())
    }

    /// It failed.
    pub fn failed(said: impl Display) -> Self {
        Self::Failed(said.to_string())
    }

    /// Says so, and how the program ends.
    pub fn tell(self) -> ExitCode {
        let code = match self {
            Self::Misused(_) => 2,
            Self::Failed(_) => 1,
            Self::Unread => return ExitCode::SUCCESS,
        };
        eprintln!("nrave-module: {self}");
        ExitCode::from(code)
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Misused(said) | Self::Failed(said) => said,
            Self::Unread => "nobody reads what is printed",
        })
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Unread,
            _ => Self::failed(format!("can't print: {error}")),
        }
    }
}

#[cfg(target_os = "linux")]
impl From<nrave_module::appliance::Notice> for Failure {
    fn from(notice: nrave_module::appliance::Notice) -> Self {
        Self::failed(notice)
    }
}
