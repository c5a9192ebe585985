//! The run: steps, looks at the recordings left out, checkpoints, a line of progress.

use super::checkpoint::State;
use super::likelihood::{Surprise, surprise};
use super::material::Material;
use super::network::{Prior, Sizes, WIDTH};
use super::stream::{LIFE, Streams};
use super::target::Target;
use crate::train::TrainError;
use crate::train::average::values;
use crate::train::devices::devices;
use crate::train::random::Random;
use crate::train::step::constant;
use burn::grad_clipping::GradientClippingConfig;
use burn::optim::{AdamConfig, GradientsParams};
use burn::prelude::*;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

/// What a run is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// The model that gets a prior.
    pub model: PathBuf,
    /// A prepared set, or folders of recordings.
    pub data: Vec<PathBuf>,
    /// Folder of the run: checkpoint and log.
    pub run: PathBuf,
    /// Steps in all.
    pub steps: u64,
    /// Streams side by side.
    pub streams: usize,
    /// Seed of everything random.
    pub seed: u64,
    /// Step size of the optimizer at the start; a twentieth of it at the end.
    pub learning_rate: f64,
    /// Go on from the run's checkpoint.
    pub resume: bool,
}

/// What a run leaves.
pub struct Trained {
    /// The model.
    pub target: Target,
    /// The network that foresaw the recordings left out best.
    pub prior: Prior,
    /// Step at which it did.
    pub step: u64,
    /// Nats a frame on recordings left out; infinite where there are none.
    pub surprise: f64,
    /// Seconds of training.
    pub seconds: f64,
    /// Hours learned from.
    pub hours: f64,
    /// Recordings learned from, and left out.
    pub recordings: (usize, usize),
}

const LOOK_EVERY: u64 = 100;
const CHECKPOINT_EVERY: u64 = 50;
const LOG_EVERY: u64 = 10;
/// Steps over which the learning rate rises.
const WARM_UP: f64 = 50.0;
/// Streams in a look at the recordings left out.
const LOOK_STREAMS: usize = 16;

/// Trains, from scratch or from the run's checkpoint.
///
/// # Errors
/// [`TrainError`]: what is wrong with the model, the data or the disk.
pub fn train(options: &Options) -> Result<Trained, TrainError> {
    let target = Target::open(&options.model)?;
    let device = devices(1)?.remove(0);
    let write = |source| TrainError::Write {
        path: options.run.clone(),
        source,
    };
    std::fs::create_dir_all(&options.run).map_err(write)?;
    let material = Material::load(&options.data, &target)?;
    eprintln!("{}", summary(&material, &target));

    device.seed(options.seed);
    let sizes = Sizes {
        latents: target.latents(),
        attributes: target.attributes(),
        pitch: target.pitch().is_some(),
    };
    let prior = Prior::new(sizes, &device);
    let mut state = State {
        step: 0,
        seconds: 0.0,
        optimizer: AdamConfig::new()
            .with_beta_2(0.99)
            .with_grad_clipping(Some(GradientClippingConfig::Norm(1.0)))
            .init(),
        memory: vec![0.0; options.streams * WIDTH],
        best: prior.clone(),
        best_step: 0,
        best_surprise: f64::INFINITY,
        prior,
    };
    let checkpoint = options.run.join("prior.bin");
    if options.resume && checkpoint.exists() {
        state = state.restore(&checkpoint)?;
        eprintln!("going on from step {}", state.step);
    }
    let streams = Streams::new(
        &target,
        &material,
        &material.train,
        options.seed,
        options.streams,
    );
    let style = "prior {pos}/{len} {wide_bar} {eta} {msg}";
    let style = ProgressStyle::with_template(style);
    let bar = ProgressBar::new(options.steps)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_position(state.step);
    let mut log = Log::open(options)?;
    while state.step < options.steps {
        let started = Instant::now();
        let parts = one_step(&mut state, &streams, options, &device);
        if !parts.total().is_finite() {
            return Err(TrainError::Diverged(state.step));
        }
        let done = state.step == options.steps;
        let mut left_out = None;
        if state.step.is_multiple_of(LOOK_EVERY) || done {
            left_out = look(&mut state, &target, &material, &device);
        }
        state.seconds += started.elapsed().as_secs_f64();
        bar.set_position(state.step);
        if state.step.is_multiple_of(LOG_EVERY) || left_out.is_some() {
            bar.set_message(format!(
                "latents {:.2} controls {:.2}",
                parts.latent, parts.control
            ));
            log.line(&state, parts, left_out)?;
        }
        if state.step.is_multiple_of(CHECKPOINT_EVERY) || done {
            state.save(&checkpoint)?;
        }
    }
    bar.finish();
    Ok(Trained {
        hours: material.hours(&target),
        recordings: (material.train.len(), material.validation.len()),
        prior: state.best.valid(),
        step: state.best_step,
        surprise: state.best_surprise,
        seconds: state.seconds,
        target,
    })
}

