//! How loud it is, and how busy.

use embedded_graphics::pixelcolor::Rgb565;
use embedded_graphics::prelude::*;

use super::{signed, title};
use crate::face::look::{ALARM, DIM, INK, WARM};
use crate::face::pen::{Area, Pen};
use crate::face::state::State;
use crate::face::text::Letters;

/// The left end of a meter in dBFS.
const SILENCE: f32 = -60.;
/// Above this, in dBFS, the next louder note is distorted.
const LOUD: f32 = -1.;
/// Above this share of its time a network is late before long.
const BUSY: f32 = 0.9;
/// Above this, in °C, the processor slows down before long.
const HOT: f32 = 85.;

pub(super) fn draw<D: DrawTarget<Color = Rgb565>>(
    state: &State,
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    title("Levels", DIM, pen)?;
    let meters = Area {
        height: area.height * 7 / 16,
        ..area
    };
    let level = state.level;
    draw_meter("In", level.map(|level| level.input), meters.row(0, 2), pen)?;
    draw_meter(
        "Out",
        level.map(|level| level.output),
        meters.row(1, 2),
        pen,
    )?;
    let cells = Area {
        top: meters.bottom(),
        height: area.height - meters.height,
        ..area
    };
    let cpu = state.cpu;
    let lost = |count: u64| (counted(count), if count > 0 { ALARM } else { INK });
    let numbers = [
        ("CPU", share(cpu.map(|cpu| cpu.mean))),
        ("at worst", share(cpu.map(|cpu| cpu.worst))),
        ("heat", heat(state.temperature)),
        ("dropouts", lost(state.dropouts)),
        ("xruns", lost(state.xruns)),
        ("late gates", lost(state.late_gates)),
    ];
    for (index, (name, (number, colour))) in numbers.into_iter().enumerate() {
        let row = cells.row(index / 3, 2);
        let left = row.left + (index % 3) as i32 * 73;
        let label = row.bottom() - 4;
        pen.text(Letters::Small, name, (left, label), 70, DIM)?;
        let number_baseline = label - Letters::Small.capital() - 7;
        pen.text(Letters::Large, &number, (left, number_baseline), 70, colour)?;
    }
    Ok(())
}

fn draw_meter<D: DrawTarget<Color = Rgb565>>(
    name: &str,
    level: Option<f32>,
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    let level = level.unwrap_or(f32::NEG_INFINITY);
    let colour = if level > LOUD { ALARM } else { WARM };
    let baseline = area.top + 20;
    pen.text(Letters::Body, name, (area.left, baseline), 80, INK)?;
    let text = if level > SILENCE {
        signed(level, 0, " dB")
    } else {
        "silent".to_owned()
    };
    let ink = if level > LOUD { ALARM } else { DIM };
    pen.text_right(Letters::Body, &text, (area.right(), baseline), 110, ink)?;
    let meter = Area::new(
        area.left,
        baseline + 7,
        area.width,
        (area.height - 34).max(6),
    );
    pen.bar(meter, 1. - level / SILENCE, colour)
}

fn share(share: Option<f32>) -> (String, Rgb565) {
    match share.filter(|share| share.is_finite()) {
        Some(share) => {
            let percent = (share * 100.).round().clamp(0., 999.);
            (
                format!("{percent}%"),
                if share > BUSY { ALARM } else { INK },
            )
        }
        None => ("−".to_owned(), DIM),
    }
}

fn heat(degrees: Option<f32>) -> (String, Rgb565) {
    match degrees.filter(|degrees| degrees.is_finite()) {
        Some(degrees) => {
            let text = format!("{:.0}°", degrees.clamp(-99., 999.));
            (
                text.replace('-', "−"),
                if degrees > HOT { ALARM } else { INK },
            )
        }
        None => ("−".to_owned(), DIM),
    }
}

/// A count in at most four characters.
fn counted(count: u64) -> String {
    match count {
        0..10_000 => count.to_string(),
        10_000..1_000_000 => format!("{}k", count / 1000),
        1_000_000..1_000_000_000 => format!("{}M", count / 1_000_000),
        _ => "many".to_owned(),
    }
}
