//! What an object says, shown in message boxes.

use crate::elements::BOLD;
use crate::sheet::{Place, Sheet};

/// Shows what comes out of an outlet of `route`, straight below it. `ys` are the tops of what turns
/// it into text, of the text and of its name; `widths` those of the text and of the name.
pub fn show(
    sheet: &mut Sheet,
    (route, outlet): (Place, usize),
    name: &str,
    ys: [f64; 3],
    widths: (f64, f64),
) {
    let x = sheet.outlet(route, outlet).0 - 9.5;
    let set = sheet.object(x, ys[0], "prepend set");
    let shown = sheet.wide_message(x, ys[1], widths.0, "");
    sheet.connect(route, outlet, set, 0);
    sheet.connect(set, 0, shown, 0);
    sheet.comment(x - 3.0, ys[2], widths.1, BOLD, name);
}
