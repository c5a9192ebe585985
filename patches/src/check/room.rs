//! Text is not cut, and nothing lies on anything else.

use super::at;
use super::levels::Level;
use crate::geometry::overlap;
use crate::measure::{line_height, width, wrap};
use crate::model::{Item, Rect};

/// What a box needs beside its text at least.
const AROUND: f64 = 10.0;

pub fn check(level: &Level<'_>, problems: &mut Vec<String>) {
    let presented = level.patcher.openinpresentation == Some(1);
    let views: &[fn(&Item) -> Option<Rect>] = if presented {
        &[Item::rect, Item::presentation_rect]
    } else {
        &[Item::rect]
    };
    for view in views {
        let items: Vec<_> = level
            .patcher
            .items()
            .filter(|item| !item.is("hidden") && !item.is("background"))
            .filter_map(|item| Some((item, view(item)?)))
            .collect();
        for (number, (item, rect)) in items.iter().enumerate() {
            if let Some(problem) = cut(item, *rect) {
                problems.push(at(level, item, problem));
            }
            for (other, place) in &items[number + 1..] {
                if overlap(*rect, *place) {
                    let what = format!("it lies on {} [{}]", other.id(), other.text());
                    problems.push(at(level, item, what));
                }
            }
        }
    }
    outside(level, problems);
}

fn size(item: &Item) -> f64 {
    let usual = if item.class().starts_with("live.") {
        10.0
    } else {
        12.0
    };
    item.number("fontsize").unwrap_or(usual)
}

/// Whether the text has too little room.
fn cut(item: &Item, [_, _, wide, high]: Rect) -> Option<String> {
    let (text, size) = (item.text(), size(item));
    match item.class() {
        "newobj" | "message" => {
            let needs = width(text, size, false) + AROUND;
            (needs > wide)
                .then(|| format!("its text needs {needs:.0} pixels, but it is {wide} wide"))
        }
        "comment" | "live.comment" => {
            let bold = item.number("fontface") == Some(1.0);
            let lines = wrap(text, size, bold, wide - AROUND);
            let widest = lines
                .iter()
                .map(|line| width(line, size, bold))
                .fold(0.0, f64::max);
            let tall = lines.len() as f64 * line_height(size) + 4.0;
            (tall > high || widest > wide - AROUND + 1.0)
                .then(|| format!("its {} lines do not fit into {wide} x {high}", lines.len()))
        }
        _ => None,
    }
}

/// Boxes of a tab that can't be seen without scrolling.
fn outside(level: &Level<'_>, problems: &mut Vec<String>) {
    let [_, _, wide, high] = level.patcher.rect;
    for item in level.patcher.items().filter(|item| !item.is("hidden")) {
        let Some(rect) = item.rect() else { continue };
        if rect[0] < 0.0 || rect[1] < 0.0 || rect[0] + rect[2] > wide || rect[1] + rect[3] > high {
            problems.push(at(level, item, "it lies outside the window"));
        }
    }
}
