//! `nrave describe`: the descriptors of a sound file, frame by frame.

use super::progress::Progress;
use super::{Failure, output};
use clap::Args as ClapArgs;
use neurorave_core::descriptors::Descriptor;
use nrave::audio::read_audio;
use nrave::describe::{Description, HOP, PITCH_RANGE_HZ, describe};
use serde::Serialize;
use std::fmt::Write;
use std::path::PathBuf;

/// Measures all descriptors and the pitch of a sound file.
///
/// Without --json or --csv, a summary: least, median and greatest value of each. Frames are 512
/// samples apart; the time of a frame is when its last sample has arrived. Channels are mixed.
#[derive(ClapArgs)]
pub struct Args {
    /// The sound file (wav, flac, mp3, ogg).
    input: PathBuf,
    /// Sample rate to measure at, in Hz; the sound is converted. Models measure at theirs.
    #[arg(long, default_value_t = 44_100, value_parser = clap::value_parser!(u32).range(8_000..=384_000))]
    rate: u32,
    /// Every frame, in JSON: an array a descriptor.
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Every frame, a line each, with a header.
    #[arg(long)]
    csv: bool,
}

#[derive(Serialize)]
struct Frames<'a> {
    file: String,
    sample_rate: u32,
    hop: usize,
    pitch_range_hz: (f32, f32),
    units: serde_json::Map<String, serde_json::Value>,
    seconds: Vec<f64>,
    #[serde(flatten)]
    curves: std::collections::BTreeMap<&'a str, Vec<f32>>,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let audio = read_audio(&args.input)?.at_rate(args.rate);
    let mut progress = Progress::new("describing");
    let description = describe(&audio, &mut |done, all| progress.at(done, all));
    drop(progress);
    if args.csv {
        output::text(&csv(&description))
    } else if args.json {
        output::json(&frames(args, &description))
    } else {
        output::text(&summary(&description))
    }
}

fn csv(description: &Description) -> String {
    let mut text = String::from("seconds");
    for descriptor in Descriptor::ALL {
        text.push(',');
        text.push_str(descriptor.name());
    }
    text.push_str(",pitch,voicing\n");
    for frame in &description.frames {
        let _ = write!(text, "{:.6}", frame.seconds);
        for value in frame.values {
            let _ = write!(text, ",{value}");
        }
        let _ = writeln!(text, ",{},{}", frame.pitch.hz, frame.pitch.voicing);
    }
    text
}

fn frames<'a>(args: &Args, description: &Description) -> Frames<'a> {
    let mut units: serde_json::Map<_, _> = Descriptor::ALL
        .iter()
        .map(|d| (d.name().into(), d.unit().into()))
        .collect();
    units.insert("pitch".into(), "Hz".into());
    let mut curves: std::collections::BTreeMap<_, _> = Descriptor::ALL
        .iter()
        .map(|d| (d.name(), description.curve(*d)))
        .collect();
    let frames = &description.frames;
    curves.insert("pitch", frames.iter().map(|frame| frame.pitch.hz).collect());
    curves.insert(
        "voicing",
        frames.iter().map(|frame| frame.pitch.voicing).collect(),
    );
    Frames {
        file: args.input.display().to_string(),
        sample_rate: description.rate,
        hop: HOP,
        pitch_range_hz: PITCH_RANGE_HZ,
        units,
        seconds: frames.iter().map(|frame| frame.seconds).collect(),
        curves,
    }
}

fn summary(description: &Description) -> String {
    let mut text = format!(
        "{:<12}{:>12}{:>12}{:>12}\n",
        "", "least", "median", "greatest"
    );
    let mut row = |name: &str, mut values: Vec<f32>, unit: &str| {
        values.sort_by(f32::total_cmp);
        let Some(last) = values.len().checked_sub(1) else {
            return;
        };
        let [least, median, greatest] = [0, last / 2, last].map(|i| short(values[i]));
        let _ = writeln!(
            text,
            "{name:<12}{least:>12.4}{median:>12.4}{greatest:>12.4}  {unit}"
        );
    };
    for descriptor in Descriptor::ALL {
        row(
            descriptor.name(),
            description.curve(descriptor),
            descriptor.unit(),
        );
    }
    let voiced = description
        .frames
        .iter()
        .filter(|frame| frame.pitch.voicing > 0.5);
    let pitches: Vec<f32> = voiced.map(|frame| frame.pitch.hz).collect();
    let share = 100.0 * pitches.len() as f64 / description.frames.len().max(1) as f64;
    row("pitch", pitches, "Hz, where there is one");
    let _ = writeln!(
        text,
        "voiced: {share:.0} % of {} frames",
        description.frames.len()
    );
    text
}

/// Four digits, whether the value is a flatness of millionths or a frequency of thousands.
fn short(value: f32) -> String {
    if value != 0.0 && value.abs() < 0.01 {
        format!("{value:.2e}")
    } else {
        format!("{value:.3}")
    }
}
