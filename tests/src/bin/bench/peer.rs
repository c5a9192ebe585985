//! A process that stays alive and takes steps whenever it is told to.

use super::case::Case;
use super::engine::Engine;
use serde_json::Value;
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

/// The process; ends when it is dropped.
pub struct Peer {
    /// What runs in it.
    pub engine: Engine,
    /// Of the engine, as it says itself.
    pub version: String,
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Peer {
    /// Starts the engine and waits until it is ready; `None` where it has no file to run.
    pub fn start(engine: Engine, case: &Case) -> Result<Option<Self>, Box<dyn Error>> {
        let Some(file) = engine.file(case) else {
            return Ok(None);
        };
        let mut process = engine
            .command(case, file)?
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process.stdout.take().ok_or("no console")?;
        let mut peer = Self {
            engine,
            version: String::new(),
            input: process.stdin.take(),
            output: BufReader::new(output),
            process,
        };
        let ready = peer.answer()?;
        peer.version = ready["version"].as_str().unwrap_or_default().to_owned();
        Ok(Some(peer))
    }

    /// Has it write what it answers to the case's inputs, from a state of zeros.
    pub fn check(&mut self) -> Result<(), Box<dyn Error>> {
        self.order("check").map(|_| ())
    }

    /// Seconds of each of the next `steps` steps.
    pub fn run(&mut self, steps: usize) -> Result<Vec<f64>, Box<dyn Error>> {
        let answer = self.order(&format!("run {steps}"))?;
        let seconds = answer["seconds"].as_array();
        let seconds = seconds.map(|all| all.iter().filter_map(Value::as_f64).collect());
        let seconds: Vec<f64> = seconds.unwrap_or_default();
        if seconds.len() != steps {
            return Err(format!("{}: {} times", self.engine.name(), seconds.len()).into());
        }
        Ok(seconds)
    }

    fn order(&mut self, order: &str) -> Result<Value, Box<dyn Error>> {
        let input = self.input.as_mut().ok_or("no console")?;
        writeln!(input, "{order}")?;
        input.flush()?;
        self.answer()
    }

    fn answer(&mut self) -> Result<Value, Box<dyn Error>> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let answer = serde_json::from_str(&line);
        Ok(answer.map_err(|error| format!("{}: no answer: {error}", self.engine.name()))?)
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // The end of its input ends it.
        self.input = None;
        let _ = self.process.wait();
    }
}
