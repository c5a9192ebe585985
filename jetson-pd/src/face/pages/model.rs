//! The model that plays, large, and the list to choose another from.

use embedded_graphics::pixelcolor::Rgb565;
use embedded_graphics::prelude::*;

use crate::face::look::{DIM, GROUND, INK, MARGIN, SIDE, WARM};
use crate::face::navigation::Navigation;
use crate::face::pen::{Area, Pen};
use crate::face::state::State;
use crate::face::text::Letters;

const ROW: i32 = 34;

pub(super) fn draw<D: DrawTarget<Color = Rgb565>>(
    state: &State,
    navigation: &Navigation,
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    let name = state.model.as_ref().map_or("…", |model| &model.name);
    draw_name(name, area, pen)?;
    let below = match (navigation.chosen(), &state.model) {
        (Some(chosen), _) => (format!("loading {chosen}"), WARM),
        (None, Some(model)) => (model.method.clone(), DIM),
        (None, None) => ("starting".to_owned(), DIM),
    };
    let baseline = Letters::Body.baseline(area.top + 54, 22);
    pen.text(
        Letters::Body,
        &below.0,
        (area.left, baseline),
        area.width,
        below.1,
    )?;
    let top = area.top + 88;
    let seen = ((area.bottom() - top) / ROW) as usize;
    let list = Area::new(
        0,
        area.bottom() - seen as i32 * ROW,
        SIDE as i32,
        seen as i32 * ROW,
    );
    models(state, navigation, list, seen, pen)
}

/// The name in letters as large as a line holds; a long one in two lines.
fn draw_name<D: DrawTarget<Color = Rgb565>>(
    name: &str,
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    for letters in [Letters::Huge, Letters::Large] {
        if letters.fits(name, area.width) {
            let at = (area.left, Letters::Huge.baseline(area.top, 54));
            return pen.text(letters, name, at, area.width, INK);
        }
    }
    let mut baseline = area.top - 5;
    for line in Letters::Body.wrapped(name, area.width, 2) {
        baseline += Letters::Body.line();
        pen.text(Letters::Body, &line, (area.left, baseline), area.width, INK)?;
    }
    Ok(())
}

fn models<D: DrawTarget<Color = Rgb565>>(
    state: &State,
    navigation: &Navigation,
    list: Area,
    seen: usize,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    let plays = |name: &String| {
        state
            .model
            .as_ref()
            .is_some_and(|model| model.name == *name)
    };
    let at = state.models.iter().position(plays).unwrap_or(0);
    let selected = navigation.row();
    let last = state.models.len().saturating_sub(seen);
    let first = selected.unwrap_or(at).saturating_sub(seen / 2).min(last);
    for (row, name) in state.models.iter().enumerate().skip(first).take(seen) {
        let area = list.row(row - first, seen);
        let (ground, ink) = match selected {
            Some(selected) if selected == row => (WARM, GROUND),
            Some(_) => (GROUND, INK),
            None => (GROUND, DIM),
        };
        pen.fill(area, ground)?;
        let pen = &mut pen.on(ground);
        let baseline = Letters::Body.baseline(area.top, area.height);
        let left = MARGIN + 20;
        pen.text(Letters::Body, name, (left, baseline), 196, ink)?;
        if plays(name) {
            let lit = if ground == WARM { GROUND } else { WARM };
            pen.lamp((MARGIN + 5, area.top + area.height / 2), 9, true, lit)?;
        }
    }
    pen.scroll(list, (first, seen, state.models.len()), selected.is_some())
}
