//! `nrave-module calibrate`: two known voltages tell the scale and the offset of a jack.

mod bench;
mod hand;
mod report;

use super::Failure;
use super::place::{Place, jack_of};
use super::readings::Readings;
use bench::Bench;
use clap::Args;
use hand::Hand;
use nrave_module::appliance::store::Store;
use nrave_module::config::{Calibration, Calibrations, Config, Input, Kind};
use std::io::Write;
use std::path::PathBuf;

/// What is put into the jack.
const VOLTS: [f32; 2] = [1.0, 3.0];

#[derive(Args)]
pub struct Arguments {
    /// The V/oct inputs to calibrate [default: all of them]
    inputs: Vec<String>,
    #[command(flatten)]
    place: Place,
    /// Measure and show, but keep the calibration as it is
    #[arg(long)]
    dry_run: bool,
    /// Ask nothing: measure when the voltage is steady, and give up after 60 seconds without one
    #[arg(long)]
    yes: bool,
    /// Read a table of volts over time instead of hardware; implies --yes
    #[arg(long, value_name = "FILE.csv")]
    simulate: Option<PathBuf>,
}

pub fn calibrate(arguments: &Arguments, out: &mut impl Write) -> Result<(), Failure> {
    let place = &arguments.place;
    let (config, _) = place.config()?;
    let wanted = wanted(&config, &arguments.inputs)?;
    let readings = Readings::new(&config, place, arguments.simulate.as_deref(), false)?;
    let hand = Hand::new(arguments.yes || arguments.simulate.is_some());
    let mut bench = Bench::new(&config, readings, hand);
    for &number in &wanted {
        let input = &config.inputs[number];
        let calibration = guide(&mut bench, &config, number, out)?;
        if arguments.dry_run {
            writeln!(out, "Nothing is written (--dry-run).")?;
        } else {
            keep(place, &input.name, calibration, out)?;
        }
    }
    Ok(())
}

/// The numbers of the inputs that are meant.
fn wanted(config: &Config, names: &[String]) -> Result<Vec<usize>, Failure> {
    let is_pitch = |input: &Input| matches!(input.kind, Kind::Voct { .. });
    let all = || (0..).zip(&config.inputs);
    let pitches: Vec<_> = all().filter(|(_, input)| is_pitch(input)).collect();
    let known: Vec<_> = pitches.iter().map(|(_, i)| i.name.as_str()).collect();
    if pitches.is_empty() {
        return Err(Failure::misused(format!(
            "{} has no V/oct input: write kind = \"voct\" to the one that plays a pitch",
            config.file.display()
        )));
    }
    if names.is_empty() {
        return Ok(pitches.into_iter().map(|(number, _)| number).collect());
    }
    let find = |name: &String| {
        let found = all().find(|(_, input)| input.name == *name);
        match found {
            Some((number, input)) if is_pitch(input) => Ok(number),
            Some((_, input)) => Err(Failure::misused(format!(
                "{name} is of kind {}, which has no pitch to be right; V/oct inputs are {}",
                input.kind.name(),
                known.join(", ")
            ))),
            None => Err(Failure::misused(format!(
                "there is no input \"{name}\"; V/oct inputs are {}",
                known.join(", ")
            ))),
        }
    };
    names.iter().map(find).collect()
}

/// Measures both points of an input.
fn guide(
    bench: &mut Bench,
    config: &Config,
    number: usize,
    out: &mut impl Write,
) -> Result<Calibration, Failure> {
    let input = &config.inputs[number];
    let jack = jack_of(config, input);
    let mut points = Vec::new();
    for asked in VOLTS {
        let way = if bench.hand.is_there() {
            ", or when you press Enter"
        } else {
            ""
        };
        writeln!(
            out,
            "{}: put {asked:.3} V into the jack {jack}. It is measured when it is steady{way}.",
            input.name
        )?;
        let point = bench.point(number, asked, out)?;
        writeln!(out, "  {:+.4} V", point.mean)?;
        points.push(point);
    }
    let calibration = Calibration {
        at_1v: points[0].mean as f32,
        at_3v: points[1].mean as f32,
    };
    let calibration = calibration.check().map_err(Failure::failed)?;
    let count = bench.count(number);
    let text = report::text(&input.name, calibration, [points[0], points[1]], count);
    write!(out, "{text}")?;
    Ok(calibration)
}

/// Writes one calibration; those of other inputs stay.
fn keep(
    place: &Place,
    name: &str,
    calibration: Calibration,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let (store, trouble) = Store::open(&place.state());
    if let Some(trouble) = trouble {
        return Err(trouble.into());
    }
    let (mut all, damage) = store.read::<Calibrations>();
    if let Some(damage) = damage {
        writeln!(out, "{damage}")?;
    }
    all.0.insert(name.to_owned(), calibration);
    store.write(&all)?;
    let file = store.path::<Calibrations>();
    writeln!(
        out,
        "Written to {}. Pd plays it from its next start on.",
        file.display()
    )?;
    Ok(())
}
