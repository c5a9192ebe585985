//! `nrave train`: recordings in, a model file out.

use super::{Failure, output, train_prior};
use clap::Args as ClapArgs;
use neurorave_core::model_file::manifest::PitchSpec;
use nrave::train::step::Weights;
use nrave::train::{Label, Options, package, train};
use std::path::PathBuf;

/// Trains a model on a folder of recordings and writes a model file.
///
/// The run keeps a checkpoint and a log in a folder beside the model file; stopped at any moment,
/// it goes on with --resume. One file in twenty is left out of training and the figures in the
/// model's card are measured on those.
///
/// An hour of one instrument and an hour of training give a model that plays in tune and answers
/// its knobs; more of both sounds better.
#[derive(ClapArgs)]
pub struct Args {
    /// The folder of recordings (wav, flac, mp3, ogg), searched with its subfolders.
    data: PathBuf,
    /// The model file to write (.nrave).
    #[arg(long)]
    out: PathBuf,
    /// The network.
    #[arg(long, default_value = "fader-small", value_parser = ["fader-small"])]
    preset: String,
    /// The knobs, with commas between: rms (always), centroid, bandwidth.
    #[arg(long, value_delimiter = ',', default_value = "rms,centroid,bandwidth")]
    attributes: Vec<String>,
    /// Steps of training; more sound better, a few thousand do.
    #[arg(long, default_value_t = 6000)]
    steps: u64,
    /// Crops a step. Fewer need less memory.
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u16).range(1..=256))]
    batch: u16,
    /// Length of a crop in latent frames of 512 samples.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u16).range(32..=1024))]
    frames: u16,
    /// Sample rate of the model in Hz.
    #[arg(long, default_value_t = 44_100, value_parser = clap::value_parser!(u32).range(16_000..=96_000))]
    rate: u32,
    /// Lowest pitch in the recordings, in Hz.
    #[arg(long, default_value_t = 32.0)]
    lowest: f32,
    /// Highest pitch in the recordings, in Hz.
    #[arg(long, default_value_t = 3000.0)]
    highest: f32,
    /// Seed of everything random.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Size of the optimizer's steps at the start.
    #[arg(long, default_value_t = 8e-4)]
    learning_rate: f64,
    /// Weight of the latents' divergence from noise.
    #[arg(long, default_value_t = 0.005)]
    kl: f32,
    /// Weight of what the adversary reads in the latents.
    #[arg(long, default_value_t = 0.3)]
    leak: f32,
    /// Weight of the distance between attributes asked for and measured.
    #[arg(long, default_value_t = 2.0)]
    consistency: f32,
    /// The model's name; the file's where it isn't given.
    #[arg(long)]
    name: Option<String>,
    /// What the recordings are and on which terms they may be used, for the model's card.
    #[arg(long, default_value = "Recordings of unstated origin.")]
    data_terms: String,
    /// The model's licence, for its card.
    #[arg(long, default_value = "not stated")]
    licence: String,
    /// Goes on from the checkpoint of an earlier run.
    #[arg(long)]
    resume: bool,
    #[command(flatten)]
    prior: train_prior::Args,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    if args.prior.is_asked() {
        let common = train_prior::Common {
            data: &args.data,
            out: &args.out,
            seed: args.seed,
            resume: args.resume,
        };
        return train_prior::run(&args.prior, &common);
    }
    let stem = args
        .out
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let options = Options {
        data: args.data.clone(),
        run: args.out.with_extension("run"),
        attributes: args.attributes.clone(),
        rate: args.rate,
        pitch: PitchSpec {
            min_hz: args.lowest,
            max_hz: args.highest,
        },
        steps: args.steps,
        batch: args.batch.into(),
        frames: args.frames.into(),
        seed: args.seed,
        learning_rate: args.learning_rate,
        weights: Weights {
            kl: args.kl,
            leak: args.leak,
            consistency: args.consistency,
        },
        resume: args.resume,
    };
    let label = Label {
        name: args.name.clone().or(stem).unwrap_or_else(|| "model".into()),
        data: args.data_terms.clone(),
        licence: args.licence.clone(),
        command: command(args),
    };
    let trained = train(&options)?;
    package(&trained, &options, &label, &args.out)?;
    output::text(&format!(
        "{}: {} steps in {:.0} minutes; hear it with: nrave render IN.wav OUT.wav --model {}\n",
        args.out.display(),
        trained.step,
        trained.seconds / 60.0,
        args.out.display()
    ))
}

/// The command that trains this model again, without the paths of this machine.
fn command(args: &Args) -> String {
    let name = |path: &std::path::Path| {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    format!(
        "nrave train {} --out {} --preset {} --attributes {} --steps {} --batch {} --frames {} --rate {} \
         --lowest {} --highest {} --seed {} --learning-rate {} --kl {} --leak {} --consistency {}",
        name(&args.data),
        name(&args.out),
        args.preset,
        args.attributes.join(","),
        args.steps,
        args.batch,
        args.frames,
        args.rate,
        args.lowest,
        args.highest,
        args.seed,
        args.learning_rate,
        args.kl,
        args.leak,
        args.consistency
    )
}
