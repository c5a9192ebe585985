//! `nrave evaluate`: figures on recordings that a model was not trained on.

use super::progress::Progress;
use super::{Failure, output};
use clap::Args as ClapArgs;
use nrave::evaluate::Trial;
use std::path::PathBuf;

/// Measures how well a model plays recordings that it was not trained on.
///
/// Plays them through the instrument: everything following, each attribute swept, all attributes
/// from another recording, and transposed by a fifth up and down.
#[derive(ClapArgs)]
pub struct Args {
    /// The model file (.nrave).
    model: PathBuf,
    /// The folder of recordings; of these, the files that training leaves out are played.
    #[arg(long)]
    data: PathBuf,
    /// How many recordings, evenly spread.
    #[arg(long, default_value_t = 40)]
    recordings: usize,
    /// Takes every file, also those that training uses.
    #[arg(long)]
    all: bool,
    /// Writes a picture of four recordings, input beside output.
    #[arg(long, value_name = "PNG")]
    picture: Option<PathBuf>,
    /// Answers in JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let trial = Trial::open(&args.model, &args.data, args.recordings, args.all)?;
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
