//! Where inlets and outlets lie on a box.

use crate::model::Rect;

/// From the box's edge to the middle of its first and of its last inlet.
const EDGE: f64 = 9.5;

/// The middle of a port of `count` on the upper edge (inlets) or the lower edge of a box.
pub fn port(rect: Rect, index: usize, count: usize, below: bool) -> (f64, f64) {
    let [left, top, width, height] = rect;
    let span = (width - 2.0 * EDGE).max(0.0);
    let step = span / count.saturating_sub(1).max(1) as f64;
    let y = if below { top + height } else { top };
    (left + EDGE.min(width / 2.0) + step * index as f64, y)
}

/// How wide a box must be for its inlets to lie so far apart.
pub fn wide_enough(count: usize, apart: f64) -> f64 {
    2.0 * EDGE + apart * count.saturating_sub(1) as f64
}

/// Whether two rectangles have a part in common.
pub fn overlap(a: Rect, b: Rect) -> bool {
    let meets = |from: f64, length: f64, other: f64, other_length: f64| {
        from < other + other_length && other < from + length
    };
    meets(a[0], a[2], b[0], b[2]) && meets(a[1], a[3], b[1], b[3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_evenly_spread() {
        let rect = [100.0, 50.0, wide_enough(3, 60.0), 23.0];
        assert_eq!(port(rect, 0, 3, false), (109.5, 50.0));
        assert_eq!(port(rect, 2, 3, true), (229.5, 73.0));
        assert_eq!(port([10.0, 0.0, 12.0, 12.0], 0, 1, false).0, 16.0);
    }
}
