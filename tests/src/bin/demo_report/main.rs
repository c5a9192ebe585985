//! Plays `patches/pd/demo.pd` in real, headless Pure Data and reports what came out:
//! `demo_report PD OUT` writes `demo.wav`, `demo.png` and `demo.json` into the folder OUT.
//! `cargo demo` calls it.

mod curve;
mod latency;
mod patch;
mod picture;
mod summary;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf, absolute};
use std::process::ExitCode;

use neurorave_core::model::Model;
use nrave_tests::pd::External;

use crate::curve::Curve;
use crate::patch::{Player, SWEPT};
use crate::summary::Summary;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [pd, out] = arguments.as_slice() else {
        eprintln!("demo_report PD OUT; `cargo demo` calls it");
        return ExitCode::FAILURE;
    };
    match report(pd, out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn report(pd: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let model_file = root.join("models/zoo/strings.nrave");
    let model = Model::peek(&model_file)?;
    let out = absolute(out)?;
    fs::create_dir_all(&out)?;
    let files = ["demo.wav", "demo.png", "demo.json"].map(|name| out.join(name));
    let [sound, picture, numbers] = &files;
    let scratch = tempfile::tempdir()?;
    let player = Player {
        pd,
        external: External::build().folder(),
        scratch: scratch.path(),
    };

    eprintln!("    the recording, four times, through {} ...", model.name);
    let take = player.play(
        &root.join("patches/pd/demo.pd"),
        &root.join("tests/audio/digits.wav"),
        sound,
    )?;
    eprintln!("    an impulse, to measure the latency ...");
    let measured_latency = latency::measure(&player, &root, &model)?;
    eprintln!("    measuring and drawing ...");
    let curves: Vec<Curve> = model
        .attributes
        .iter()
        .filter(|attribute| SWEPT.contains(&attribute.name.as_str()))
        .map(|attribute| Curve::measure(&take, attribute))
        .collect::<Result<_, _>>()?;
    picture::draw(&take, &model, &curves, picture)?;
    let summary = Summary {
        model: &model,
        take: &take,
        curves: &curves,
        measured_latency,
    };
    fs::write(numbers, summary.json())?;

    println!("{summary}\n");
    for file in &files {
        println!("{}", file.display());
    }
    Ok(summary.check()?)
}
