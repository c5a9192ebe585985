//! What is asked of the model, what it makes of it, and the volts that lean on it.

use embedded_graphics::pixelcolor::Rgb565;
use embedded_graphics::prelude::*;

use super::{SEEN, nothing, signed};
use crate::face::look::{DIM, INK, WARM};
use crate::face::navigation::Navigation;
use crate::face::pen::{Area, Pen};
use crate::face::state::{Attribute, State};
use crate::face::text::Letters;

/// The volts at either end of the thin meter.
const VOLTS: f32 = 5.;

pub(super) fn draw<D: DrawTarget<Color = Rgb565>>(
    state: &State,
    navigation: &Navigation,
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    if state.attributes.is_empty() {
        return nothing(
            "None",
            "This model has no attributes to lean on.",
            area,
            pen,
        );
    }
    let all = state.attributes.len();
    let first = navigation.row().unwrap_or(0).min(all.saturating_sub(SEEN));
    for (row, attribute) in state.attributes.iter().skip(first).take(SEEN).enumerate() {
        draw_attribute(attribute, area.row(row, SEEN), pen)?;
    }
    pen.scroll(area, (first, SEEN, all), navigation.row().is_some())
}

fn draw_attribute<D: DrawTarget<Color = Rgb565>>(
    attribute: &Attribute,
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    let baseline = area.top + 18;
    let (value, colour) = match attribute.volts {
        Some(volts) => (signed(volts, 2, " V"), INK),
        None => (signed(attribute.asked, 2, ""), DIM),
    };
    let used = pen.text_right(Letters::Body, &value, (area.right(), baseline), 100, colour)?;
    let width = area.width - used - 10;
    pen.text(
        Letters::Body,
        &attribute.name,
        (area.left, baseline),
        width,
        INK,
    )?;
    let meter = Area::new(area.left, baseline + 7, area.width, 10);
    pen.balance(meter, attribute.asked, WARM)?;
    if let Some(measured) = attribute.measured.filter(|measured| measured.is_finite()) {
        pen.mark(meter, measured)?;
    }
    if let Some(volts) = attribute.volts {
        let thin = Area::new(area.left, meter.bottom() + 3, area.width, 3);
        pen.balance(thin, volts / VOLTS, INK)?;
    }
    Ok(())
}
