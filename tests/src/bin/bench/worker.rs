//! One of our executors, a line of orders at a time: `check` answers all steps of the inputs from a
//! state of zeros, `run N` times N further steps. Every answer is a line of JSON.

use super::case::METHOD;
use super::engine::Engine;
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::Port;
use neurorave_core::network::{Executor, FlushDenormals, Part, State, Turn};
use serde_json::json;
use std::error::Error;
use std::fs;
use std::io::{BufRead, Write};
use std::path::Path;
use std::time::Instant;

/// Runs until its input ends.
pub fn run(engine: Engine, file: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let model = Model::open(file)?;
    let executor = engine.executor(&model, METHOD)?;
    let mut player = Player::new(&*executor, &model, folder)?;
    drop(model);
    let _flush = FlushDenormals::new();
    answer(&json!({"version": executor.name()}))?;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        match line.split_once(' ') {
            None if line == "check" => {
                player.check(folder, engine)?;
                answer(&json!({}))?;
            }
            Some(("run", steps)) => {
                let steps: usize = steps.parse()?;
                let seconds = (0..steps).map(|_| player.step());
                let seconds = seconds.collect::<Result<Vec<f64>, _>>()?;
                answer(&json!({"seconds": seconds}))?;
            }
            _ => return Err(format!("no order: {line}").into()),
        }
    }
    Ok(())
}

fn answer(value: &serde_json::Value) -> std::io::Result<()> {
    let mut console = std::io::stdout().lock();
    writeln!(console, "{value}")?;
    console.flush()
}

/// One step's values, by port.
type Inputs = Vec<Box<[f32]>>;

/// Plays the inputs in the folder over and over.
pub struct Player<'a> {
    executor: &'a dyn Executor,
    state: State,
    inputs: Vec<Inputs>,
    outputs: Vec<Box<[f32]>>,
    ports: Vec<Port>,
    next: usize,
}

impl<'a> Player<'a> {
    /// At the first step, with a state of zeros.
    pub fn new(
        executor: &'a dyn Executor,
        model: &Model,
        folder: &Path,
    ) -> Result<Self, Box<dyn Error>> {
        let method = model.method(METHOD)?;
        let outputs = method.outputs.iter();
        Ok(Self {
            executor,
            state: executor.start()?,
            inputs: inputs(&method.inputs, folder)?,
            outputs: outputs
                .map(|port| vec![0.0; port.values()].into())
                .collect(),
            ports: method.outputs.clone(),
            next: 0,
        })
    }

    /// Takes the next step; its seconds.
    pub fn step(&mut self) -> Result<f64, Box<dyn Error>> {
        let inputs = &self.inputs[self.next];
        self.next = (self.next + 1) % self.inputs.len();
        let clock = Instant::now();
        (self.executor).step(&mut self.state, inputs, &mut self.outputs)?;
        Ok(clock.elapsed().as_secs_f64())
    }

    /// Takes the next step of all `players` of one executor in a batch; its seconds.
    pub fn step_together(players: &mut [Self]) -> Result<f64, Box<dyn Error>> {
        let executor = players.first().ok_or("nobody to play")?.executor;
        let shares = players.iter_mut().map(|player| {
            let inputs = &player.inputs[player.next];
            player.next = (player.next + 1) % player.inputs.len();
            let outputs = &mut *player.outputs;
            (&mut player.state, [Turn { inputs, outputs }])
        });
        let mut shares: Vec<_> = shares.collect();
        let parts = shares.iter_mut();
        let mut parts: Vec<_> = parts.map(|(state, turns)| Part { state, turns }).collect();
        let clock = Instant::now();
        executor.step_together(&mut parts)?;
        Ok(clock.elapsed().as_secs_f64())
    }

    /// Writes what the executor answers to all inputs into files `PORT.ENGINE`.
    fn check(&mut self, folder: &Path, engine: Engine) -> Result<(), Box<dyn Error>> {
        (self.executor).reset(&mut self.state)?;
        self.next = 0;
        let mut answers = vec![Vec::new(); self.outputs.len()];
        for _ in 0..self.inputs.len() {
            self.step()?;
            for (answer, output) in answers.iter_mut().zip(&self.outputs) {
                answer.extend(output.iter().flat_map(|value| value.to_le_bytes()));
            }
        }
        for (port, answer) in self.ports.iter().zip(answers) {
            fs::write(
                folder.join(format!("{}.{}", port.name, engine.word())),
                answer,
            )?;
        }
        Ok(())
    }
}

/// What the files in the folder hold, step by step.
fn inputs(ports: &[Port], folder: &Path) -> Result<Vec<Inputs>, Box<dyn Error>> {
    let mut steps: Vec<Inputs> = Vec::new();
    for port in ports {
        let values = read_f32(&folder.join(format!("{}.in", port.name)))?;
        for (index, step) in values.chunks_exact(port.values()).enumerate() {
            if steps.len() <= index {
                steps.push(Vec::new());
            }
            steps[index].push(step.into());
        }
    }
    Ok(steps)
}

/// A file of little-endian f32.
pub fn read_f32(file: &Path) -> std::io::Result<Vec<f32>> {
    let bytes = fs::read(file)?;
    let words = bytes.as_chunks().0.iter();
    Ok(words.map(|word| f32::from_le_bytes(*word)).collect())
}
