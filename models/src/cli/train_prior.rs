//! `nrave train --prior`: teaches a model to play by itself.

use super::progress::Progress;
use super::{Failure, output};
use clap::Args as ClapArgs;
use nrave::evaluate::{Listening, listen};
use nrave::train::prior::{Note, Options, train, write};
use std::path::{Path, PathBuf};

/// Seconds that the new prior plays for the card's figures.
const PLAYED_SECONDS: f64 = 60.0;
/// Recordings, left out of training, that they are compared with.
const RECORDINGS: usize = 200;

#[derive(ClapArgs)]
#[command(next_help_heading = "Prior")]
pub struct Args {
    /// Instead of a new model, trains a prior for this one (.nrave) on the recordings, and writes the
    /// model with the method prior to --out. Recordings of one folder follow one another.
    #[arg(long, value_name = "MODEL")]
    prior: Option<PathBuf>,
    /// Steps of the prior's training.
    #[arg(long, default_value_t = 2000)]
    prior_steps: u64,
    /// Streams of recordings in each of them. Fewer need less memory.
    #[arg(long, default_value_t = 48, value_parser = clap::value_parser!(u16).range(1..=1024))]
    prior_streams: u16,
    /// Size of the optimizer's steps at the start.
    #[arg(long, default_value_t = 2e-3)]
    prior_learning_rate: f64,
}

impl Args {
    /// Whether it is a prior that is to be trained.
    pub fn is_asked(&self) -> bool {
        self.prior.is_some()
    }
}

/// What a prior's training has in common with a model's.
pub struct Common<'a> {
    pub data: &'a [PathBuf],
    pub out: &'a Path,
    pub seed: u64,
    pub resume: bool,
}

pub fn run(args: &Args, common: &Common) -> Result<(), Failure> {
    let options = Options {
        model: args.prior.clone().unwrap_or_default(),
        data: common.data.to_vec(),
        run: common.out.with_extension("run"),
        steps: args.prior_steps,
        streams: args.prior_streams.into(),
        seed: common.seed,
        learning_rate: args.prior_learning_rate,
        resume: common.resume,
    };
    let mut note = Note {
        command: command(&options, common.out),
        figures: String::new(),
    };
    let trained = train(&options)?;
    write(&trained, &options, &note, common.out)?;
    let mut progress = Progress::new("listening");
    let folder = &common.data[0];
    let listening = Listening {
        seconds: PLAYED_SECONDS,
        temperature: 1.0,
        seed: common.seed,
        recordings: RECORDINGS,
    };
    let tell = &mut |done, all| progress.at(done, all);
    let figures = listen(common.out, folder, &listening, tell);
    drop(progress);
    note.figures = match figures {
        Ok(figures) => figures.markdown(),
        Err(error) => {
            // Errors name paths, and the card goes to others.
            eprintln!("nrave: {error}");
            "- not measured: no recordings that were left out could be played\n".to_owned()
        }
    };
    write(&trained, &options, &note, common.out)?;
    output::text(&format!(
        "{out}: best at step {} after {:.0} minutes\n{}hear it with: nrave render OUT.wav --seconds 60 \
         --method prior --model {out}\n",
        trained.step,
        trained.seconds / 60.0,
        note.figures,
        out = common.out.display(),
    ))
}

/// The command that trains this prior again, without the paths of this machine.
fn command(options: &Options, out: &Path) -> String {
    let name = |path: &Path| {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    format!(
        "nrave train {} --prior {} --out {} --prior-steps {} --prior-streams {} \
         --prior-learning-rate {} --seed {}",
        options
            .data
            .iter()
            .map(|place| name(place))
            .collect::<Vec<_>>()
            .join(" "),
        name(&options.model),
        name(out),
        options.steps,
        options.streams,
        options.learning_rate,
        options.seed,
    )
}
