//! `nrave evaluate`: figures on recordings that models were not trained on.

use super::progress::Progress;
use super::{Failure, output};
use clap::Args as ClapArgs;
use nrave::evaluate::study::{Data, Plan, Run, Study};
use nrave::evaluate::{Trial, page};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Measures how well models play recordings that they were not trained on.
///
/// One model and no --out: a few figures at once. With --out, a study: as many models as you like,
/// on as many families of sounds, with every measure, sounds, pictures and one page to look at
/// (index.html; report.md and report.json hold the same figures).
///
///   nrave evaluate strings.nrave --data recordings/strings
///
///   nrave evaluate ours=a.nrave@strings RAVE=b.nrave@strings ours=c.nrave@drums
///     --data recordings/strings --data recordings/drums --out study
#[derive(ClapArgs)]
pub struct Args {
    /// Models: a .nrave file, a run's folder that holds one, or the folder of a baseline (nrave train
    /// --preset vae), as [LABEL=]PATH[@FAMILY]. Where there is more than one --data, FAMILY says which
    /// it is played on.
    #[arg(required = true, value_name = "RUN")]
    runs: Vec<String>,
    /// A folder of recordings, as [NAME=]DIR; of these, the files that training leaves out are
    /// played. A folder that no model is on is played through the models of the others.
    #[arg(long, required = true, value_name = "DIR")]
    data: Vec<String>,
    /// The folder for the report; made where it is missing.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// A few recordings only: to see that everything works.
    #[arg(long, requires = "out")]
    quick: bool,
    /// How many recordings a family, evenly spread [default: 40, with --quick 6].
    #[arg(long)]
    recordings: Option<usize>,
    /// How many of them the knobs are tried on [default: 12, with --quick 3].
    #[arg(long, requires = "out", value_name = "N")]
    control: Option<usize>,
    /// How many curves of each kind a knob and recording [default: 1].
    #[arg(long, requires = "out", value_name = "N")]
    curves: Option<usize>,
    /// Seed of every random choice.
    #[arg(long, default_value_t = 1, requires = "out")]
    seed: u64,
    /// A family whose file names begin with a class and an underscore, as 7_jackson_32.wav does: a
    /// classifier is trained on the originals and hears the reconstructions.
    #[arg(long, requires = "out", value_name = "FAMILY")]
    classify: Vec<String>,
    /// The label of the .nrave model whose latents leakage is compared with [default: the first of a
    /// family without attributes].
    #[arg(long, requires = "out", value_name = "LABEL")]
    baseline: Option<String>,
    /// Takes every file, also those that training uses.
    #[arg(long)]
    all: bool,
    /// Writes a picture of four recordings, input beside output.
    #[arg(long, value_name = "PNG", conflicts_with = "out")]
    picture: Option<PathBuf>,
    /// Answers in JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    match &args.out {
        Some(out) => study(args, out),
        None => trial(args),
    }
}

fn trial(args: &Args) -> Result<(), Failure> {
    let ([run], [data]) = (args.runs.as_slice(), args.data.as_slice()) else {
        return Err("a comparison is a report: add --out FOLDER".into());
    };
    let (model, data) = (Run::parse(run).model()?, Data::parse(data).folder);
    let trial = Trial::open(&model, &data, args.recordings.unwrap_or(40), args.all)?;
    let mut progress = Progress::new("evaluating");
    let figures = trial.run(&mut |done, all| progress.at(done, all))?;
    drop(progress);
    if let Some(path) = &args.picture {
        trial.picture(path)?;
    }
    if args.json {
        output::json(&figures)
    } else {
        output::text(&format!("# {}\n\n{}", figures.model, figures.markdown()))
    }
}

fn study(args: &Args, out: &Path) -> Result<(), Failure> {
    let usual = if args.quick {
        Plan::quick()
    } else {
        Plan::full()
    };
    let study = Study {
        runs: args.runs.iter().map(|run| Run::parse(run)).collect(),
        families: args.data.iter().map(|data| Data::parse(data)).collect(),
        plan: Plan {
            recordings: args.recordings.unwrap_or(usual.recordings).max(1),
            control: args.control.unwrap_or(usual.control).max(1),
            curves: args.curves.unwrap_or(usual.curves).max(1),
            ..usual
        },
        seed: args.seed,
        all: args.all,
        classify: args.classify.clone(),
        baseline: args.baseline.clone(),
        command: command(),
    };
    let progress = Mutex::new(Progress::new("playing and measuring"));
    let report = study.run(out, &|done, all| {
        if let Ok(mut progress) = progress.lock() {
            progress.at(done, all);
        }
    })?;
    drop(progress);
    page::write(&report, out)?;
    if args.json {
        output::json(&report)
    } else {
        output::text(&format!(
            "{}: open index.html, or read report.md ({:.0} s)\n",
            out.display(),
            report.made.seconds
        ))
    }
}

/// The command line as it was given, quoted where a shell needs it.
fn command() -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_=@./,:+~".contains(c);
    let quoted = |word: String| match !word.is_empty() && word.chars().all(plain) {
        true => word,
        false => format!("'{}'", word.replace('\'', "'\\''")),
    };
    let words = std::env::args_os().skip(1);
    let words = words.map(|word| quoted(word.to_string_lossy().into_owned()));
    std::iter::once("nrave".to_owned())
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}
