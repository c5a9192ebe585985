//! The pages.

mod attributes;
mod inputs;
mod levels;
mod model;
mod troubles;

use embedded_graphics::pixelcolor::Rgb565;
use embedded_graphics::prelude::*;

use super::look::{ALARM, DIM, FAINT, GROUND, INK, MARGIN, SIDE, TOP};
use super::navigation::Navigation;
use super::notice::Notice;
use super::page::{Page, pages};
use super::pen::{Area, Pen};
use super::state::State;
use super::text::Letters;

/// How many attributes, or jacks with volts, a page shows at once.
pub(super) const SEEN: usize = 4;

/// Draws the page where the musician is, over all of `target`'s 240×240 pixels.
///
/// # Errors
/// `target`'s.
pub fn draw<D: DrawTarget<Color = Rgb565>>(
    state: &State,
    navigation: &Navigation,
    target: &mut D,
) -> Result<(), D::Error> {
    let mut pen = Pen::new(target);
    let pen = &mut pen;
    let side = SIDE as i32;
    pen.fill(Area::new(0, 0, side, side), GROUND)?;
    let page = navigation.page();
    match navigation.warning(state) {
        Some(warning) if page != Page::Troubles => strip(&warning, pen)?,
        _ => {
            title(&name(state, navigation), pen, page)?;
            dots(state, page, pen)?;
        }
    }
    let area = Area::new(MARGIN, TOP, side - 2 * MARGIN, side - TOP - 6);
    match page {
        Page::Model => model::draw(state, navigation, area, pen),
        Page::Attributes => attributes::draw(state, navigation, area, pen),
        Page::Inputs => inputs::draw(state, navigation, area, pen),
        Page::Levels => levels::draw(state, area, pen),
        Page::Troubles => troubles::draw(state, navigation, area, pen),
    }
}

fn name(state: &State, navigation: &Navigation) -> String {
    match navigation.page() {
        Page::Model => "Model".to_owned(),
        Page::Attributes => "Attributes".to_owned(),
        Page::Inputs => "Inputs".to_owned(),
        Page::Levels => "Levels".to_owned(),
        Page::Troubles => match state.troubles().len() {
            0 | 1 => "Trouble".to_owned(),
            count => format!("Trouble {} of {count}", navigation.trouble() + 1),
        },
    }
}

/// Where one is among the pages.
fn dots<D: DrawTarget<Color = Rgb565>>(
    state: &State,
    page: Page,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    let pages = pages(!state.troubles().is_empty());
    let mut x = SIDE as i32 - MARGIN - 3;
    for each in pages.iter().rev() {
        let colour = match (*each == page, *each) {
            (_, Page::Troubles) => ALARM,
            (true, _) => INK,
            (false, _) => FAINT,
        };
        pen.lamp((x, 17), 7, *each == page || *each != Page::Troubles, colour)?;
        x -= 14;
    }
    Ok(())
}

fn title<D: DrawTarget<Color = Rgb565>>(
    name: &str,
    pen: &mut Pen<D>,
    page: Page,
) -> Result<(), D::Error> {
    let colour = if page == Page::Troubles { ALARM } else { DIM };
    pen.text(Letters::Small, name, (MARGIN, 23), 140, colour)
}

/// What went wrong, in one line in place of the title: no page has to make room for it.
fn strip<D: DrawTarget<Color = Rgb565>>(
    warning: &Notice,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    let area = Area::new(0, 0, SIDE as i32, TOP - 4);
    pen.fill(area, ALARM)?;
    let baseline = Letters::Body.baseline(area.top, area.height);
    let width = area.width - 2 * MARGIN;
    let at = (MARGIN, baseline);
    pen.on(ALARM)
        .text(Letters::Body, &warning.title, at, width, GROUND)
}

/// A line in the middle of an empty page, and a second below that says what to do.
fn nothing<D: DrawTarget<Color = Rgb565>>(
    what: &str,
    remedy: &str,
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    let mut baseline = area.top + 56;
    pen.text(Letters::Large, what, (area.left, baseline), area.width, INK)?;
    baseline += 8;
    for line in Letters::Body.wrapped(remedy, area.width, 4) {
        baseline += Letters::Body.line();
        pen.text(Letters::Body, &line, (area.left, baseline), area.width, DIM)?;
    }
    Ok(())
}

/// A number with its sign, as short as it may be; a dash for what is none.
fn signed(value: f32, digits: usize, unit: &str) -> String {
    if !value.is_finite() {
        return "−".to_owned();
    }
    let size = format!("{:.digits$}", value.abs());
    let is_zero = size.chars().all(|digit| matches!(digit, '0' | '.'));
    let sign = if is_zero {
        ""
    } else if value < 0. {
        "−"
    } else {
        "+"
    };
    format!("{sign}{size}{unit}")
}
