//! `nrave-module check`.

mod meter;
mod note;
mod parts;
mod table;

use super::Failure;
use super::place::Place;
use super::readings::Readings;
use clap::Args;
use meter::Meters;
use nrave_module::time::{Nanos, SECOND};
use parts::Parts;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

/// From one table to the next: on a terminal, where it is drawn over the one before, and elsewhere.
const REDRAW: Nanos = SECOND / 5;
const REPEAT: Nanos = SECOND;

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Read a table of volts over time instead of hardware
    #[arg(long, value_name = "FILE.csv")]
    simulate: Option<PathBuf>,
    /// Read for one second, print one table and end
    #[arg(long, conflicts_with = "seconds")]
    once: bool,
    /// End after so many seconds [default: with the table of volts, or when you press Ctrl-C]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    seconds: Option<u32>,
}

pub fn check(arguments: &Arguments, out: &mut impl Write) -> Result<(), Failure> {
    let (config, from) = arguments.place.config()?;
    let live = !arguments.once && std::io::stdout().is_terminal();
    let simulated = arguments.simulate.as_deref();
    let mut readings = Readings::new(&config, &arguments.place, simulated, live)?;
    let begin = readings.now();
    let mut meters = Meters::new(&config, &arguments.place.calibrations());
    let mut parts = Parts::new(&config, simulated);
    let seconds = if arguments.once {
        Some(1)
    } else {
        arguments.seconds
    };
    let end = seconds.map(|seconds| begin + Nanos::from(seconds) * SECOND);
    let period = if live { REDRAW } else { REPEAT };
    let mut next = begin + period;
    let mut drawn = 0;
    let mut first = true;
    loop {
        let now = readings.scan(&mut |now, report| {
            parts.take(&report);
            meters.take(now, &report);
        });
        if std::mem::take(&mut first) {
            readings.must_be_here(&config.board, parts.faults())?;
        }
        let over = end.map_or_else(|| readings.is_over(), |end| now >= end);
        if now < next && !over {
            continue;
        }
        next += period;
        let text = format!(
            "{}, {from}\n{}\n{}",
            config.board.name,
            parts.text(),
            meters.text()
        );
        if live {
            drawn = redraw(&text, drawn, out)?;
        } else {
            writeln!(out, "{text}")?;
        }
        out.flush()?;
        if over {
            return parts.verdict();
        }
    }
}

/// Draws over the `drawn` lines of the text before; returns the lines of this one. Long lines are
/// cut off rather than wrapped, or there would be more lines than are known of.
fn redraw(text: &str, drawn: usize, out: &mut impl Write) -> std::io::Result<usize> {
    if drawn > 0 {
        write!(out, "\x1b[{drawn}A")?;
    }
    write!(out, "\x1b[J\x1b[?7l{text}\x1b[?7h")?;
    Ok(text.matches('\n').count())
}
