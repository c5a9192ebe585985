//! What went wrong, and what to do.

use embedded_graphics::pixelcolor::Rgb565;
use embedded_graphics::prelude::*;

use crate::face::look::{ALARM, INK, SIDE};
use crate::face::navigation::Navigation;
use crate::face::pen::{Area, Pen};
use crate::face::state::State;
use crate::face::text::Letters;

/// Lines of the remedy, below two of the title.
const LINES: usize = 4;

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
    pen.fill(
        Area::new(0, area.top + 4, 5, SIDE as i32 - area.top - 4),
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
    baseline += 6;
    for line in Letters::Body.wrapped(&trouble.remedy, area.width, LINES) {
        baseline += Letters::Body.line();
        pen.text(Letters::Body, &line, (area.left, baseline), area.width, INK)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::notice::{Fault, Notice};

    #[test]
    fn no_remedy_is_cut_off() {
        for notice in [
            Fault::new("ADS1015 at i2c-1 0x48", "no answer").notice(),
            Notice::settings_damaged(),
            Notice::model_missing("strings.nrave", "drums"),
            Notice::no_models(),
            Notice::disk_full(),
            Notice::fall_back(),
            Notice::restarted(),
        ] {
            let title = Letters::Large.wrapped(&notice.title, 216, 2);
            let remedy = Letters::Body.wrapped(&notice.remedy, 216, LINES);
            let cut = title.iter().chain(&remedy).find(|line| line.ends_with('…'));
            assert_eq!(cut, None, "{notice:?}");
        }
    }
}
