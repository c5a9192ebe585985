//! Pictures of patches: what a player sees when the patch is opened, cords included.

mod boxes;
mod live;
mod pen;
mod widgets;

use crate::geometry::port;
use crate::model::{Item, Patcher, Rect};
use crate::objects::{CHANNELS, SIGNAL};
use nrave::picture::PictureError;
use pen::{Pen, colour};

/// Dots for each of Max's pixels.
const SCALE: f64 = 2.0;
/// Between the lowest or rightmost thing and the edge.
const MARGIN: f64 = 14.0;

/// The picture of a patcher as a PNG file's bytes: in presentation mode if it opens in it.
///
/// # Errors
/// When the picture cannot be encoded.
pub fn picture(patcher: &Patcher) -> Result<Vec<u8>, PictureError> {
    let presented = patcher.openinpresentation == Some(1);
    let place = |item: &Item| {
        if item.is("hidden") {
            None
        } else if presented {
            item.presentation_rect()
        } else {
            item.rect()
        }
    };
    let shown: Vec<(&Item, Rect)> = patcher
        .items()
        .filter_map(|item| Some((item, place(item)?)))
        .collect();
    let [_, _, wide, high] = patcher.rect;
    let furthest = |at: usize, least: f64| {
        let ends = shown.iter().map(|(_, rect)| rect[at] + rect[at + 2]);
        ends.fold(least, f64::max)
    };
    let (wide, high) = if presented {
        (furthest(0, 0.0) + MARGIN / 2.0, DEVICE_HIGH)
    } else {
        (
            furthest(0, wide.min(200.0)).max(wide),
            furthest(1, high.min(100.0)).max(high),
        )
    };
    let mut pen = Pen::new(wide, high, SCALE, ground(patcher));
    // The last box lies at the bottom, and background boxes below all others.
    let layers = [true, false].map(|background| {
        let layer = shown.iter().rev();
        layer
            .filter(|(item, _)| item.is("background") == background)
            .collect::<Vec<_>>()
    });
    for (item, rect) in &layers[0] {
        boxes::draw(&mut pen, item, *rect);
    }
    if !presented {
        cords(&mut pen, patcher);
    }
    for (item, rect) in &layers[1] {
        boxes::draw(&mut pen, item, *rect);
    }
    pen.png()
}

/// Height of a device in Live.
const DEVICE_HIGH: f64 = 169.0;

fn ground(patcher: &Patcher) -> [f64; 4] {
    let value = patcher.more.get("locked_bgcolor");
    value
        .and_then(colour)
        .unwrap_or(if patcher.openinpresentation == Some(1) {
            [0.65, 0.65, 0.65, 1.0]
        } else {
            [0.9, 0.9, 0.9, 1.0]
        })
}

fn cords(pen: &mut Pen, patcher: &Patcher) {
    for cord in patcher.cords() {
        let hidden = cord.more.get("hidden").and_then(serde_json::Value::as_u64) == Some(1);
        let ends = (
            patcher.item(&cord.source.0),
            patcher.item(&cord.destination.0),
        );
        let (Some(source), Some(destination)) = ends else {
            continue;
        };
        if hidden || source.is("hidden") || destination.is("hidden") {
            continue;
        }
        let (Some(from), Some(to)) = (source.rect(), destination.rect()) else {
            continue;
        };
        let mut points = vec![port(from, cord.source.1, source.counts().1, true)];
        let bends = cord
            .midpoints
            .chunks_exact(2)
            .map(|point| (point[0], point[1]));
        let count = bends.len();
        points.extend(bends.take(count.saturating_sub(1)).skip(1));
        points.push(port(to, cord.destination.1, destination.counts().0, false));
        match source.outlet_types().get(cord.source.1) {
            Some(&SIGNAL) => pen.signal(&points, 3.0),
            Some(&CHANNELS) => pen.signal(&points, 5.0),
            _ => pen.cord(&points),
        }
    }
}
