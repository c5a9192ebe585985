//! A training run from its folder to its network: what has to be there before the first step, and
//! the two threads, one making batches, one learning from them.

use super::TrainError;
use super::augment::Augment;
use super::average::Average;
use super::batch::{Batch, Maker};
use super::blind::Blind;
use super::checkpoint::{State, numbered};
use super::clock::Clock;
use super::corpus::Corpus;
use super::devices::devices;
use super::folder::Folder;
use super::health::Health;
use super::learn::Bench;
use super::log::Log;
use super::loss::adversary::{Adversary, CLASSES};
use super::loss::descriptors::is_differentiable;
use super::loss::discriminator::Discriminator;
use super::memory;
use super::network::Network;
use super::ops::adam::Adam;
use super::options::Options;
use super::pqmf::Pqmf;
use super::recollection::Recollection;
use super::run::Run;
use super::schedule::{AdversarialAfter, Progress};
use super::step::{Context, Losses};
use super::synthesis::Synthesis;
use super::validation::Validation;
use super::view::View;
use burn::module::Module;
use burn::prelude::*;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::model_file::manifest::AttributeSpec;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;

/// What a run leaves.
pub struct Trained {
    /// Averaged weights.
    pub network: Network,
    /// Ranges measured in the data.
    pub attributes: Vec<AttributeSpec>,
    /// The recordings.
    pub corpus: Corpus,
    /// Steps done.
    pub step: u64,
    /// Seconds spent on them.
    pub seconds: f64,
    /// The phases and validations.
    pub progress: Progress,
    /// What was found wrong.
    pub health: Health,
}

/// Fewest samples of a crop: the descriptor windows and the network's past need that much.
const SHORTEST: usize = 16384;
/// Most items of a validation batch.
const VALIDATION_ITEMS: usize = 8;

/// Trains, from scratch or from the run's checkpoint, until all steps are done or `stop` is set.
pub fn train(options: &Options, stop: &AtomicBool) -> Result<Trained, TrainError> {
    let descriptors = descriptors(options)?;
    let geometry = options.shape.geometry();
    if options.frames * geometry.ratio < SHORTEST {
        return Err(TrainError::Frames(SHORTEST.div_ceil(geometry.ratio)));
    }
    // Before recordings are prepared, which can take minutes.
    let devices = devices(options.course.devices)?;
    let folder = Folder::open(options)?;
    let corpus = Corpus::load(
        &options.data,
        options.rate,
        geometry.ratio,
        &descriptors,
        &options.pitch,
    )?;
    folder.settle(options, &corpus)?;
    let attributes = corpus.knobs()?;
    if options.course.adversarial_after == AdversarialAfter::Plateau && corpus.validation.is_empty()
    {
        return Err(TrainError::NoValidation);
    }
    eprintln!("{}", corpus.summary(&attributes));

    devices[0].seed(options.seed);
    let bank = Pqmf::new(geometry.bank);
    let judged = judged(options, &descriptors);
    let context = |device: Device| Context {
        geometry,
        synthesis: Synthesis::new(&bank, &device.clone().inner()),
        judged: judged.iter().map(|at| attributes[*at].clone()).collect(),
        rate: options.rate as f32,
        device,
    };
    let contexts: Vec<_> = devices.into_iter().map(context).collect();
    let mut state = fresh(options, &contexts[0].device);
    check_memory(options, &state, &corpus)?;
    if folder.resumes() {
        state = state.restore(&folder.checkpoint())?;
        eprintln!("going on from step {}", state.step);
    }
    let borders = borders(&corpus, &attributes);
    let maker = Maker {
        shape: &options.shape,
        clips: &corpus.train,
        corpus: &corpus,
        attributes: &attributes,
        judged: &judged,
        borders: &borders,
        augment: &options.augment,
        seed: options.seed,
        items: options.batch,
        frames: options.frames,
        bank: &bank,
    };
    let mut run = Run {
        bench: Bench {
            options,
            schedule: options.schedule(),
            contexts: &contexts,
        },
        validation: Validation {
            maker: Maker {
                clips: &corpus.validation,
                judged: &[],
                augment: &Augment::NONE,
                items: options.batch.min(VALIDATION_ITEMS),
                ..maker
            },
            context: Context {
                device: contexts[0].device.clone().inner(),
                ..contexts[0].clone()
            },
        },
        checkpoint: &folder.checkpoint(),
        stop,
        log: Log::open(&options.run, state.step)?,
        view: View::new(state.step, options.steps),
        clock: Clock::start(&options.run, state.step > 0),
    };
    let (first, copies) = (state.step, contexts.len() as u64);
    let (sender, batches) = mpsc::sync_channel::<Vec<Batch>>(2);
    let state = std::thread::scope(|scope| {
        scope.spawn(move || {
            for step in first..options.steps {
                let numbers = step * copies..(step + 1) * copies;
                let batches = numbers.map(|number| maker.make(number)).collect();
                if sender.send(batches).is_err() {
                    return;
                }
            }
        });
        // The channel ends with this closure, and the thread with the channel.
        let batches = batches;
        run.go(state, &batches)
    })?;
    let seconds = run.clock.seconds();
    drop(run);
    conclude(&state);
    Ok(Trained {
        network: state.average.apply(&state.network),
        attributes,
        corpus,
        step: state.step,
        seconds,
        progress: state.progress,
        health: state.health,
    })
}

