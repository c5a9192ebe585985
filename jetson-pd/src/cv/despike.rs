//! Single wrong readings, as a converter gives them when a cable is plugged in.

use crate::time::Nanos;
use median::heap::Filter;
use std::collections::VecDeque;

/// The middle one of the last few readings, with the time that it belongs to.
#[derive(Debug)]
pub struct Despike {
    filter: Filter<f32>,
    times: VecDeque<Nanos>,
}

impl Despike {
    /// Among `size` readings, which is odd and not 0.
    pub fn new(size: usize) -> Self {
        assert!(size % 2 == 1, "an odd number of readings");
        Self {
            filter: Filter::new(size),
            times: VecDeque::with_capacity(size),
        }
    }

    /// Takes a reading in volts; what comes out belongs to the middle of those that it was chosen
    /// from. A reading that is no finite number is left out: `None`.
    pub fn feed(&mut self, at: Nanos, volts: f32) -> Option<(Nanos, f32)> {
        if !volts.is_finite() {
            return None;
        }
        if self.times.len() == self.filter.len() {
            self.times.pop_front();
        }
        self.times.push_back(at);
        let middle = self.filter.consume(volts);
        Some((self.times[self.times.len() / 2], middle))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_reading_counts_at_its_own_time() {
        for size in [1, 3, 5, 9] {
            let mut despike = Despike::new(size);
            let mut seen: Vec<f32> = Vec::new();
            for n in 0..200u64 {
                let volts = (n * 7919 % 101) as f32 - 50.0;
                seen.push(volts);
                let (at, middle) = despike.feed(n, volts).unwrap();
                let mut last: Vec<_> = seen.iter().rev().take(size).copied().collect();
                last.sort_by(f32::total_cmp);
                if last.len() == size {
                    assert_eq!(middle, last[size / 2], "{size}");
                    assert_eq!(at, n - size as u64 / 2);
                }
                assert!(last.contains(&middle));
            }
        }
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let mut despike = Despike::new(3);
        assert_eq!(despike.feed(0, 1.0), Some((0, 1.0)));
        for wrong in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            assert_eq!(despike.feed(1, wrong), None);
        }
        assert_eq!(despike.feed(2, 2.0).map(|(_, v)| v.is_finite()), Some(true));
        assert_eq!(despike.feed(3, 1.5), Some((2, 1.5)));
    }
}
