//! `nrave render`: a sound file through a model.

use super::progress::Progress;
use super::{Failure, output, values};
use clap::Args as ClapArgs;
use neurorave_core::attributes::Value;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::instrument::Command;
use neurorave_core::opening;
use nrave::audio::{Audio, read_audio, write_wav};
use nrave::curve::Curve;
use nrave::render::{Inlet, RenderOptions, Rendered, render_with};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Plays a sound file through a model and writes a wav file.
///
/// The result is bit for bit what nrave~ plays at the file's sample rate: it begins with the
/// latency's silence, and is longer than the input by the latency, so that nothing is lost. --align
/// drops the latency instead; the result then lies on the input and has its length.
///
/// Attributes follow the input. --scale and --offset lean on what is followed; --set fixes an
/// attribute; --curve fixes it to a curve (added to --set where both are given). Values are
/// normalised, -1 at the least and 1 at the greatest that the model knows (see nrave info).
#[derive(ClapArgs)]
pub struct Args {
    /// The sound file (wav, flac, mp3, ogg), and the wav file to write, 32-bit float.
    #[arg(num_args = 1..=2, required = true, value_names = ["INPUT", "OUTPUT"])]
    files: Vec<PathBuf>,
    /// Renders so long without an input: for a model that plays by itself, with --method prior.
    #[arg(long, value_parser = values::seconds)]
    seconds: Option<f64>,
    /// The model file (.nrave).
    #[arg(long)]
    model: PathBuf,
    /// The method: forward, encode, decode ... Latents are written and read as channels.
    #[arg(long)]
    method: Option<String>,
    /// Fixes an attribute: centroid=0.5, or in its unit, centroid=2000Hz, rms=-20dBFS.
    #[arg(long, value_name = "NAME=VALUE", value_parser = values::setting)]
    set: Vec<(Descriptor, Value)>,
    /// Adds to a followed attribute: rms=-0.2.
    #[arg(long, value_name = "NAME=VALUE", value_parser = values::amount)]
    offset: Vec<(Descriptor, f32)>,
    /// Multiplies a followed attribute: centroid=0.5 halves its movement around the middle.
    #[arg(long, value_name = "NAME=VALUE", value_parser = values::amount)]
    scale: Vec<(Descriptor, f32)>,
    /// Shifts the pitch, in semitones.
    #[arg(long, value_name = "SEMITONES", allow_hyphen_values = true, value_parser = values::number)]
    transpose: Option<f32>,
    /// Fixes the pitch: a MIDI note (69) or a name (A4).
    #[arg(long, value_parser = values::note)]
    note: Option<f32>,
    /// Moves an attribute along a curve: a CSV file of lines seconds,value, joined by straight
    /// lines. pitch=FILE takes semitones, added to the pitch.
    #[arg(long, value_name = "NAME=FILE", value_parser = values::curve)]
    curve: Vec<(Inlet, PathBuf)>,
    /// Attributes and pitch follow this sound file instead of the input.
    #[arg(long, value_name = "FILE")]
    attributes_from: Option<PathBuf>,
    /// Seed of the noise that the model is fed with.
    #[arg(long)]
    seed: Option<u64>,
    /// How much chance there is, 0 to 4: in what a prior plays, in other methods' noise.
    #[arg(long, value_parser = values::number)]
    temperature: Option<f32>,
    /// Drops the latency from the start.
    #[arg(long)]
    align: bool,
    /// Converts the input to this sample rate in Hz first.
    #[arg(long, value_parser = clap::value_parser!(u32).range(8_000..=384_000))]
    rate: Option<u32>,
    /// Answers in JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Summary {
    input: String,
    output: String,
    model: String,
    method: String,
    executor: &'static str,
    sample_rate: u32,
    channels: usize,
    frames: usize,
    seconds: f64,
    latency_samples: usize,
    aligned: bool,
    /// Samples that the network made unusable and that were replaced.
    repaired_samples: u64,
    peak: f32,
    realtime_factor: f64,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (input_name, input, output) = match (args.files.as_slice(), args.seconds) {
        ([input, output], None) => (input.display().to_string(), load(input, args.rate)?, output),
        ([output], Some(seconds)) => ("silence".to_owned(), silence(args, seconds)?, output),
        _ => misused(),
    };
    let options = options(args)?;
    let mut progress = Progress::new("rendering");
    let started = Instant::now();
    let rendered = render_with(&args.model, &options, &input, &mut |done, all| {
        progress.at(done, all)
    })?;
    let took = started.elapsed().as_secs_f64();
    drop(progress);
    write_wav(output, &rendered.audio)?;
    let summary = summary((input_name, output), args.align, &rendered, took);
    if args.json {
        output::json(&summary)
    } else {
        output::text(&line(&summary))
    }
}

