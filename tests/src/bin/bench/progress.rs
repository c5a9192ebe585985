//! What is being done now, on one line of the console.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Between two lines where the console is no terminal.
const PAUSE: Duration = Duration::from_secs(10);

/// Progress of one piece of work; wiped out when it is dropped.
pub struct Progress {
    what: String,
    told: Option<Instant>,
    is_terminal: bool,
}

impl Progress {
    /// Of `what`.
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            told: None,
            is_terminal: std::io::stderr().is_terminal(),
        }
    }

    /// Says how far it has got.
    pub fn tell(&mut self, how_far: &str) {
        let mut console = std::io::stderr().lock();
        if self.is_terminal {
            let _ = write!(console, "\r\x1b[K{}: {how_far}", self.what);
        } else if self.told.is_none_or(|told| told.elapsed() > PAUSE) {
            let _ = writeln!(console, "{}: {how_far}", self.what);
            self.told = Some(Instant::now());
        }
        let _ = console.flush();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_terminal {
            eprint!("\r\x1b[K");
        }
    }
}
