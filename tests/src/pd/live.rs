//! Real Pd in real time, without a sound card: it plays by the system's clock.

use super::External;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Nothing that a test waits for takes this long.
const PATIENCE: Duration = Duration::from_secs(60);

/// A Pd that plays a patch, until this is dropped.
pub struct Live {
    pd: Child,
    lines: Receiver<String>,
    heard: Vec<String>,
}

impl Live {
    /// Opens `patch` with the externals in its path and these variables in its environment.
    ///
    /// # Panics
    /// When Pd doesn't start.
    pub fn start(external: &External, patch: &Path, variables: &[(&str, &OsStr)]) -> Self {
        let mut pd = external
            .pd()
            .args(["-nogui", "-noaudio", "-noprefs", "-stderr"])
            .arg("-path")
            .arg(external.folder())
            .arg("-open")
            .arg(patch)
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("Pd was found before");
        let console = pd.stderr.take().expect("a console");
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(console).lines().map_while(Result::ok);
            lines
                .take_while(|line| sender.send(line.clone()).is_ok())
                .last()
        });
        Self {
            pd,
            lines,
            heard: Vec::new(),
        }
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.pd.id()
    }

    /// Waits for a line on the console that begins so, from now on, and returns the rest of it.
    ///
    /// # Panics
    /// When it doesn't come.
    pub fn hear(&mut self, begin: &str) -> String {
        let start = Instant::now();
        while let Some(left) = PATIENCE.checked_sub(start.elapsed()) {
            let Ok(line) = self.lines.recv_timeout(left) else {
                break;
            };
            self.heard.push(line.clone());
            if let Some(rest) = line.strip_prefix(begin) {
                return rest.trim().to_owned();
            }
        }
        panic!(
            "no line \"{begin}\" on the console:\n{}",
            self.heard.join("\n")
        );
    }

    /// All lines until now.
    pub fn console(&mut self) -> String {
        self.heard.extend(self.lines.try_iter());
        self.heard.join("\n")
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to do.
        let _ = self.pd.kill();
        let _ = self.pd.wait();
    }
}
