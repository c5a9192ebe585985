//! Boxes as Max draws them.

use super::pen::{Pen, Rgba, colour};
use super::widgets;
use crate::geometry::port;
use crate::measure::{line_height, width};
use crate::model::{Item, Rect};
use crate::objects::{CHANNELS, SIGNAL};

/// Object boxes.
const DARK: Rgba = [0.2, 0.2, 0.2, 1.0];
/// Their edges.
const EDGE: Rgba = [0.42, 0.42, 0.42, 1.0];
/// Their text.
const LIGHT: Rgba = [0.94, 0.94, 0.94, 1.0];
/// Message boxes.
const GREY: Rgba = [0.86, 0.86, 0.86, 1.0];
/// Text on light ground.
const INK: Rgba = [0.1, 0.1, 0.1, 1.0];

/// Draws a box at its place.
pub fn draw(pen: &mut Pen, item: &Item, rect: Rect) {
    match item.class() {
        "panel" => {
            let ground = item.keys.get("bgcolor").and_then(colour).unwrap_or(GREY);
            pen.fill(rect, item.number("rounded").unwrap_or(0.0) / 2.0, ground);
        }
        "comment" | "live.comment" => comment(pen, item, rect),
        "newobj" => {
            pen.frame(rect, 3.0, 1.0, EDGE, DARK);
            label(pen, item, rect, LIGHT);
            ports(pen, item, rect);
        }
        "message" => {
            pen.frame(rect, 4.0, 1.0, [0.55, 0.55, 0.55, 1.0], GREY);
            label(pen, item, rect, INK);
            ports(pen, item, rect);
        }
        _ => {
            widgets::draw(pen, item, rect);
        }
    }
}

fn size(item: &Item) -> f64 {
    item.number("fontsize")
        .unwrap_or(if item.class().starts_with("live.") {
            10.0
        } else {
            12.0
        })
}

fn comment(pen: &mut Pen, item: &Item, rect: Rect) {
    let ink = item.keys.get("textcolor").and_then(colour).unwrap_or(INK);
    let bold = item.number("fontface") == Some(1.0);
    let inner = [rect[0] + 5.0, rect[1] + 3.5, rect[2] - 10.0, rect[3]];
    pen.lines(inner, item.text(), size(item), bold, ink);
}

fn label(pen: &mut Pen, item: &Item, rect: Rect, ink: Rgba) {
    let y = rect[1] + (rect[3] - line_height(size(item))) / 2.0;
    pen.text(rect[0] + 7.0, y, item.text(), size(item), false, ink);
}

/// Text in the middle of a rectangle.
pub fn centred(pen: &mut Pen, rect: Rect, text: &str, size: f64, ink: Rgba) {
    let x = rect[0] + (rect[2] - width(text, size, false)) / 2.0;
    let y = rect[1] + (rect[3] - line_height(size)) / 2.0;
    pen.text(x, y, text, size, false, ink);
}

/// Marks for inlets and outlets.
fn ports(pen: &mut Pen, item: &Item, rect: Rect) {
    let (ins, outs) = item.counts();
    let mark = |pen: &mut Pen, (x, y): (f64, f64), ink: Rgba| {
        pen.fill([x - 4.0, y - 1.5, 8.0, 3.0], 1.0, ink)
    };
    let plain = [0.6, 0.6, 0.6, 1.0];
    for inlet in 0..ins {
        mark(pen, port(rect, inlet, ins, false), plain);
    }
    let types = item.outlet_types();
    for outlet in 0..outs {
        let signal = types
            .get(outlet)
            .is_some_and(|kind| matches!(*kind, SIGNAL | CHANNELS));
        let ink = if signal {
            [0.82, 0.86, 0.3, 1.0]
        } else {
            plain
        };
        mark(pen, port(rect, outlet, outs, true), ink);
    }
}