/// What there is to say once all steps are done.
fn conclude(state: &State) {
    for finding in &state.health.findings {
        eprintln!("warning: {}; {}", finding.symptom, finding.cure);
    }
    if let Some(peak) = memory::peak() {
        eprintln!("memory at its peak: {}", memory::readable(peak));
    }
}

/// Tells what the run will need, and stops where that is more than there is.
fn check_memory(options: &Options, state: &State, corpus: &Corpus) -> Result<(), TrainError> {
    // Audio is mapped, and goes when memory is needed; measurements stay.
    let clips = [&corpus.train, &corpus.validation, &corpus.test];
    let values: usize = clips
        .into_iter()
        .flatten()
        .map(|clip| clip.frames() * (corpus.descriptors.len() + 3))
        .sum();
    let recall = state.adversary.as_ref().map_or(0, |_| options.recall);
    let recalled = memory::recalled(&options.shape, recall);
    let demand = memory::Demand {
        weights: state.network.num_params()
            + state.adversary.as_ref().map_or(0, Module::num_params)
            + state.discriminator.as_ref().map_or(0, Module::num_params),
        corpus: 4 * values as u64,
        per_frame: memory::per_frame(&options.shape) + recalled,
        items: options.batch,
        frames: options.frames,
        fewest_frames: SHORTEST.div_ceil(options.shape.geometry().ratio),
    };
    // They are in memory already.
    let available = memory::available().map(|free| free + demand.corpus);
    let free = available.map_or(String::new(), |free| {
        format!(" of {} free", memory::readable(free))
    });
    let needed = memory::readable(demand.bytes());
    eprintln!("memory: about {needed}{free}");
    if options.course.force {
        return Ok(());
    }
    demand.check(available)
}

/// Everything at its beginning. The order matters: weights come from one seeded stream.
pub fn fresh(options: &Options, device: &Device) -> State {
    let adam = Adam {
        beta_1: 0.5,
        beta_2: 0.9,
        epsilon: 1e-7,
        clip: 10.0,
    };
    let (latents, attributes) = (options.shape.geometry().latents, options.shape.attributes());
    let network = options.shape.network(device);
    let adversary = (attributes > 0 && options.weights.leak > 0.0)
        .then(|| Adversary::new(latents, attributes, device));
    let discriminator = options.is_adversarial().then(|| Discriminator::new(device));
    State {
        step: 0,
        network: numbered(network),
        optimizer: adam.into(),
        adversary: adversary.map(numbered),
        adversary_optimizer: adam.into(),
        discriminator: discriminator.map(numbered),
        discriminator_optimizer: adam.into(),
        average: Average::default(),
        progress: Progress::default(),
        blind: Blind::default(),
        recollection: Recollection::default(),
        health: Health::default(),
        losses: Losses::default(),
        duel: None,
    }
}

fn descriptors(options: &Options) -> Result<Vec<Descriptor>, TrainError> {
    let descriptors = options
        .attributes
        .iter()
        .map(|name| Descriptor::from_name(name).ok_or_else(|| TrainError::Attribute(name.clone())))
        .collect::<Result<Vec<_>, _>>()?;
    if options.shape.needs_rms() && !descriptors.contains(&Descriptor::Rms) {
        return Err(TrainError::NoRms);
    }
    Ok(descriptors)
}

/// Positions of the attributes that the consistency loss measures: those it can.
fn judged(options: &Options, descriptors: &[Descriptor]) -> Vec<usize> {
    if options.weights.consistency <= 0.0 {
        return Vec::new();
    }
    (0..descriptors.len())
        .filter(|index| is_differentiable(descriptors[*index]))
        .collect()
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