fn one_step(state: &mut State, streams: &Streams, options: &Options, device: &Device) -> Surprise {
    let progress = state.step as f64 / options.steps as f64;
    let wave = 0.525 + 0.475 * (std::f64::consts::PI * progress).cos();
    let warmth = ((state.step + 1) as f64 / WARM_UP).min(1.0);
    let rate = options.learning_rate * wave * warmth;
    let chunk = streams.chunk(state.step);
    let memory = constant(state.memory.clone(), [streams.count, WIDTH], device);
    let mut random = Random::new(options.seed ^ 0x6A69_7474_6572, state.step);
    let (total, memory, parts) = surprise(&state.prior, memory, &chunk, Some(&mut random));
    state.memory = values(memory.detach());
    let gradients = GradientsParams::from_grads(total.backward(), &state.prior);
    state.prior = state.optimizer.step(rate, state.prior.clone(), gradients);
    state.step += 1;
    parts
}

/// How well the recordings left out are foreseen; remembers the network that does best. Without such
/// recordings the newest is the best.
fn look(
    state: &mut State,
    target: &Target,
    material: &Material,
    device: &Device,
) -> Option<Surprise> {
    let mut found = None;
    if !material.validation.is_empty() {
        let streams = Streams::new(target, material, &material.validation, 0, LOOK_STREAMS);
        let prior = state.prior.valid();
        let device = device.clone().inner();
        let mut memory = Tensor::zeros([LOOK_STREAMS, WIDTH], &device);
        let mut sum = Surprise::default();
        // Streams that join in the middle of their lives lack the memory of their beginnings: the
        // first half of the steps only fills it.
        for step in 0..LIFE {
            let (_, next, parts) = surprise(&prior, memory, &streams.chunk(step), None);
            memory = next;
            if step >= LIFE / 2 {
                let share = 1.0 / (LIFE - LIFE / 2) as f32;
                sum.latent += parts.latent * share;
                sum.control += parts.control * share;
                sum.voicing += parts.voicing * share;
            }
        }
        found = Some(sum);
    }
    let total = found.map_or(f64::INFINITY, |parts| f64::from(parts.total()));
    if found.is_none() || total < state.best_surprise {
        state.best = state.prior.clone();
        state.best_step = state.step;
        state.best_surprise = total;
    }
    found
}

fn summary(material: &Material, target: &Target) -> String {
    let mut text = format!(
        "{:.2} hours in {} recordings to learn from, {} left out, {} skipped",
        material.hours(target),
        material.train.len(),
        material.validation.len(),
        material.skipped.len()
    );
    for (path, reason) in &material.skipped {
        text += &format!("\n  skipped {}: {reason}", path.display());
    }
    text
}

/// `prior.jsonl` in the run's folder.
struct Log {
    file: std::fs::File,
    path: PathBuf,
}

impl Log {
    fn open(options: &Options) -> Result<Self, TrainError> {
        let path = options.run.join("prior.jsonl");
        let file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path);
        let file = file.map_err(|source| TrainError::Write {
            path: path.clone(),
            source,
        })?;
        Ok(Self { file, path })
    }

    fn line(
        &mut self,
        state: &State,
        parts: Surprise,
        left_out: Option<Surprise>,
    ) -> Result<(), TrainError> {
        let line = serde_json::json!({
            "step": state.step,
            "seconds": state.seconds,
            "surprise": parts,
            "left_out": left_out,
        });
        writeln!(self.file, "{line}").map_err(|source| TrainError::Write {
            path: self.path.clone(),
            source,
        })
    }
}
