//! Pd's process.

use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, ChildStderr, Command, ExitStatus};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes of a line that are kept.
const LONGEST: u64 = 1000;
/// Lines that may wait to be read. More are lost, so that Pd never waits for its own printing.
const WAITING: usize = 256;

/// A process in a group of its own, which goes when this goes.
pub(super) struct Process {
    child: Child,
    lines: Receiver<String>,
    kill_at: Option<Instant>,
}

impl Process {
    /// Starts `command`, whose error output is a pipe. The process dies with the calling thread.
    pub fn start(mut command: Command) -> io::Result<Self> {
        command.process_group(0);
        // SAFETY: between fork and exec only prctl is called, which allocates nothing and takes no
        // lock.
        unsafe {
            command.pre_exec(|| {
                // Otherwise, after a kill of this program, the old Pd would hold the audio device.
                match libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) {
                    0 => Ok(()),
                    _ => Err(io::Error::last_os_error()),
                }
            });
        }
        let mut child = command.spawn()?;
        let (sender, lines) = sync_channel(WAITING);
        if let Some(output) = child.stderr.take() {
            thread::spawn(move || read(output, &sender));
        }
        Ok(Self {
            child,
            lines,
            kill_at: None,
        })
    }

    /// What was printed since the last call.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.lines.try_iter()
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        let status = self.child.try_wait().ok().flatten();
        if status.is_some() {
            // What it has started must not hold the audio device either.
            self.signal(libc::SIGKILL);
        } else if self.kill_at.is_some_and(|at| Instant::now() >= at) {
            self.kill();
        }
        status
    }

    /// Asks it to end, and kills it when it has not after `patience`.
    pub fn end(&mut self, patience: Duration) {
        self.signal(libc::SIGTERM);
        self.kill_at = Some(Instant::now() + patience);
    }

    /// Kills it.
    pub fn kill(&mut self) {
        self.signal(libc::SIGKILL);
        self.kill_at = None;
    }

    fn signal(&self, signal: i32) {
        if let Ok(group) = i32::try_from(self.child.id()) {
            // SAFETY: kill takes numbers only. The group has the number of its first process and
            // keeps it while any of them is there.
            unsafe { libc::kill(-group, signal) };
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            self.kill();
            // It is gone in a moment, unless the kernel itself hangs on the audio device.
            let _ = self.child.try_wait();
        }
    }
}

/// Reads until the end, whatever comes.
fn read(output: ChildStderr, lines: &SyncSender<String>) {
    let mut output = BufReader::new(output);
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        match (&mut output).take(LONGEST).read_until(b'\n', &mut bytes) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim();
        if !line.is_empty() {
            // Full: the line is lost. Nobody reads any more: Pd must still be able to print.
            let _ = lines.try_send(line.to_owned());
        }
    }
}

/// How a process ended, in words.
pub(super) fn ending(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("it ended with code {code}"),
        (None, Some(libc::SIGKILL)) => {
            "it was killed (signal 9), by somebody or for want of memory".to_owned()
        }
        (None, Some(libc::SIGSEGV)) => "it crashed (signal 11)".to_owned(),
        (None, signal) => format!("it was ended by signal {}", signal.unwrap_or_default()),
    }
}
