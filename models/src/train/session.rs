//! The run: batches on one thread, steps on another, checkpoints and a line of progress.

use super::TrainError;
use super::average::Average;
use super::batch::{Batch, Maker};
use super::checkpoint::State;
use super::corpus::Corpus;
use super::loss::adversary::{Adversary, CLASSES};
use super::loss::descriptors::is_differentiable;
use super::network::Fader;
use super::ops::adam::Adam;
use super::pqmf::Pqmf;
use super::step::{self, Context, Losses, Weights};
use burn::optim::GradientsParams;
use burn::prelude::*;
use indicatif::{ProgressBar, ProgressStyle};
use neurorave_core::descriptors::Descriptor;
use neurorave_core::model_file::manifest::{AttributeSpec, PitchSpec};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Instant;

/// What a run is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// Folder of recordings.
    pub data: PathBuf,
    /// Folder of the run: checkpoint and log.
    pub run: PathBuf,
    /// Names of the attributes.
    pub attributes: Vec<String>,
    /// Sample rate.
    pub rate: u32,
    /// Range of the pitch.
    pub pitch: PitchSpec,
    /// Steps in all.
    pub steps: u64,
    /// Items a batch.
    pub batch: usize,
    /// Latent frames an item.
    pub frames: usize,
    /// Seed of everything random.
    pub seed: u64,
    /// Step size of the optimizer at the start; a tenth of it at the end.
    pub learning_rate: f64,
    /// What each loss counts once warmed up.
    pub weights: Weights,
    /// Go on from the run's checkpoint.
    pub resume: bool,
}

/// What a run leaves.
pub struct Trained {
    /// Averaged weights.
    pub fader: Fader,
    /// Ranges measured in the data.
    pub attributes: Vec<AttributeSpec>,
    /// The recordings.
    pub corpus: Corpus,
    /// Steps done.
    pub step: u64,
    /// Seconds spent on them.
    pub seconds: f64,
}

/// Steps over which the losses beside the spectral one come in.
const WARM_UP: f32 = 600.0;
const EMA: f32 = 0.998;
const CHECKPOINT_EVERY: u64 = 250;
const LOG_EVERY: u64 = 10;

/// Trains, from scratch or from the run's checkpoint.
pub fn train(options: &Options) -> Result<Trained, TrainError> {
    let descriptors = descriptors(&options.attributes)?;
    if options.frames < 32 {
        return Err(TrainError::Frames);
    }
    let write = |source| TrainError::Write {
        path: options.run.clone(),
        source,
    };
    std::fs::create_dir_all(&options.run).map_err(write)?;
    let corpus = Corpus::load(&options.data, options.rate, &descriptors, &options.pitch)?;
    let attributes = corpus.attributes();
    if let Some(flat) = attributes.iter().find(|spec| spec.max <= spec.min) {
        return Err(TrainError::Constant(flat.name.clone()));
    }
    eprintln!("{}", summary(&corpus, &attributes));

    let device = device().autodiff();
    device.seed(options.seed);
    let bank = Pqmf::default();
    let context = Context {
        synthesis: step::synthesis_matrix(&bank, &device.clone().inner()),
        attributes: attributes.clone(),
        rate: options.rate as f32,
        device,
    };
    let mut state = fresh(attributes.len(), &context.device);
    let checkpoint = options.run.join("checkpoint.bin");
    if options.resume && checkpoint.exists() {
        state = state.restore(&checkpoint)?;
        eprintln!("going on from step {}", state.step);
    }
    let borders = borders(&corpus, &attributes);
    let maker = Maker {
        corpus: &corpus,
        attributes: &attributes,
        borders: &borders,
        rms: descriptors
            .iter()
            .position(|d| *d == Descriptor::Rms)
            .ok_or(TrainError::NoRms)?,
        seed: options.seed,
        items: options.batch,
        frames: options.frames,
        bank: &bank,
    };
    let first = state.step;
    let (sender, batches) = mpsc::sync_channel::<Batch>(2);
    let state = std::thread::scope(|scope| {
        scope.spawn(move || {
            for step in first..options.steps {
                if sender.send(maker.make(step)).is_err() {
                    return;
                }
            }
        });
        run(state, options, &context, &checkpoint, batches)
    })?;
    Ok(Trained {
        fader: state.average.apply(&state.fader),
        attributes,
        corpus,
        step: state.step,
        seconds: state.seconds,
    })
}

fn run(
    mut state: State,
    options: &Options,
    context: &Context,
    checkpoint: &Path,
    batches: mpsc::Receiver<Batch>,
) -> Result<State, TrainError> {
    let bar = ProgressBar::new(options.steps).with_style(
        ProgressStyle::with_template("training {pos}/{len} {wide_bar} {eta} {msg}")
            .expect("a valid template"),
    );
    bar.set_position(state.step);
    let mut log = Log::open(&options.run)?;
    while state.step < options.steps {
        let started = Instant::now();
        let batch = batches
            .recv()
            .expect("the batch thread lives as long as the run");
        let (next, losses) = one_step(state, batch, options, context);
        state = next;
        if !losses.spectral.is_finite() || !losses.consistency.is_finite() {
            return Err(TrainError::Diverged(state.step));
        }
        state.seconds += started.elapsed().as_secs_f64();
        bar.set_position(state.step);
        if state.step.is_multiple_of(LOG_EVERY) {
            bar.set_message(format!(
                "spectral {:.2} control {:.3}",
                losses.spectral, losses.consistency
            ));
            log.line(state.step, state.seconds, &losses)?;
        }
        if state.step.is_multiple_of(CHECKPOINT_EVERY) || state.step == options.steps {
            state.save(checkpoint)?;
        }
    }
    bar.finish();
    Ok(state)
}

