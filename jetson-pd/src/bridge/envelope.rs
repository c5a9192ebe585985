//! The line below points that can only be too high.

use std::collections::VecDeque;

/// Points that are kept.
const MOST: usize = 64;
/// How much must speak for a slope: the line that is taken is the highest below all points at their
/// middle, less this for each unit of slope. In units of x.
const DOUBT: f64 = 10.0;

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

    /// The line below all points: level, through the lowest one, until points on both sides of their
    /// middle, and far enough from it, say that it isn't. `None` without points.
    pub fn line(&self) -> Option<Line> {
        let (first, last) = (self.points.front()?.0, self.points.back()?.0);
        let middle = (first + last) / 2.0;
        let rising = self.touching(middle - DOUBT);
        let falling = self.touching(middle + DOUBT);
        let lowest = self.points.iter().min_by(|a, b| a.1.total_cmp(&b.1));
        rising
            .filter(|line| line.slope > 0.0)
            .or(falling.filter(|line| line.slope < 0.0))
            .or(lowest.map(|&(x, y)| Line { x, y, slope: 0.0 }))
    }

    /// The line below all points that is highest at `place`: it goes through one on each side.
    fn touching(&self, place: f64) -> Option<Line> {
        let split = self.points.partition_point(|point| point.0 < place);
        let left = self.points.range(..split);
        let pairs = left.flat_map(|&a| self.points.range(split..).map(move |&b| (a, b)));
        pairs
            .map(|((x, y), b)| Line {
                x,
                y,
                slope: (b.1 - y) / (b.0 - x),
            })
            .min_by(|a, b| a.at(place).total_cmp(&b.at(place)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn height(slope: f64, x: f64) -> f64 {
        3.0 + slope * x
    }

    /// Points on a line and above it, from 0 to `last`.
    fn points(slope: f64, last: i32) -> Envelope {
        let mut envelope = Envelope::new();
        for n in 0..=last {
            let above = if n % 7 == 2 {
                0.0
            } else {
                f64::from(n * 37 % 11)
            };
            envelope.push(f64::from(n), height(slope, f64::from(n)) + above);
        }
        envelope
    }

    #[test]
    fn the_line_is_below_all_points_and_touches_two() {
        assert_eq!(Envelope::new().line(), None);
        for slope in [0.25, -0.25] {
            let line = points(slope, 100).line().unwrap();
            assert!((line.slope - slope).abs() < 1e-12);
            assert!((line.at(120.0) - height(slope, 120.0)).abs() < 1e-9);
        }
    }

    #[test]
    fn a_few_points_make_no_slope() {
        for slope in [0.25, -0.25] {
            let line = points(slope, 15).line().unwrap();
            assert_eq!(line.slope, 0.0);
        }
    }
}