/// Ends the process as clap does.
fn misused() -> ! {
    let message = "give an INPUT and an OUTPUT, or --seconds and an OUTPUT alone\n";
    Args::augment_args(clap::Command::new("nrave render"))
        .error(clap::error::ErrorKind::WrongNumberOfValues, message)
        .exit()
}

/// The input of a method that needs none.
fn silence(args: &Args, seconds: f64) -> Result<Audio, Failure> {
    let rate = match args.rate {
        Some(rate) => rate,
        None => opening::peek(&args.model)?.sample_rate,
    };
    let frames = (seconds * f64::from(rate)).round() as usize;
    Ok(Audio::from_mono(rate, vec![0.0; frames]))
}

fn load(path: &Path, rate: Option<u32>) -> Result<Audio, Failure> {
    let audio = read_audio(path)?;
    Ok(match rate {
        Some(rate) => audio.at_rate(rate),
        None => audio,
    })
}

fn options(args: &Args) -> Result<RenderOptions, Failure> {
    let mut commands = Vec::new();
    commands.extend(args.seed.map(Command::Seed));
    commands.extend(args.temperature.map(Command::Temperature));
    commands.extend(
        args.scale
            .iter()
            .map(|(d, factor)| Command::Scale(*d, *factor)),
    );
    commands.extend(
        args.offset
            .iter()
            .map(|(d, amount)| Command::Offset(*d, *amount)),
    );
    commands.extend(args.transpose.map(Command::Transpose));
    commands.extend(
        args.note
            .map(|midi| Command::SetPitch(440.0 * ((midi - 69.0) / 12.0).exp2())),
    );
    let mut curves = Vec::new();
    for (inlet, path) in &args.curve {
        curves.push((*inlet, Curve::read(path)?));
        if let Inlet::Attribute(descriptor) = inlet {
            commands.push(Command::Set(*descriptor, Value::Normalised(0.0)));
        }
    }
    // After the curves, whose zero they replace.
    commands.extend(args.set.iter().map(|(d, value)| Command::Set(*d, *value)));
    let attributes_from = args
        .attributes_from
        .as_deref()
        .map(read_audio)
        .transpose()?;
    Ok(RenderOptions {
        method: args.method.clone(),
        commands,
        curves,
        attributes_from,
        align: args.align,
    })
}

fn summary(
    (input, output): (String, &Path),
    aligned: bool,
    rendered: &Rendered,
    took: f64,
) -> Summary {
    let Rendered {
        audio,
        latency,
        playing,
        repaired,
    } = rendered;
    Summary {
        input,
        output: output.display().to_string(),
        model: playing.name.clone(),
        method: playing.method.clone(),
        executor: playing.executor,
        sample_rate: audio.rate,
        channels: audio.channels.len(),
        frames: audio.frames(),
        seconds: audio.seconds(),
        latency_samples: *latency,
        aligned,
        repaired_samples: *repaired,
        peak: audio.peak(),
        realtime_factor: audio.seconds() / took.max(1e-9),
    }
}

fn line(summary: &Summary) -> String {
    let place = if summary.aligned {
        "dropped"
    } else {
        "at the start"
    };
    let mut text = format!(
        "{}: {:.2} s at {} Hz from {}, {:.1} times realtime; latency of {} samples {place}\n",
        summary.output,
        summary.seconds,
        summary.sample_rate,
        summary.model,
        summary.realtime_factor,
        summary.latency_samples,
    );
    if summary.repaired_samples > 0 {
        text += &format!(
            "{} samples were not numbers or far too loud and were replaced: the model is damaged \
             or was driven far outside what it knows\n",
            summary.repaired_samples
        );
    }
    text
}
