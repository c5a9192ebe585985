//! Every jack: volts as they are, gates as lamps, the pitch by its name.

use embedded_graphics::pixelcolor::Rgb565;
use embedded_graphics::prelude::*;

use super::{SEEN, nothing, signed};
use crate::face::look::{DIM, FAINT, INK, WARM};
use crate::face::navigation::Navigation;
use crate::face::note::note;
use crate::face::pen::{Area, Pen};
use crate::face::state::{Input, InputKind, State};
use crate::face::text::Letters;

/// The volts at either end of a meter.
const VOLTS: f32 = 5.;
const PITCH: i32 = 54;
const LAMPS: i32 = 30;

pub(super) fn draw<D: DrawTarget<Color = Rgb565>>(
    state: &State,
    navigation: &Navigation,
    mut area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    if state.inputs.is_empty() && state.pitch.is_none() {
        return nothing("None", "No jack has been read yet.", area, pen);
    }
    let (lamps, volts): (Vec<_>, Vec<_>) =
        state.inputs.iter().partition(|input| input.kind.is_lamp());
    if let Some(hertz) = pitch(state) {
        draw_pitch(
            hertz,
            Area {
                height: PITCH,
                ..area
            },
            pen,
        )?;
        (area.top, area.height) = (area.top + PITCH, area.height - PITCH);
    }
    if !lamps.is_empty() {
        area.height -= LAMPS;
        draw_lamps(
            &lamps,
            Area {
                top: area.bottom(),
                height: LAMPS,
                ..area
            },
            pen,
        )?;
    }
    let first = navigation
        .row()
        .unwrap_or(0)
        .min(volts.len().saturating_sub(SEEN));
    for (row, input) in volts.iter().skip(first).take(SEEN).enumerate() {
        draw_volts(input, area.row(row, SEEN), pen)?;
    }
    pen.scroll(area, (first, SEEN, volts.len()), navigation.row().is_some())
}

/// What the jack for the pitch asks for, or else what the model plays.
fn pitch(state: &State) -> Option<f32> {
    let is_pitch = |input: &&Input| input.kind == InputKind::Voct && input.patched;
    let jack = state.inputs.iter().find(is_pitch);
    jack.map(|input| input.value).or(state.pitch)
}

fn draw_pitch<D: DrawTarget<Color = Rgb565>>(
    hertz: f32,
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    let baseline = Letters::Huge.baseline(area.top - 4, area.height);
    let Some((name, cents)) = note(hertz) else {
        return pen.text(Letters::Huge, "−", (area.left, baseline), area.width, DIM);
    };
    pen.text(Letters::Huge, &name, (area.left, baseline), 124, WARM)?;
    let digits = if hertz < 1000. { 1 } else { 0 };
    let hertz = format!("{hertz:.digits$} Hz");
    let cents = signed(cents as f32, 0, " cents");
    let upper = baseline - Letters::Huge.capital() + Letters::Small.capital();
    pen.text_right(Letters::Small, &cents, (area.right(), upper + 1), 100, INK)?;
    pen.text_right(Letters::Small, &hertz, (area.right(), baseline), 100, DIM)?;
    Ok(())
}

fn draw_volts<D: DrawTarget<Color = Rgb565>>(
    input: &Input,
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    let baseline = Letters::Body.baseline(area.top, area.height);
    let (ink, volts) = if input.patched {
        (INK, signed(input.volts, 2, " V"))
    } else {
        (DIM, "open".to_owned())
    };
    pen.text(Letters::Body, &input.name, (area.left, baseline), 66, ink)?;
    pen.text_right(Letters::Body, &volts, (area.right(), baseline), 98, ink)?;
    let meter = Area::new(area.left + 70, area.top + area.height / 2 - 3, 44, 6);
    if input.patched {
        pen.balance(meter, input.volts / VOLTS, WARM)
    } else {
        pen.fill(meter, FAINT)
    }
}

fn draw_lamps<D: DrawTarget<Color = Rgb565>>(
    lamps: &[&Input],
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    let lamps = &lamps[..lamps.len().min(SEEN)];
    let width = area.width / lamps.len().max(2) as i32;
    let middle = area.top + area.height / 2;
    let baseline = Letters::Body.baseline(area.top, area.height);
    for (input, column) in lamps.iter().zip(0..) {
        let left = area.left + column * width;
        let is_high = input.patched && input.value > 0.5;
        let (ring, ink) = match (input.patched, is_high) {
            (false, _) => (FAINT, DIM),
            (true, false) => (DIM, INK),
            (true, true) => (WARM, INK),
        };
        pen.lamp((left + 9, middle), 17, is_high, ring)?;
        pen.text(
            Letters::Body,
            &input.name,
            (left + 26, baseline),
            width - 32,
            ink,
        )?;
    }
    Ok(())
}
