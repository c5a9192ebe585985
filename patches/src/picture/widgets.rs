//! Elements that are more than text in a box.

use super::boxes::centred;
use super::live;
use super::pen::{Pen, Rgba};
use crate::measure::line_height;
use crate::model::{Item, Rect};
use serde_json::Value;

/// The colours of elements.
pub const DARK: Rgba = [0.2, 0.2, 0.2, 1.0];
/// As [`DARK`].
pub const EDGE: Rgba = [0.42, 0.42, 0.42, 1.0];
/// As [`DARK`].
pub const LIGHT: Rgba = [0.94, 0.94, 0.94, 1.0];
/// As [`DARK`].
pub const DIM: Rgba = [0.5, 0.5, 0.5, 1.0];
/// As [`DARK`].
pub const ACCENT: Rgba = [0.95, 0.72, 0.25, 1.0];
/// As [`DARK`].
pub const INK: Rgba = [0.1, 0.1, 0.1, 1.0];

/// Draws an element at its place.
pub fn draw(pen: &mut Pen, item: &Item, rect: Rect) {
    let [x, y, wide, high] = rect;
    match item.class() {
        "slider" | "gain~" => fader(pen, item, rect),
        "toggle" => {
            pen.frame(rect, 3.0, 1.0, EDGE, DARK);
            for (from, to) in [((0.25, 0.25), (0.75, 0.75)), ((0.25, 0.75), (0.75, 0.25))] {
                let point = |(a, b): (f64, f64)| (x + wide * a, y + high * b);
                pen.line(&[point(from), point(to)], 2.0, DIM);
            }
        }
        "button" => {
            pen.frame(rect, 3.0, 1.0, EDGE, DARK);
            let (middle, radius) = ((x + wide / 2.0, y + high / 2.0), wide.min(high) * 0.36);
            pen.disc(middle.0, middle.1, radius, DIM);
            pen.disc(middle.0, middle.1, radius - 1.5, DARK);
        }
        "flonum" | "number" => {
            pen.frame(rect, 3.0, 1.0, EDGE, DARK);
            let (left, middle) = (x + 6.0, y + high / 2.0);
            for step in 0..10 {
                let reach = f64::from(10 - step) / 10.0 * 5.0;
                let at = left + f64::from(step) / 10.0 * 6.0;
                pen.line(&[(at, middle - reach), (at, middle + reach)], 0.9, DIM);
            }
            let shown = if item.class() == "number" {
                "0"
            } else {
                "0.00"
            };
            let top = y + (high - line_height(12.0)) / 2.0;
            pen.text(x + 16.0, top, shown, 12.0, false, LIGHT);
        }
        "umenu" => {
            pen.frame(rect, 3.0, 1.0, EDGE, DARK);
            let first = list(item, "items").into_iter().find(|word| word != ",");
            let top = y + (high - line_height(13.0)) / 2.0;
            pen.text(x + 8.0, top, &first.unwrap_or_default(), 13.0, false, LIGHT);
            arrow(pen, x + wide - 12.0, y + high / 2.0);
        }
        "attrui" => {
            pen.frame(rect, 3.0, 1.0, EDGE, DARK);
            let top = y + (high - line_height(13.0)) / 2.0;
            pen.text(x + 8.0, top, item.text_of("attr"), 13.0, false, LIGHT);
            let split = item.number("text_width").unwrap_or(wide * 0.6);
            pen.fill(
                [x + split, y + 3.0, wide - split - 4.0, high - 6.0],
                2.0,
                [0.32, 0.32, 0.32, 1.0],
            );
        }
        "ezdac~" | "mc.ezdac~" => loudspeaker(pen, rect),
        "multislider" => bars(pen, item, rect),
        "waveform~" => waveform(pen, rect),
        "dict.view" => {
            pen.frame(rect, 2.0, 1.0, EDGE, [0.96, 0.96, 0.96, 1.0]);
            let rows = ((high - 22.0) / 20.0) as usize;
            for row in 0..=rows {
                let top = y + 2.0 + 20.0 * row as f64;
                let ground = if row == 0 {
                    0.75
                } else if row % 2 == 0 {
                    0.9
                } else {
                    0.96
                };
                pen.fill(
                    [x + 1.0, top, wide - 2.0, 20.0_f64.min(y + high - top - 1.0)],
                    0.0,
                    [ground, ground, ground, 1.0],
                );
            }
            for (word, at) in [("key", 0.03), ("value", 0.45)] {
                pen.text(x + wide * at, y + 5.0, word, 12.0, false, INK);
            }
        }
        class if class.starts_with("live.") => live::draw(pen, item, rect),
        "inlet" | "outlet" => {
            pen.frame(rect, 3.0, 1.0, EDGE, DARK);
            centred(
                pen,
                rect,
                if item.class() == "inlet" { "in" } else { "out" },
                11.0,
                LIGHT,
            );
        }
        class => {
            pen.frame(rect, 3.0, 1.0, EDGE, DARK);
            centred(pen, rect, class, 11.0, LIGHT);
        }
    }
}

