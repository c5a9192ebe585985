//! What went wrong, and what to do.

use embedded_graphics::pixelcolor::Rgb565;
use embedded_graphics::prelude::*;

use super::title;
use crate::face::look::{ALARM, DIM, INK, SIDE};
use crate::face::navigation::Navigation;
use crate::face::pen::{Area, Pen};
use crate::face::state::State;
use crate::face::text::Letters;

pub(super) fn draw<D: DrawTarget<Color = Rgb565>>(
    state: &State,
    navigation: &Navigation,
    area: Area,
    pen: &mut Pen<D>,
) -> Result<(), D::Error> {
    let troubles = state.troubles();
    let Some(trouble) = troubles.get(navigation.trouble()) else {
        return Ok(());
    };
    let header = match troubles.len() {
        1 => "Trouble".to_owned(),
        count => format!("Trouble {} of {count}", navigation.trouble() + 1),
    };
    title(&header, ALARM, pen)?;
    pen.fill(
        Area::new(0, area.top + 6, 5, SIDE as i32 - area.top - 6),
        ALARM,
    )?;
    let mut baseline = area.top;
    for line in Letters::Large.wrapped(&trouble.title, area.width, 2) {
        baseline += Letters::Large.line() - 4;
        pen.text(
            Letters::Large,
            &line,
            (area.left, baseline),
            area.width,
            INK,
        )?;
    }
    baseline += 8;
    let lines = ((area.bottom() - 26 - baseline) / Letters::Body.line()) as usize;
    for line in Letters::Body.wrapped(&trouble.remedy, area.width, lines) {
        baseline += Letters::Body.line();
        pen.text(Letters::Body, &line, (area.left, baseline), area.width, INK)?;
    }
    let bottom = (area.left, area.bottom());
    pen.text(
        Letters::Small,
        "press: I have read it",
        bottom,
        area.width,
        DIM,
    )
}
