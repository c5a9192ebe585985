//! `nrave import`: a TorchScript model of the `nn~` kind as a model file.

use super::{Failure, output};
use clap::Args as ClapArgs;
use neurorave_core::graph::WeightFormat;
use neurorave_core::model::Model;
use neurorave_core::network;
use neurorave_core::opening::{self, ImportOptions, ImportReport};
use std::fmt::Write;
use std::path::PathBuf;
use std::time::Instant;

/// Turns a TorchScript model (RAVE and others that nn~ loads) into a model file.
#[derive(ClapArgs)]
pub struct Args {
    /// The TorchScript file (.ts).
    file: PathBuf,
    /// The model file to write; beside the other, with the ending .nrave, unless told.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Stores weights in half precision: half the size, faster, 60 dB or more of signal over the error.
    #[arg(long)]
    half: bool,
    /// Samples of audio in a step: a multiple of the model's ratio. The fewest that it allows, unless
    /// told.
    #[arg(long)]
    step: Option<usize>,
    /// What a setting begins with, as `NAME=VALUE`, or `NAME=VALUE,VALUE` where it takes several. More
    /// than once for several settings.
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = setting)]
    settings: Vec<(String, String)>,
}

fn setting(said: &str) -> Result<(String, String), String> {
    match said.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("a setting's name and its value with = between, like gain=0.5".to_owned()),
    }
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let to = match &args.output {
        Some(output) => output.clone(),
        None => args.file.with_extension("nrave"),
    };
    if to == args.file {
        return Err("the model file would take the place of the other; name it with -o".into());
    }
    let options = ImportOptions {
        weights: match args.half {
            true => WeightFormat::F16,
            false => WeightFormat::F32,
        },
        step: args.step,
        settings: args.settings.iter().cloned().collect(),
    };
    eprintln!("importing {}", args.file.display());
    let begun = Instant::now();
    let report = opening::import_file(&args.file, &to, &options)?;
    let seconds = begun.elapsed().as_secs_f64();
    let model = Model::open(&to)?;
    output::text(&page(&model, &report, &to.display().to_string(), seconds)?)
}

fn page(model: &Model, report: &ImportReport, file: &str, seconds: f64) -> Result<String, Failure> {
    let manifest = model.manifest();
    let rate = manifest.sample_rate;
    let mut page = String::new();
    writeln!(page, "{file}: {rate} Hz, imported in {seconds:.1} s")?;
    for played in &report.methods {
        let method = &manifest.methods[&played.name];
        let executor = match network::shared(model, &played.name) {
            Ok(network) => match network.fallback() {
                None => network.executor().name().to_owned(),
                Some(why) => format!("{}, because of {why}", network.executor().name()),
            },
            Err(error) => format!("nothing: {error}"),
        };
        let operators: usize = played.operators.iter().map(|(_, count)| count).sum();
        let most = played.operators.iter().take(4);
        let most: Vec<String> = most
            .map(|(name, count)| format!("{count} {name}"))
            .collect();
        writeln!(
            page,
            "  {}: step {}, delay {} samples ({:.0} ms), {operators} operators ({} …), run by {executor}",
            played.name,
            method.step,
            method.delay,
            1e3 * method.delay as f64 / f64::from(rate),
            most.join(", "),
        )?;
    }
    let mut pairs = |title: &str, pairs: &[(String, String)]| {
        pairs
            .iter()
            .try_for_each(|(name, why)| writeln!(page, "  {title} {name}: {why}"))
    };
    pairs("doesn't play", &report.refused)?;
    pairs("cannot set", &report.unsettable)?;
    pairs("only --set changes", &report.fixed)?;
    for setting in &manifest.settings {
        let numbers = setting.numbers.iter();
        let numbers: Vec<String> = numbers
            .map(|n| match setting.word(n.form, n.initial) {
                Some(word) => word.to_owned(),
                None => n.initial.to_string(),
            })
            .collect();
        writeln!(page, "  setting {} is {}", setting.name, numbers.join(" "))?;
    }
    for assumption in &report.assumptions {
        writeln!(page, "  taken for granted: {assumption}")?;
    }
    Ok(page)
}