/// The texts of a list.
pub fn strings(value: &Value) -> Vec<String> {
    let words = value.as_array().into_iter().flatten();
    words
        .filter_map(|word| Some(word.as_str()?.to_owned()))
        .collect()
}

fn list(item: &Item, key: &str) -> Vec<String> {
    item.keys.get(key).map(strings).unwrap_or_default()
}

/// A small arrow that points down.
pub fn arrow(pen: &mut Pen, x: f64, y: f64) {
    for step in 0..5 {
        let half = f64::from(4 - step);
        let at = y - 2.0 + f64::from(step);
        pen.line(&[(x - half, at), (x + half, at)], 1.0, DIM);
    }
}

/// A slider, its handle where it begins: in the middle where its range has two signs.
fn fader(pen: &mut Pen, item: &Item, rect: Rect) {
    let [x, y, wide, high] = rect;
    pen.frame(rect, 3.0, 1.0, EDGE, DARK);
    let share = match (item.number("min"), item.number("size")) {
        (Some(min), Some(size)) if min < 0.0 => -min / size,
        (Some(_), Some(_)) => 0.6,
        _ => 0.76,
    };
    if wide > high {
        let middle = y + high / 2.0;
        pen.line(&[(x + 6.0, middle), (x + wide - 6.0, middle)], 1.0, DIM);
        let at = x + 5.0 + (wide - 10.0) * share;
        pen.fill([at - 4.0, y + 2.0, 8.0, high - 4.0], 2.0, ACCENT);
    } else {
        let middle = x + wide / 2.0;
        pen.line(&[(middle, y + 6.0), (middle, y + high - 6.0)], 1.0, DIM);
        let at = y + high - 5.0 - (high - 10.0) * share;
        pen.fill([x + 2.0, at - 4.0, wide - 4.0, 8.0], 2.0, ACCENT);
    }
}

fn loudspeaker(pen: &mut Pen, rect: Rect) {
    let [x, y, wide, high] = rect;
    pen.frame(rect, 4.0, 1.0, EDGE, DARK);
    let (cx, cy) = (x + wide / 2.0, y + high / 2.0);
    pen.fill([cx - 13.0, cy - 5.0, 8.0, 10.0], 1.0, LIGHT);
    for step in 0..9 {
        let at = cx - 6.0 + f64::from(step);
        let reach = 4.0 + f64::from(step);
        pen.line(&[(at, cy - reach), (at, cy + reach)], 1.1, LIGHT);
    }
    for (reach, tall) in [(7.0, 5.0), (11.0, 9.0)] {
        pen.line(
            &[
                (cx + reach - 1.5, cy - tall),
                (cx + reach + 0.5, cy - tall / 2.0),
                (cx + reach + 1.0, cy),
                (cx + reach + 0.5, cy + tall / 2.0),
                (cx + reach - 1.5, cy + tall),
            ],
            1.6,
            LIGHT,
        );
    }
}

fn bars(pen: &mut Pen, item: &Item, rect: Rect) {
    let [x, y, wide, high] = rect;
    pen.frame(rect, 2.0, 1.0, EDGE, DARK);
    let count = item.number("size").unwrap_or(1.0).max(1.0);
    let step = (wide - 4.0) / count;
    for at in 0..count as usize {
        let left = x + 2.0 + step * at as f64;
        pen.fill(
            [left + 1.0, y + high / 2.0 - 1.5, step - 2.0, 3.0],
            0.5,
            ACCENT,
        );
    }
}

fn waveform(pen: &mut Pen, rect: Rect) {
    let [x, y, wide, high] = rect;
    pen.frame(rect, 2.0, 1.0, EDGE, [0.83, 0.85, 0.87, 1.0]);
    let middle = y + high / 2.0;
    pen.line(
        &[(x + 2.0, middle), (x + wide - 2.0, middle)],
        1.0,
        [0.3, 0.4, 0.5, 1.0],
    );
    // Six sounds that die away, for anything.
    let columns = (wide - 8.0) as usize;
    for column in 0..columns {
        let phase = (column as f64 / columns as f64 * 6.0) % 1.0;
        let ripple = 0.7 + 0.3 * ((column * 37 % 17) as f64 / 16.0);
        let reach = (1.0 - phase) * (phase * 20.0).min(1.0) * ripple * (high / 2.0 - 5.0);
        let at = x + 4.0 + column as f64;
        pen.line(
            &[(at, middle - reach), (at, middle + reach)],
            1.0,
            [0.3, 0.4, 0.5, 1.0],
        );
    }
}