/// One step of `options`' run: losses, gradients, both optimizers and the average.
pub fn one_step(
    mut state: State,
    batch: Batch,
    options: &Options,
    context: &Context,
) -> (State, Losses) {
    let progress = state.step as f64 / options.steps as f64;
    let rate = options.learning_rate * (0.55 + 0.45 * (std::f64::consts::PI * progress).cos());
    let warmth = (state.step as f32 / WARM_UP).min(1.0);
    let weights = Weights {
        kl: options.weights.kl * warmth,
        leak: options.weights.leak * warmth,
        consistency: options.weights.consistency * warmth,
    };
    let classes = step::one_hot(&batch.classes, &context.device);
    let (total, latent, mut losses) =
        step::losses(&state.fader, &state.adversary, batch, weights, context);
    let gradients = GradientsParams::from_grads(total.backward(), &state.fader);
    state.fader = state.optimizer.step(rate, state.fader, gradients);

    let error = state.adversary.error(latent.detach(), classes);
    losses.adversary = error.clone().into_scalar();
    let gradients = GradientsParams::from_grads(error.backward(), &state.adversary);
    state.adversary = state
        .adversary_optimizer
        .step(rate, state.adversary, gradients);

    state.step += 1;
    let decay = EMA.min(1.0 - 1.0 / (state.step as f32 / 4.0 + 1.0));
    state.average.update(&state.fader, decay);
    (state, losses)
}

/// Where training runs: the first GPU that Vulkan knows where `nrave` was built for it, else the
/// processor.
pub fn device() -> Device {
    #[cfg(feature = "vulkan")]
    return Device::vulkan(Default::default());
    #[cfg(not(feature = "vulkan"))]
    Device::flex()
}

/// The state before the first step.
pub fn fresh(attributes: usize, device: &Device) -> State {
    let adam = Adam {
        beta_1: 0.5,
        beta_2: 0.9,
        epsilon: 1e-7,
        clip: 10.0,
    };
    State {
        step: 0,
        seconds: 0.0,
        fader: Fader::new(attributes, device),
        optimizer: adam.into(),
        adversary: Adversary::new(attributes, device),
        adversary_optimizer: adam.into(),
        average: Average::default(),
    }
}

fn descriptors(names: &[String]) -> Result<Vec<Descriptor>, TrainError> {
    let descriptors = names
        .iter()
        .map(|name| {
            Descriptor::from_name(name)
                .filter(|descriptor| is_differentiable(*descriptor))
                .ok_or_else(|| TrainError::Attribute(name.clone()))
        })
        .collect::<Result<Vec<_>, _>>()?;
    if !descriptors.contains(&Descriptor::Rms) {
        return Err(TrainError::NoRms);
    }
    Ok(descriptors)
}

/// Borders of [`CLASSES`] equally frequent classes of each normalised attribute.
fn borders(corpus: &Corpus, attributes: &[AttributeSpec]) -> Vec<Vec<f32>> {
    attributes
        .iter()
        .enumerate()
        .map(|(index, spec)| {
            let mut values: Vec<f32> = corpus
                .sounding(index)
                .into_iter()
                .map(|value| spec.normalise(value))
                .collect();
            values.sort_by(f32::total_cmp);
            (1..CLASSES)
                .map(|class| values[values.len() * class / CLASSES])
                .collect()
        })
        .collect()
}

fn summary(corpus: &Corpus, attributes: &[AttributeSpec]) -> String {
    let mut text = format!(
        "{:.2} hours in {} files to train on, {} files to validate on, {} skipped",
        corpus.hours(),
        corpus.train.len(),
        corpus.validation.len(),
        corpus.skipped.len()
    );
    for (path, reason) in &corpus.skipped {
        text += &format!("\n  skipped {}: {reason}", path.display());
    }
    for spec in attributes {
        text += &format!(
            "\n  {} {:.1} to {:.1} {}",
            spec.name, spec.min, spec.max, spec.unit
        );
    }
    text
}

/// `log.jsonl` in the run's folder: a line of losses every [`LOG_EVERY`] steps.
struct Log {
    file: std::fs::File,
    path: PathBuf,
}

impl Log {
    fn open(run: &Path) -> Result<Self, TrainError> {
        let path = run.join("log.jsonl");
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

    fn line(&mut self, step: u64, seconds: f64, losses: &Losses) -> Result<(), TrainError> {
        use std::io::Write;
        let line = serde_json::json!({ "step": step, "seconds": seconds, "losses": losses });
        writeln!(self.file, "{line}").map_err(|source| TrainError::Write {
            path: self.path.clone(),
            source,
        })
    }
}
