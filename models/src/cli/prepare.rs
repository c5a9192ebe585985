//! `nrave prepare`: recordings in, a prepared set and what is to be known of it out.

use super::progress::Progress;
use super::{Failure, output};
use clap::Args as ClapArgs;
use nrave::prepare::{Kind, Measure, Range, Request, Set, Stage, Summary, cached, prepare};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Finds, decodes, resamples and measures recordings once, so that training starts at once.
///
/// Reads wav, aiff, caf, flac, mp3, ogg vorbis, and m4a with AAC or ALAC; any sample rate, any length;
/// channels are mixed. Files that can't be used are listed and left out. Run again, it looks only at
/// what has changed. nrave train does the same by itself where it is given folders.
///
/// One file in twenty is left out of training to judge models by, and another one in twenty to watch
/// training by, as a hash of the name decides. Of a recording of ten minutes or more, a twentieth is.
#[derive(ClapArgs)]
pub struct Args {
    /// Folders of recordings, searched with their subfolders; or single files.
    #[arg(required = true)]
    data: Vec<PathBuf>,
    /// The folder to keep the prepared set in; in the user's cache where none is given.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Sample rate of the models that will be trained, in Hz.
    #[arg(long, default_value_t = 44_100, value_parser = clap::value_parser!(u32).range(8_000..=96_000))]
    rate: u32,
    /// Samples a latent frame of the models that will be trained, with commas between.
    #[arg(long, value_delimiter = ',', default_value = "512")]
    hop: Vec<usize>,
    /// Lowest pitch in the recordings, in Hz.
    #[arg(long, default_value_t = 32.0)]
    lowest: f32,
    /// Highest pitch in the recordings, in Hz.
    #[arg(long, default_value_t = 3000.0)]
    highest: f32,
    /// Cuts silence under this many dBFS at both ends, and shortens longer pauses to one second.
    #[arg(long, value_name = "DB", allow_negative_numbers = true, value_parser = decibels)]
    trim: Option<f32>,
    /// Seed of the split into train, validation and test; the set's own where none is given. Train
    /// and evaluate on the set then, not on the folders, which are split by the default seed.
    #[arg(long, requires = "out")]
    seed: Option<u64>,
    /// Answers in JSON, with every problem.
    #[arg(long)]
    json: bool,
}

/// Names shown of each kind of problem.
const SHOWN: usize = 3;

fn decibels(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(db) if (-120.0..=-10.0).contains(&db) => Ok(db),
        _ => Err("write a level from -120 to -10 dBFS, for example -60".into()),
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    set: &'a Path,
    bytes: u64,
    #[serde(flatten)]
    summary: &'a Summary,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let measures: Vec<Measure> = args
        .hop
        .iter()
        .map(|&hop| Measure {
            hop,
            min_hz: args.lowest,
            max_hz: args.highest,
        })
        .collect();
    let folder = match &args.out {
        Some(folder) => folder.clone(),
        None => cached(&args.data, args.rate, args.trim)?,
    };
    let request = Request {
        sources: &args.data,
        rate: args.rate,
        trim_db: args.trim,
        seed: args.seed,
        measures: &measures,
    };
    let mut shown: Option<(Stage, Progress)> = None;
    let set = prepare(&folder, &request, &mut |stage, done, all| {
        if shown.as_ref().is_none_or(|(known, _)| *known != stage) {
            shown = None;
            shown = Some((stage, Progress::new(stage.name())));
        }
        if let Some((_, progress)) = &mut shown {
            progress.at(done as usize, all as usize);
        }
    })?;
    drop(shown);
    let measure = measures.first().ok_or("--hop needs a number of samples")?;
    let summary = Summary::of(&set, measure)?;
    if args.json {
        return output::json(&Answer {
            set: set.folder(),
            bytes: set.bytes(),
            summary: &summary,
        });
    }
    output::text(&page(&set, &summary))
}

fn page(set: &Set, summary: &Summary) -> String {
    let mut text = format!(
        "{} files, {} at {} Hz\n\n",
        summary.files,
        time(summary.hours()),
        summary.rate
    );
    for share in &summary.splits {
        let (name, time) = (share.split.name(), time(share.hours));
        text += &format!("{name:<11} {:>6} files {time:>14}\n", share.files);
        if share.files == 0 {
            text += "            none by this split: add recordings, or choose another --seed\n";
        }
    }
    text += &format!("\n{:<11} {:>9} {:>9} {:>9}\n", "", "1 %", "median", "99 %");
    for range in summary.descriptors.iter().chain(&summary.pitch) {
        text += &line(range);
    }
    text += &format!("voiced      {:>8.0} %\n", 100.0 * summary.voiced);
    if !summary.problems.is_empty() {
        text += "\n";
    }
    for kind in Kind::ALL {
        let mut listed = summary.problems.iter().filter(|p| p.problem.kind == kind);
        let count = listed.clone().count();
        if count == 0 {
            continue;
        }
        let used = if kind.is_remark() { "used" } else { "left out" };
        text += &format!("{count} {}, {used}:\n", kind.name());
        for listed in listed.by_ref().take(SHOWN) {
            text += &format!("  {}: {}\n", listed.name, listed.problem.why);
        }
        if count > SHOWN {
            text += &format!("  … and {} more, see report.txt\n", count - SHOWN);
        }
    }
    text + &format!(
        "\n{} ({:.0} MB)\ntrain with: nrave train {} --rate {} --out MODEL.nrave\n",
        set.folder().display(),
        set.bytes() as f64 / 1e6,
        set.folder().display(),
        summary.rate,
    )
}

fn time(hours: f64) -> String {
    if hours < 1.0 {
        format!("{:.1} minutes", 60.0 * hours)
    } else {
        format!("{hours:.2} hours")
    }
}

fn line(range: &Range) -> String {
    let number = |value: f32| match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size < 0.1 && size > 0.0 => format!("{value:.1e}"),
        _ => format!("{value:.2}"),
    };
    format!(
        "{:<11} {:>9} {:>9} {:>9} {:<5} {}\n",
        range.name,
        number(range.low),
        number(range.median),
        number(range.high),
        range.unit,
        sparks(&range.histogram)
    )
}

/// A histogram as a line of text.
fn sparks(histogram: &[usize]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = histogram.iter().copied().max().unwrap_or(0).max(1);
    let bar = |count: &usize| BARS[(count * (BARS.len() - 1)).div_ceil(most)];
    histogram.iter().map(bar).collect()
}
