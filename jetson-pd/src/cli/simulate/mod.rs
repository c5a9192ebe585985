//! `nrave-module simulate`: volts for `nrave.cv` in Pd, in place of hardware.

#[cfg(unix)]
mod player;

use super::Failure;
use super::place::Place;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

#[derive(Args)]
pub struct Arguments {
    /// A table of volts over time; its first row names jacks: seconds,cv1,gate1
    #[arg(value_name = "FILE.csv", required_unless_present = "set")]
    file: Option<PathBuf>,
    /// Put volts into a jack and end
    #[arg(
        long,
        value_names = ["JACK", "VOLTS"],
        num_args = 2,
        allow_negative_numbers = true,
        conflicts_with_all = ["file", "again", "speed"]
    )]
    set: Option<Vec<String>>,
    /// Play it again and again, until you press Ctrl-C
    #[arg(long = "loop")]
    again: bool,
    /// How many times as fast as written
    #[arg(long, default_value_t = 1.0, value_name = "TIMES", value_parser = speed)]
    speed: f64,
    #[command(flatten)]
    place: Place,
}

fn speed(text: &str) -> Result<f64, String> {
    let speed = text
        .parse()
        .ok()
        .filter(|speed| (0.01..=100.0).contains(speed));
    speed.ok_or_else(|| "a number from 0.01 to 100".into())
}

#[cfg(unix)]
pub fn simulate(arguments: &Arguments, out: &mut impl Write) -> Result<(), Failure> {
    use super::script;

    let (config, _) = arguments.place.config()?;
    let player = player::Player::new(&config)?;
    match (&arguments.set, &arguments.file) {
        (Some(set), _) => player.set(&set[0], &set[1]),
        (None, Some(file)) => {
            let script = script::load(file, &config)?;
            player.play(&script, arguments.speed, arguments.again, out)
        }
        (None, None) => Err(Failure::misused("name a FILE.csv, or --set JACK VOLTS")),
    }
}

#[cfg(not(unix))]
pub fn simulate(_: &Arguments, _: &mut impl Write) -> Result<(), Failure> {
    Err(Failure::failed(
        "this system has no sockets that Pd could be told by. In the patch, send nrave.cv the \
         message simulate FILE.csv, or volts JACK VOLTS",
    ))
}
