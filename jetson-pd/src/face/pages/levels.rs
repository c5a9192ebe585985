//! How loud it is, and how busy.

use embedded_graphics::pixelcolor::Rgb565;
use embedded_graphics::prelude::*;

use super::signed;
use crate::face::look::{ALARM, DIM, INK, WARM};
use crate::face::pen::{Area, Pen};
use crate::face::state::{Cpu, State};
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
    let meters = Area {
        height: area.height * 5 / 8,
        ..area
    };
    let level = state.level;
    draw_level("In", level.map(|level| level.input), meters.row(0, 3), pen)?;
    draw_level(
        "Out",
        level.map(|level| level.output),
        meters.row(1, 3),
        pen,
    )?;
    draw_cpu(state.cpu, meters.row(2, 3), pen)?;
    let below = Area {
        top: meters.bottom(),
        height: area.height - meters.height,
        ..area
    };
    let lost = |count: u64| (counted(count), if count > 0 { ALARM } else { INK });
    let numbers = [
        ("dropouts", lost(state.dropouts)),
        ("xruns", lost(state.xruns)),
        ("late gates", lost(state.late_gates)),
        ("heat", heat(state.temperature)),
    ];
    for (index, (name, (number, colour))) in numbers.into_iter().enumerate() {
        let row = below.row(index / 2, 2);
        let (left, right) = if index % 2 == 0 {
            (area.left, area.left + 128)
        } else {
            (area.left + 137, area.right())
        };
        let baseline = Letters::Body.baseline(row.top, row.height);
        let used = pen.text_right(Letters::Body, &number, (right, baseline), 60, colour)?;
        let width = right - left - used - 4;
        pen.text(Letters::Small, name, (left, baseline), width, DIM)?;
    }
    Ok(())
}

fn draw_level<D: DrawTarget<Color = Rgb565>>(
    name: &str,
    level: Option<f32>,
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    // Also where nothing is known, or no number.
    let level = level.map_or(SILENCE, |level| level.max(SILENCE));
    let (colour, ink) = if level > LOUD {
        (ALARM, ALARM)
    } else {
        (WARM, INK)
    };
    let text = if level > SILENCE {
        signed(level, 0, " dB")
    } else {
        "silent".to_owned()
    };
    let meter = draw_line(name, (&text, ink), area, pen)?;
    pen.bar(meter, 1. - level / SILENCE, colour)
}

fn draw_cpu<D: DrawTarget<Color = Rgb565>>(
    cpu: Option<Cpu>,
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    let cpu = cpu.filter(|cpu| cpu.mean.is_finite() && cpu.worst.is_finite());
    let Some(cpu) = cpu else {
        let meter = draw_line("CPU", ("−", DIM), area, pen)?;
        return pen.bar(meter, 0., WARM);
    };
    let percent = |share: f32| (share * 100.).round().clamp(0., 999.);
    let (colour, ink) = if cpu.worst > BUSY {
        (ALARM, ALARM)
    } else {
        (WARM, INK)
    };
    let text = format!("{}…{} %", percent(cpu.mean), percent(cpu.worst));
    let meter = draw_line("CPU", (&text, ink), area, pen)?;
    pen.bar(meter, cpu.mean, colour)?;
    pen.mark(meter, cpu.worst * 2. - 1.)
}

/// The name and the number above a meter, and the meter's place.
fn draw_line<D: DrawTarget<Color = Rgb565>>(
    name: &str,
    (number, colour): (&str, Rgb565),
    area: Area,
    pen: &mut Pen<D>,
) -> Result<Area, D::Error> {
    let baseline = area.top + 18;
    pen.text(Letters::Body, name, (area.left, baseline), 70, INK)?;
    let at = (area.right(), baseline);
    pen.text_right(Letters::Body, number, at, 140, colour)?;
    Ok(Area::new(area.left, baseline + 7, area.width, 10))
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
