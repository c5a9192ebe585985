//! Rows of message boxes, each with what it does, as the table has them.

use crate::elements::PLAIN;
use crate::measure::width;
use crate::sheet::{HEIGHT, Ink, Place, SIZE, Sheet};
use neurorave_core::object::Word;

/// From one row to the next.
pub const ROW: f64 = 31.0;

/// Messages side by side, and what they do. Gives the message boxes.
fn row(
    sheet: &mut Sheet,
    (x, text_x, right): (f64, f64, f64),
    y: f64,
    examples: &[&str],
    does: &str,
) -> Vec<Place> {
    let mut left = x;
    let mut boxes = Vec::new();
    for example in examples {
        boxes.push(sheet.message(left, y, example));
        left += (width(example, SIZE, false) + 16.0).ceil().max(36.0) + 8.0;
    }
    let ink = Ink {
        size: 12.5,
        ..PLAIN
    };
    sheet.comment(text_x, Sheet::beside(y, ink), right - text_x, ink, does);
    boxes
}

/// Rows of messages and what they do, from the top down. Gives their message boxes.
pub fn rows(
    sheet: &mut Sheet,
    columns: (f64, f64, f64),
    y: f64,
    said: &[(&[&str], &str)],
) -> Vec<Place> {
    let rows = said.iter().zip(0..);
    rows.flat_map(|((examples, does), at)| {
        let top = y + ROW * f64::from(at);
        row(sheet, columns, top, examples, does)
    })
    .collect()
}

/// The rows of these words of the table.
pub fn words(sheet: &mut Sheet, columns: (f64, f64, f64), y: f64, names: &[&str]) -> Vec<Place> {
    let words = names
        .iter()
        .map(|name| Word::find(name).unwrap_or_else(|| panic!("no word {name}")));
    let said: Vec<_> = words.map(|word| (word.examples, word.does)).collect();
    rows(sheet, columns, y, &said)
}

/// Cords from message boxes to an inlet, by a lane at the left of them that they share, and along
/// `under`.
pub fn gather(sheet: &mut Sheet, boxes: &[Place], lane: f64, under: f64, to: (Place, usize)) {
    let end = sheet.inlet(to.0, to.1);
    for &place in boxes {
        let (x, y) = sheet.outlet(place, 0);
        let between = y + (ROW - HEIGHT) / 2.0;
        let via = [(x, between), (lane, between), (lane, under), (end.0, under)];
        sheet.bend(place, 0, to.0, to.1, &via);
    }
}
