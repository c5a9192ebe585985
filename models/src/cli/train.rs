//! `nrave train`: recordings in, a model file out.

use super::given::Given;
use super::preset::Choice;
use super::{Failure, course, output, train_baseline, train_prior};
use clap::{Args as ClapArgs, ValueEnum};
use neurorave_core::model_file::manifest::PitchSpec;
use nrave::baseline::Kind;
use nrave::train::augment::Augment;
use nrave::train::preset::{Preset, Wishes};
use nrave::train::step::Weights;
use nrave::train::{Label, MOST_RECALLED, Options, package, train};
use std::path::PathBuf;

/// Trains a model on a folder of recordings and writes a model file.
///
/// The run keeps a checkpoint and a log in a folder beside the model file; stopped at any moment,
/// it goes on with --resume as if nothing had happened. Ctrl-C finishes the step first. One file in
/// twenty is left out of training to watch it by, and another one in twenty to judge the model by:
/// the figures in its card are measured on those.
///
/// An hour of one instrument and an hour of training give a model that plays in tune and answers
/// its knobs; more of both sounds better.
///
/// The presets vae, c-vae and f-vae are baselines that nrave evaluate compares models with. They keep
/// no checkpoint and take only DATA, --out, --capacity, --latents, --attributes, --steps, --batch,
/// --seed and --restart. Ctrl-C keeps what is learned by then.
#[derive(ClapArgs)]
pub struct Args {
    #[command(flatten)]
    given: Given,
    /// A set prepared by nrave prepare, or folders of recordings of any common format, searched with
    /// their subfolders; these are prepared in the user's cache, once.
    #[arg(required = true)]
    data: Vec<PathBuf>,
    /// The model file to write (.nrave); with --preset vae, c-vae or f-vae the folder (.baseline).
    #[arg(long)]
    out: PathBuf,
    /// The network.
    #[arg(long, default_value = "fader")]
    preset: Choice,
    /// Width of the network; the preset's own where it isn't given. Twice the width is about four
    /// times the work.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    capacity: Option<u16>,
    /// Latent channels; the preset's own where it isn't given.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=128))]
    latents: Option<u16>,
    /// Whether the sounds have a pitch that fader and pi play at: no for drums and noises.
    #[arg(long, default_value = "yes")]
    pitch: YesNo,
    /// The knobs, with commas between, from rms, centroid, bandwidth, rolloff, flatness, sharpness
    /// and booming; the preset's own where they aren't given.
    #[arg(long, value_delimiter = ',')]
    attributes: Option<Vec<String>>,
    /// Steps of training; more sound better, a few thousand do.
    #[arg(long, default_value_t = 6000)]
    steps: u64,
    /// Crops a step. Fewer need less memory.
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u16).range(1..=256))]
    batch: u16,
    /// Length of a crop in latent frames; the preset's own where it isn't given.
    #[arg(long, value_parser = clap::value_parser!(u16).range(8..=4096))]
    frames: Option<u16>,
    /// Sample rate of the model in Hz.
    #[arg(long, default_value_t = 44_100, value_parser = clap::value_parser!(u32).range(16_000..=96_000))]
    rate: u32,
    /// Lowest pitch in the recordings, in Hz.
    #[arg(long, default_value_t = 32.0)]
    lowest: f32,
    /// Highest pitch in the recordings, in Hz.
    #[arg(long, default_value_t = 3000.0)]
    highest: f32,
    /// How crops are changed, with commas between: gain, phase, mute, compress, each also with a
    /// probability (phase=0.8); or none.
    #[arg(long, default_value = "gain,phase,mute,compress")]
    augment: Augment,
    /// Seed of everything random.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Size of the optimizer's steps at the start.
    #[arg(long, default_value_t = 8e-4)]
    learning_rate: f64,
    /// Weight of the latents' divergence from noise; this and the next three are the preset's own
    /// where they aren't given.
    #[arg(long)]
    kl: Option<f32>,
    /// Weight of what the adversary reads in the latents.
    #[arg(long)]
    leak: Option<f32>,
    /// Earlier batches, of the last 64, that the adversary learns from in each step beside the new
    /// one; the preset's own where they aren't given.
    #[arg(long, value_parser = clap::value_parser!(u16).range(..=MOST_RECALLED as i64))]
    recall: Option<u16>,
    /// Weight of the distance between attributes asked for and measured.
    #[arg(long)]
    consistency: Option<f32>,
    /// Weight of what voiced frames lack in periodicity.
    #[arg(long)]
    periodicity: Option<f32>,
    /// The model's name; the file's where it isn't given.
    #[arg(long)]
    name: Option<String>,
    /// What the recordings are and on which terms they may be used, for the model's card.
    #[arg(long, default_value = "Recordings of unstated origin.")]
    data_terms: String,
    /// The model's licence, for its card.
    #[arg(long, default_value = "not stated")]
    licence: String,
    #[command(flatten)]
    course: course::Args,
    #[command(flatten)]
    prior: train_prior::Args,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum YesNo {
    Yes,
    No,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let preset = match args.preset {
        Choice::Model(preset) => preset,
        Choice::Baseline(kind) => return train_baseline::run(&baseline(args, kind)),
    };
    if args.prior.is_asked() {
        let common = train_prior::Common {
            data: &args.data,
            out: &args.out,
            seed: args.seed,
            resume: args.course.is_resumed(),
        };
        return train_prior::run(&args.prior, &common);
    }
    let stem = args
        .out
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let options = options(args, preset)?;
    let label = Label {
        name: args.name.clone().or(stem).unwrap_or_else(|| "model".into()),
        data: args.data_terms.clone(),
        licence: args.licence.clone(),
        command: command(args, preset, &options),
    };
    let stop = course::stop()?;
    let trained = train(&options, &stop)?;
    package(&trained, &options, &label, &args.out)?;
    output::text(&format!(
        "{}: {} steps in {:.0} minutes; hear it with: nrave render IN.wav OUT.wav --model {}\n",
        args.out.display(),
        trained.step,
        trained.seconds / 60.0,
        args.out.display()
    ))
}

