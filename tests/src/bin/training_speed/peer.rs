//! A process that runs a step whenever it is told to.

use super::material::Material;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What one step took.
#[derive(Deserialize)]
pub struct Answer {
    /// Before the step, by name.
    pub losses: BTreeMap<String, f64>,
    /// On the clock.
    pub seconds: f64,
    /// Of the processor, all threads together.
    pub processor_seconds: f64,
    /// Most memory held so far.
    pub peak_mib: f64,
}

/// The process; ends when it is dropped.
pub struct Peer {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// A Python with torch: the one named by `NRAVE_PYTHON`, or `python3`.
pub fn python() -> Option<PathBuf> {
    let python = PathBuf::from(std::env::var_os("NRAVE_PYTHON").unwrap_or("python3".into()));
    let works = Command::new(&python)
        .args(["-c", "import numpy, torch"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !works {
        println!(
            "PyTorch skipped: {} has no torch (pip install numpy torch, or name another in NRAVE_PYTHON)",
            python.display()
        );
    }
    works.then_some(python)
}

impl Peer {
    /// This program as a worker.
    pub fn ours(material: &Material, threads: usize) -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new(std::env::current_exe()?);
        command
            .arg("--worker")
            .args(["--batch", &material.items.to_string()])
            .args(["--frames", &material.frames.to_string()])
            .env("RAYON_NUM_THREADS", threads.to_string());
        Self::start(command)
    }

    /// `torch_step.py`.
    pub fn torch(python: &Path, folder: &Path, threads: usize) -> Result<Self, Box<dyn Error>> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("training-speed/torch_step.py");
        let mut command = Command::new(python);
        command.arg(script).arg(folder).arg(threads.to_string());
        Self::start(command)
    }

    fn start(mut command: Command) -> Result<Self, Box<dyn Error>> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process.stdout.take().ok_or("no console")?;
        Ok(Self {
            input: process.stdin.take(),
            output: BufReader::new(output),
            process,
        })
    }

    /// Runs one step.
    pub fn step(&mut self) -> Result<Answer, Box<dyn Error>> {
        let input = self.input.as_mut().ok_or("no console")?;
        writeln!(input, "step")?;
        input.flush()?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        Ok(serde_json::from_str(&line).map_err(|error| format!("no answer to a step: {error}"))?)
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // The end of its input ends it.
        self.input = None;
        let _ = self.process.wait();
    }
}
