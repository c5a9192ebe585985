//! `nrave-module install` and `uninstall`.

use super::Failure;
use super::run;
use clap::{Args, Parser};
use nrave_module::appliance::install::{self, Installation};
use std::io::Write;
use std::path::PathBuf;

/// Where the program is in an image, unless said otherwise.
const PROGRAM: &str = "/usr/local/bin/nrave-module";

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    target: Target,
    /// This program by its whole path on the module [default: where it is, or
    /// /usr/local/bin/nrave-module in an image]
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// What the module is run with, after --: the flags of nrave-module run
    #[arg(last = true, value_name = "RUN FLAGS")]
    flags: Vec<String>,
}

#[derive(Args)]
pub struct Uninstall {
    #[command(flatten)]
    target: Target,
}

#[derive(Args)]
struct Target {
    /// Print what would be done, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// The root of an image, instead of this computer
    #[arg(long, value_name = "FOLDER")]
    root: Option<PathBuf>,
}

/// The flags of `nrave-module run` by themselves.
#[derive(Parser)]
#[command(name = "nrave-module run")]
struct Run {
    #[command(flatten)]
    arguments: run::Arguments,
}

pub fn install(arguments: &Arguments, out: &mut impl Write) -> Result<(), Failure> {
    check(arguments)?;
    let here = || match &arguments.target.root {
        Some(_) => Ok(PROGRAM.into()),
        None => std::env::current_exe(),
    };
    let program = arguments.program.clone().map_or_else(here, Ok);
    let program = program.map_err(|error| {
        Failure::failed(format!("can't find this program ({error}): --program FILE"))
    })?;
    let mut run = vec!["run".to_owned()];
    run.extend(arguments.flags.iter().cloned());
    Ok(install::install(
        &installation(&arguments.target, program, run),
        out,
    )?)
}

pub fn uninstall(arguments: &Uninstall, out: &mut impl Write) -> Result<(), Failure> {
    let installation = installation(&arguments.target, PROGRAM.into(), Vec::new());
    Ok(install::uninstall(&installation, out)?)
}

fn installation(target: &Target, program: PathBuf, arguments: Vec<String>) -> Installation {
    Installation {
        root: target.root.clone(),
        program,
        arguments,
        dry_run: target.dry_run,
    }
}

/// Refuses what `nrave-module run` would refuse, as long as there is somebody to read it.
fn check(arguments: &Arguments) -> Result<(), Failure> {
    let words = ["nrave-module run".to_owned()];
    let words = words.iter().chain(&arguments.flags);
    let run = Run::try_parse_from(words)
        .map_err(Failure::misused)?
        .arguments;
    let single = [&run.patch, &run.place.config, &run.place.state];
    let paths = single
        .into_iter()
        .flatten()
        .chain(&run.models)
        .chain(&run.paths);
    for path in paths {
        if !path.is_absolute() {
            return Err(Failure::misused(format!(
                "{} is not a whole path, and the module starts in another folder: begin it with /",
                path.display()
            )));
        }
    }
    if run.patch.is_none() && arguments.target.root.is_none() && run::shipped().is_none() {
        return Err(Failure::misused(
            "there is no module.pd beside this program: name the patch, as in nrave-module install \
             -- --patch /opt/nrave/module.pd",
        ));
    }
    Ok(())
}
