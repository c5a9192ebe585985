//! `nrave train --preset vae`, `c-vae` and `f-vae`: the study's spectral baselines.

use super::given::Given;
use super::{Failure, course, output};
use neurorave_core::descriptors::Descriptor;
use neurorave_core::model_file::manifest::PitchSpec;
use nrave::baseline::{Baseline, HOP, Kind, Options, RATE, Shape, train};
use nrave::train::TrainError;
use nrave::train::corpus::Corpus;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Channels, where none are asked for: as published.
const CAPACITY: usize = 64;
/// Latent channels: as published.
const LATENTS: usize = 8;
/// Attributes: as published for F-RAVE.
const ATTRIBUTES: [&str; 5] = ["rms", "centroid", "bandwidth", "sharpness", "booming"];
/// Flags that mean something here.
const KNOWN: [&str; 10] = [
    "data",
    "out",
    "preset",
    "capacity",
    "latents",
    "attributes",
    "steps",
    "batch",
    "seed",
    "restart",
];

/// What is asked of a baseline's training.
pub struct Request<'a> {
    pub kind: Kind,
    pub given: &'a Given,
    pub data: &'a [PathBuf],
    pub out: &'a Path,
    pub capacity: Option<u16>,
    pub latents: Option<u16>,
    pub attributes: Option<&'a [String]>,
    /// Where a pitch is looked for when recordings are prepared. Baselines have no use for it.
    pub pitch: PitchSpec,
    pub steps: u64,
    pub batch: usize,
    pub seed: u64,
}

pub fn run(request: &Request) -> Result<(), Failure> {
    check(request)?;
    let started = Instant::now();
    let descriptors = descriptors(request)?;
    let corpus = Corpus::load(request.data, RATE, HOP, &descriptors, &request.pitch)?;
    eprintln!("{}", corpus.summary(&corpus.attributes()));
    let options = Options {
        shape: Shape::new(
            request.kind,
            request.capacity.map_or(CAPACITY, usize::from),
            request.latents.map_or(LATENTS, usize::from),
        ),
        steps: request.steps,
        batch: request.batch,
        seed: request.seed,
    };
    let trained = train(&corpus, &options, &*course::stop()?).map_err(explained)?;
    trained.baseline.save(request.out)?;
    let out = request.out.display();
    let validation = trained.validation.map_or_else(String::new, |error| {
        format!(", {error:.4} on recordings left out")
    });
    output::text(&format!(
        "{out}: {} of {} steps in {:.0} minutes, squared error {:.4}{validation}; measure it with: \
         nrave evaluate {out} --data DIR --out FOLDER\n",
        trained.step,
        request.steps,
        started.elapsed().as_secs_f64() / 60.0,
        trained.error,
    ))
}

/// There is no step size to choose here.
fn explained(error: TrainError) -> Failure {
    match error {
        TrainError::Diverged(step) => format!(
            "the loss is no longer finite at step {step}: try a smaller --capacity or another --seed"
        )
        .into(),
        other => other.into(),
    }
}

/// Refuses what can't be done, before anything is.
fn check(request: &Request) -> Result<(), Failure> {
    let name = request.kind.name();
    if request.given.has("resume") {
        return Err(format!(
            "--preset {name} keeps no checkpoint to go on from: leave --resume out; --restart trains \
             it anew"
        )
        .into());
    }
    if let Some(flag) = request.given.beyond(&KNOWN) {
        return Err(format!(
            "--{flag} means nothing to --preset {name}: leave it out, or choose another preset"
        )
        .into());
    }
    if request.kind == Kind::Vae && request.attributes.is_some() {
        return Err(TrainError::NoAttributes(name).into());
    }
    if request.out.extension().is_some_and(|e| e == "nrave") || request.out.is_file() {
        return Err(format!(
            "--preset {name} makes a folder, not a model file: write --out {}",
            request.out.with_extension("baseline").display()
        )
        .into());
    }
    if Baseline::is_at(request.out) && !request.given.has("restart") {
        return Err(format!(
            "{} holds a baseline already: train another one in its place with --restart, or choose \
             another --out",
            request.out.display()
        )
        .into());
    }
    Ok(())
}

fn descriptors(request: &Request) -> Result<Vec<Descriptor>, TrainError> {
    let usual = || ATTRIBUTES.map(str::to_owned).to_vec();
    let names = match request.kind.takes_attributes() {
        true => request.attributes.map_or_else(usual, <[String]>::to_vec),
        false => Vec::new(),
    };
    let named = |name: &String| {
        Descriptor::from_name(name).ok_or_else(|| TrainError::Attribute(name.clone()))
    };
    names.iter().map(named).collect()
}
