//! A one-pole low-pass for readings that come at any times.

use crate::time::{Nanos, seconds};

/// Follows within its time constant.
#[derive(Debug)]
pub struct Smooth {
    /// Seconds; 0 follows at once.
    constant: f32,
    last: Option<(Nanos, f32)>,
}

impl Smooth {
    /// With a time constant in milliseconds.
    pub fn new(milliseconds: f32) -> Self {
        Self {
            constant: milliseconds * 1e-3,
            last: None,
        }
    }

    /// The smoothed value now that `value` was read. The first one counts at once.
    pub fn feed(&mut self, at: Nanos, value: f32) -> f32 {
        let smoothed = match self.last {
            Some((before, last)) if self.constant > 0.0 => {
                let share = 1.0 - (-seconds(before, at) / self.constant).exp();
                last + share * (value - last)
            }
            _ => value,
        };
        self.last = Some((at, smoothed));
        smoothed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::from_ms;

    #[test]
    fn one_time_constant_goes_most_of_the_way_however_often_it_is_read() {
        for reads in [1, 10, 100] {
            let mut smooth = Smooth::new(20.0);
            smooth.feed(0, 0.0);
            let mut value = 0.0;
            for n in 1..=reads {
                value = smooth.feed(from_ms(20.0 * n as f32 / reads as f32), 1.0);
            }
            assert!((value - 0.632_12).abs() < 1e-3, "{reads}: {value}");
        }
        assert_eq!(Smooth::new(0.0).feed(0, 0.3), 0.3);
    }
}
