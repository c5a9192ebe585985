//! Elements that are parameters in Live.

use super::boxes::centred;
use super::pen::Pen;
use super::widgets::{DIM, INK, LIGHT, arrow, strings};
use crate::measure::line_height;
use crate::model::{Item, Rect};
use serde_json::Value;

/// Draws an element at its place.
pub fn draw(pen: &mut Pen, item: &Item, rect: Rect) {
    let [x, y, wide, high] = rect;
    match item.class() {
        "live.dial" => dial(pen, item, rect),
        "live.menu" => {
            pen.fill(rect, 1.0, LIGHT);
            let first = value(item, "parameter_initial").and_then(|first| first.get(0)?.as_u64());
            let words = value(item, "parameter_enum").map(strings);
            let words = words.unwrap_or_default();
            let shown = words.get(first.unwrap_or(0) as usize);
            let top = y + (high - line_height(10.0)) / 2.0;
            let shown = shown.map_or("", String::as_str);
            pen.text(x + 5.0, top, shown, 10.0, false, INK);
            arrow(pen, x + wide - 9.0, y + high / 2.0);
        }
        _ => {
            pen.frame(rect, 1.0, 1.0, DIM, LIGHT);
            pen.fill([x + 4.0, y + 4.0, wide - 8.0, high - 8.0], 0.0, DIM);
        }
    }
}

/// An attribute of a parameter.
fn value<'a>(item: &'a Item, key: &str) -> Option<&'a Value> {
    item.keys
        .get("saved_attribute_attributes")?
        .get("valueof")?
        .get(key)
}

/// Cosine and sine of a thirty-second of a turn.
const TURN: (f64, f64) = (0.980_785_280_403_230_4, 0.195_090_322_016_128_27);

/// The name above, a ring with a pointer that stands in the middle, the value below.
fn dial(pen: &mut Pen, item: &Item, rect: Rect) {
    let [x, y, wide, high] = rect;
    let name = value(item, "parameter_shortname")
        .and_then(Value::as_str)
        .unwrap_or("");
    centred(pen, [x, y, wide, 12.0], name, 10.0, INK);
    let (cx, cy) = (x + wide / 2.0, y + 12.0 + (high - 26.0) / 2.0);
    let radius = (high - 28.0) / 2.0;
    // From below at the left to below at the right.
    let mut at = (-0.5_f64.sqrt(), 0.5_f64.sqrt());
    let mut ring = Vec::new();
    for _ in 0..=24 {
        ring.push((cx + at.0 * radius, cy + at.1 * radius));
        at = (at.0 * TURN.0 - at.1 * TURN.1, at.0 * TURN.1 + at.1 * TURN.0);
    }
    pen.line(&ring, 2.0, INK);
    pen.line(&[(cx, cy), (cx, cy - radius)], 1.8, INK);
    let semitones = value(item, "parameter_unitstyle").and_then(Value::as_u64) == Some(7);
    centred(
        pen,
        [x, y + high - 13.0, wide, 12.0],
        if semitones { "0 st" } else { "0.00" },
        10.0,
        INK,
    );
}
