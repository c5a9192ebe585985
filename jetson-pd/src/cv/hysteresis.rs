//! Readings that only flicker don't move anything.

/// Follows a value once it is further away than a width, and that much less far.
///
/// What lags behind by the width could never come to the ends of its range; so the range that it
/// does reach is stretched over the whole.
#[derive(Debug)]
pub struct Hysteresis {
    width: f32,
    low: f32,
    high: f32,
    held: Option<f32>,
}

impl Hysteresis {
    /// For values from `low` to `high`, in their unit; 4 × `width` fits between them.
    pub fn new(width: f32, [low, high]: [f32; 2]) -> Self {
        Self {
            width,
            low: low.min(high),
            high: low.max(high),
            held: None,
        }
    }

    /// The value that is held now that `value` was read.
    pub fn feed(&mut self, value: f32) -> f32 {
        let held = self.held.unwrap_or(value);
        let held = held.clamp(value - self.width, value + self.width);
        self.held = Some(held);
        let (low, high) = (self.low + self.width, self.high - self.width);
        self.low + (held - low) * (self.high - self.low) / (high - low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flicker_moves_nothing_and_both_ends_are_reached() {
        let mut hysteresis = Hysteresis::new(0.1, [-5.0, 5.0]);
        let rest = hysteresis.feed(1.0);
        for n in 0..1000 {
            let flicker = 0.09 * ((n * 37 % 19) as f32 / 9.0 - 1.0);
            assert_eq!(hysteresis.feed(1.0 + flicker), rest);
        }
        for (end, from) in [(5.0, -5.0), (-5.0, 5.0)] {
            hysteresis.feed(from);
            assert!((hysteresis.feed(end) - end).abs() < 1e-5);
        }
    }
}
