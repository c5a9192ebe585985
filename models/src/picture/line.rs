//! A curve over time.

use super::canvas::{Area, Canvas};
use super::{Axis, Colour};

/// Dash and gap in pixels.
const DASH: (f64, f64) = (9.0, 6.0);

/// A named curve of (seconds, value) points. A point that is not finite interrupts it.
#[derive(Debug, Clone)]
pub struct Line {
    pub(super) label: String,
    pub(super) points: Vec<(f64, f64)>,
    pub(super) colour: Option<Colour>,
    pub(super) width: f64,
    pub(super) dashed: bool,
}

impl Line {
    /// A curve through points of (seconds, value), in the order of time.
    pub fn new(label: impl Into<String>, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let points = points.into_iter().collect();
        Self {
            label: label.into(),
            points,
            colour: None,
            width: 2.0,
            dashed: false,
        }
    }

    /// A curve of values `step` seconds apart, the first at time zero.
    pub fn uniform(label: impl Into<String>, step: f64, values: &[f32]) -> Self {
        let point = |(i, v): (usize, &f32)| (i as f64 * step, f64::from(*v));
        Self::new(label, values.iter().enumerate().map(point))
    }

    /// In this colour instead of the panel's next one.
    pub fn colour(mut self, colour: Colour) -> Self {
        self.colour = Some(colour);
        self
    }

    /// Dashed instead of solid.
    pub fn dashed(mut self) -> Self {
        self.dashed = true;
        self
    }

    /// Of this width in pixels instead of 2.
    pub fn width(mut self, pixels: f64) -> Self {
        self.width = pixels;
        self
    }

    /// Draws the curve; `halo` puts a dark edge around it, for a ground of many colours.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        area: Area,
        x: &Axis,
        y: &Axis,
        colour: Colour,
        halo: bool,
    ) {
        let pixel = |(time, value): (f64, f64)| {
            let column = f64::from(area.x) + x.position(time) * f64::from(area.width);
            let row = f64::from(area.bottom()) - y.position(value) * f64::from(area.height);
            // Far outside is as good as very far outside, and keeps the arithmetic in range.
            (column.clamp(-1e5, 1e5), row.clamp(-1e5, 1e5))
        };
        for run in self.points.split(|p| !p.0.is_finite() || !p.1.is_finite()) {
            let points: Vec<_> = run.iter().map(|p| pixel(*p)).collect();
            let strokes = if self.dashed {
                dashes(&points)
            } else {
                vec![points]
            };
            for stroke in strokes {
                if halo {
                    canvas.polyline(&stroke, self.width + 3.0, Colour(0, 0, 0), 0.55, area);
                }
                canvas.polyline(&stroke, self.width, colour, 1.0, area);
            }
        }
    }
}

/// Cuts a line into dashes of equal length along its way.
fn dashes(points: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
    let mut strokes = Vec::new();
    let mut stroke = points.first().map_or_else(Vec::new, |p| vec![*p]);
    let (mut drawing, mut left) = (true, DASH.0);
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        loop {
            let distance = (to.0 - from.0).hypot(to.1 - from.1);
            if distance < left {
                left -= distance;
                if drawing {
                    stroke.push(to);
                }
                break;
            }
            let share = left / distance;
            from = (
                from.0 + (to.0 - from.0) * share,
                from.1 + (to.1 - from.1) * share,
            );
            stroke.push(from);
            if drawing {
                strokes.push(std::mem::take(&mut stroke));
            }
            drawing = !drawing;
            left = if drawing { DASH.0 } else { DASH.1 };
            if drawing {
                stroke = vec![from];
            } else {
                stroke.clear();
            }
        }
    }
    if drawing && stroke.len() > 1 {
        strokes.push(stroke);
    }
    strokes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_have_their_length_whatever_the_points() {
        let fine: Vec<_> = (0..=290).map(|i| (f64::from(i) / 10.0, 0.0)).collect();
        for points in [vec![(0.0, 0.0), (29.0, 0.0)], fine] {
            let strokes = dashes(&points);
            assert_eq!(strokes.len(), 2);
            for (stroke, start) in strokes.iter().zip([0.0, 15.0]) {
                assert!((stroke[0].0 - start).abs() < 1e-6);
                assert!((stroke.last().unwrap().0 - start - 9.0).abs() < 1e-6);
            }
        }
        assert!(dashes(&[]).is_empty());
    }
}