/// What is asked for of a baseline.
fn baseline(args: &Args, kind: Kind) -> train_baseline::Request<'_> {
    train_baseline::Request {
        kind,
        given: &args.given,
        data: &args.data,
        out: &args.out,
        capacity: args.capacity,
        latents: args.latents,
        attributes: args.attributes.as_deref(),
        pitch: pitch(args),
        steps: args.steps,
        batch: args.batch.into(),
        seed: args.seed,
    }
}

/// Where a pitch is looked for.
fn pitch(args: &Args) -> PitchSpec {
    PitchSpec {
        min_hz: args.lowest,
        max_hz: args.highest,
    }
}

/// What is asked for, with the preset's own choices where nothing is.
fn options(args: &Args, preset: &Preset) -> Result<Options, Failure> {
    let own = || preset.attributes.iter().map(|name| (*name).to_owned());
    let attributes = args.attributes.clone().unwrap_or_else(|| own().collect());
    let shape = preset.shape(&Wishes {
        capacity: args.capacity.map_or(preset.capacity, usize::from),
        latents: args.latents.map(usize::from),
        attributes: attributes.len(),
        pitch: args.pitch == YesNo::Yes,
    })?;
    let frames = preset.crop / shape.geometry().ratio;
    Ok(Options {
        data: args.data.clone(),
        run: args.out.with_extension("run"),
        attributes,
        rate: args.rate,
        pitch: pitch(args),
        steps: args.steps,
        batch: args.batch.into(),
        frames: args.frames.map_or(frames, usize::from),
        augment: args.augment,
        seed: args.seed,
        learning_rate: args.learning_rate,
        weights: Weights {
            kl: args.kl.unwrap_or(preset.weights.kl),
            leak: args.leak.unwrap_or(preset.weights.leak),
            consistency: args.consistency.unwrap_or(preset.weights.consistency),
            periodicity: args.periodicity.unwrap_or(preset.weights.periodicity),
        },
        recall: args.recall.map_or(preset.recall, usize::from),
        shape,
        course: args.course.course(),
    })
}

/// The command that trains this model again, without the paths of this machine.
fn command(args: &Args, preset: &Preset, options: &Options) -> String {
    let name = |path: &std::path::Path| {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let data: Vec<String> = args.data.iter().map(|data| name(data)).collect();
    let mut command = format!(
        "nrave train {} --out {} --preset {}",
        data.join(" "),
        name(&args.out),
        preset.name
    );
    let mut add = |flag: &str, value: String| command += &format!(" --{flag} {value}");
    if let Some(capacity) = args.capacity {
        add("capacity", capacity.to_string());
    }
    add("latents", options.shape.geometry().latents.to_string());
    if args.pitch == YesNo::No {
        add("pitch", "no".into());
    }
    if !options.attributes.is_empty() {
        add("attributes", options.attributes.join(","));
    }
    add("steps", options.steps.to_string());
    add("batch", options.batch.to_string());
    add("frames", options.frames.to_string());
    add("rate", options.rate.to_string());
    if options.shape.pitch() {
        add("lowest", options.pitch.min_hz.to_string());
        add("highest", options.pitch.max_hz.to_string());
    }
    add("augment", options.augment.to_string());
    add("seed", options.seed.to_string());
    add("learning-rate", options.learning_rate.to_string());
    add("kl", options.weights.kl.to_string());
    add("leak", options.weights.leak.to_string());
    add("recall", options.recall.to_string());
    add("consistency", options.weights.consistency.to_string());
    if options.shape.pitch() {
        add("periodicity", options.weights.periodicity.to_string());
    }
    for (flag, value) in course::flags(&options.course) {
        add(flag, value);
    }
    command
}
