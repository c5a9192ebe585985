//! The line below points that can only be too high.

use std::collections::VecDeque;

/// Points that are kept.
const MOST: usize = 32;

/// Points (x, y), x rising, of which the lowest lie on a line.
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    points: VecDeque<(f64, f64)>,
}

/// y = `y` + `slope` · (x − `x`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    pub x: f64,
    pub y: f64,
    pub slope: f64,
}

impl Line {
    /// Its height at `x`.
    pub fn at(self, x: f64) -> f64 {
        self.y + self.slope * (x - self.x)
    }
}

impl Envelope {
    /// No points, with room for all that there will be.
    pub fn new() -> Self {
        Self {
            points: VecDeque::with_capacity(MOST),
        }
    }

    /// Forgets all points.
    pub fn clear(&mut self) {
        self.points.clear();
    }

    /// Takes a point; the oldest one is forgotten when there are many.
    pub fn push(&mut self, x: f64, y: f64) {
        if self.points.len() == MOST {
            self.points.pop_front();
        }
        self.points.push_back((x, y));
    }

    /// The line through two points that is lowest in the middle of all: no point lies below it. `None`
    /// with fewer than two points.
    pub fn line(&self) -> Option<Line> {
        let (first, last) = (self.points.front()?.0, self.points.back()?.0);
        let middle = (first + last) / 2.0;
        let split = self.points.partition_point(|point| point.0 < middle);
        let left = self.points.range(..split);
        let pairs = left.flat_map(|&a| self.points.range(split..).map(move |&b| (a, b)));
        pairs
            .map(|((x, y), b)| Line {
                x,
                y,
                slope: (b.1 - y) / (b.0 - x),
            })
            .min_by(|a, b| a.at(middle).total_cmp(&b.at(middle)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_below_all_points_and_touches_two() {
        let mut envelope = Envelope::new();
        assert_eq!(envelope.line(), None);
        let height = |x: f64| 3.0 + 0.25 * x;
        for n in 0..100 {
            let x = f64::from(n);
            let above = if n % 7 == 2 {
                0.0
            } else {
                f64::from(n * 37 % 11)
            };
            envelope.push(x, height(x) + above);
        }
        let line = envelope.line().unwrap();
        assert!((line.slope - 0.25).abs() < 1e-12);
        assert!((line.at(120.0) - height(120.0)).abs() < 1e-9);
    }
}
