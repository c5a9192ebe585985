//! Drawing in Max's pixels.

use crate::measure::{line_height, width, wrap};
use crate::model::Rect;
use nrave::picture::{Area, Canvas, Colour, PictureError};
use serde_json::Value;

/// A colour as Max writes it: red, green, blue and how dense, 0 to 1.
pub type Rgba = [f64; 4];

/// Of cords that carry messages.
const CORD: Rgba = [0.42, 0.42, 0.42, 1.0];
/// Of cords that carry signals: two that take turns.
const STRIPES: [Rgba; 2] = [[0.82, 0.86, 0.3, 1.0], [0.2, 0.2, 0.2, 1.0]];
/// Height of a letter's cell, in sizes of the text.
const TALL: f64 = 1.3;
/// Least and most width of a cell, in its height.
const NARROW: f64 = 0.34;
/// As [`NARROW`].
const BROAD: f64 = 0.62;
/// Letters whose strokes stand so close that they would look bold.
const DENSE: &str = "mwMW@";
/// Length of a stripe.
const STRIPE: f64 = 4.0;

/// Reads a colour.
pub fn colour(value: &Value) -> Option<Rgba> {
    let numbers: Option<Vec<_>> = value.as_array()?.iter().map(Value::as_f64).collect();
    numbers?.try_into().ok()
}

pub struct Pen {
    canvas: Canvas,
    whole: Area,
    scale: f64,
}

fn paint(colour: Rgba) -> Colour {
    let byte = |share: f64| (share.clamp(0.0, 1.0) * 255.0).round() as u8;
    Colour(byte(colour[0]), byte(colour[1]), byte(colour[2]))
}

impl Pen {
    pub fn new(wide: f64, high: f64, scale: f64, ground: Rgba) -> Self {
        let whole = Area {
            x: 0,
            y: 0,
            width: (wide * scale).round() as i32,
            height: (high * scale).round() as i32,
        };
        let mut canvas = Canvas::new(whole.width, whole.height);
        canvas.fill(whole, paint(ground));
        Self {
            canvas,
            whole,
            scale,
        }
    }

    pub fn png(&self) -> Result<Vec<u8>, PictureError> {
        self.canvas.png()
    }

    /// A filled rectangle with round corners.
    pub fn fill(&mut self, rect: Rect, radius: f64, colour: Rgba) {
        let [x, y, wide, high] = rect.map(|value| value * self.scale);
        let radius = (radius * self.scale).min(wide / 2.0).min(high / 2.0);
        let (middle, half) = ((x + wide / 2.0, y + high / 2.0), (wide / 2.0, high / 2.0));
        for row in y.floor() as i32..(y + high).ceil() as i32 {
            for column in x.floor() as i32..(x + wide).ceil() as i32 {
                let dx = (f64::from(column) + 0.5 - middle.0).abs() - (half.0 - radius);
                let dy = (f64::from(row) + 0.5 - middle.1).abs() - (half.1 - radius);
                let outside = (dx.max(0.0) * dx.max(0.0) + dy.max(0.0) * dy.max(0.0)).sqrt();
                let distance = outside + dx.max(dy).min(0.0) - radius;
                let share = (0.5 - distance).clamp(0.0, 1.0) * colour[3];
                self.canvas.blend(column, row, paint(colour), share as f32);
            }
        }
    }

    /// The edge of a rectangle with round corners, within it.
    pub fn frame(&mut self, rect: Rect, radius: f64, edge: f64, line: Rgba, inside: Rgba) {
        let [x, y, wide, high] = rect;
        self.fill(rect, radius, line);
        let inner = [x + edge, y + edge, wide - 2.0 * edge, high - 2.0 * edge];
        self.fill(inner, (radius - edge).max(0.0), inside);
    }

    /// A line.
    pub fn line(&mut self, points: &[(f64, f64)], thick: f64, colour: Rgba) {
        let points: Vec<_> = points
            .iter()
            .map(|&(x, y)| (x * self.scale, y * self.scale))
            .collect();
        let bounds = |pick: fn(&(f64, f64)) -> f64| {
            let values = points.iter().map(pick);
            values.fold((f64::MAX, f64::MIN), |(low, high), value| {
                (low.min(value), high.max(value))
            })
        };
        let reach = thick * self.scale + 2.0;
        let ((left, right), (top, bottom)) = (bounds(|p| p.0), bounds(|p| p.1));
        let corner = (
            (left - reach).max(0.0) as i32,
            (top - reach).max(0.0) as i32,
        );
        let clip = Area {
            x: corner.0,
            y: corner.1,
            width: ((right + reach) as i32).min(self.whole.width) - corner.0,
            height: ((bottom + reach) as i32).min(self.whole.height) - corner.1,
        };
        self.canvas.polyline(
            &points,
            thick * self.scale,
            paint(colour),
            colour[3] as f32,
            clip,
        );
    }

    /// A cord that carries messages.
    pub fn cord(&mut self, points: &[(f64, f64)]) {
        self.line(points, 1.6, CORD);
    }

    /// A cord that carries signals, striped along its way.
    pub fn signal(&mut self, points: &[(f64, f64)], thick: f64) {
        self.line(points, thick, STRIPES[1]);
        let mut gone = 0.0;
        for pair in points.windows(2) {
            let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            let length = (dx * dx + dy * dy).sqrt();
            let mut at = 0.0;
            while at < length {
                let phase = (gone + at) % (2.0 * STRIPE);
                let step = (STRIPE - phase % STRIPE).min(length - at).max(0.1);
                if phase < STRIPE {
                    let point = |along: f64| {
                        let share = along / length.max(1e-9);
                        (pair[0].0 + dx * share, pair[0].1 + dy * share)
                    };
                    self.line(&[point(at), point(at + step)], thick - 1.4, STRIPES[0]);
                }
                at += step;
            }
            gone += length;
        }
    }

    /// A line of text, as long as it is in Max: `x` and `y` are the corner of its line.
    pub fn text(&mut self, x: f64, y: f64, text: &str, size: f64, bold: bool, colour: Rgba) {
        let high = size * TALL;
        let top = y + (line_height(size) - high) / 2.0;
        let mut left = x;
        for letter in text.chars() {
            let share = if DENSE.contains(letter) && !bold {
                0.86
            } else {
                1.0
            };
            let letter = letter.to_string();
            let long = width(&letter, size, bold);
            // Its own width, but no letter thin or fat out of all proportion.
            let wide = long.clamp(high * NARROW, high * BROAD);
            let at = left + (long - wide) / 2.0;
            for thick in 0..=u8::from(bold) {
                let shift = f64::from(thick) * size * 0.055;
                let corner = ((at + shift) * self.scale, top * self.scale);
                let room = (wide * self.scale, high * self.scale);
                self.canvas
                    .lettering(corner, room, &letter, paint(colour), share);
            }
            left += long;
        }
    }

    /// Text in lines within a width.
    pub fn lines(&mut self, rect: Rect, text: &str, size: f64, bold: bool, colour: Rgba) {
        for (at, line) in wrap(text, size, bold, rect[2]).iter().enumerate() {
            self.text(
                rect[0],
                rect[1] + line_height(size) * at as f64,
                line,
                size,
                bold,
                colour,
            );
        }
    }

    /// A filled disc.
    pub fn disc(&mut self, x: f64, y: f64, radius: f64, colour: Rgba) {
        self.fill(
            [x - radius, y - radius, 2.0 * radius, 2.0 * radius],
            radius,
            colour,
        );
    }
}
