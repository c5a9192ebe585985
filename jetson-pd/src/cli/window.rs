//! The readings of the last moments, in numbers.

use nrave_module::time::{Nanos, seconds};
use std::collections::VecDeque;

/// Readings of a jack, each with its time, that are not older than a length of time.
#[derive(Debug)]
pub struct Window {
    length: Nanos,
    readings: VecDeque<(Nanos, f32)>,
}

/// Readings in numbers, in volts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    pub count: usize,
    pub mean: f64,
    /// Root of the mean square of what is left without the mean.
    pub rms: f64,
    pub peak_to_peak: f64,
    /// By how much the mean of the later half is above that of the earlier one.
    pub drift: f64,
}

impl Window {
    /// Empty, `length` long.
    pub fn new(length: Nanos) -> Self {
        Self {
            length,
            readings: VecDeque::new(),
        }
    }

    /// Takes a reading, and lets go of those that are too old by then.
    pub fn push(&mut self, at: Nanos, volts: f32) {
        self.readings.push_back((at, volts));
        let oldest = at.saturating_sub(self.length);
        while self.readings.front().is_some_and(|(at, _)| *at <= oldest) {
            self.readings.pop_front();
        }
    }

    /// Readings a second; `None` where there are too few to tell.
    pub fn rate(&self) -> Option<f64> {
        let (first, last) = (self.readings.front()?, self.readings.back()?);
        let span = seconds(first.0, last.0);
        (span > 0.0).then(|| (self.readings.len() - 1) as f64 / f64::from(span))
    }

    /// All readings; `None` where there are none.
    pub fn summary(&self) -> Option<Summary> {
        self.since(0)
    }

    /// The readings after `moment`.
    pub fn since(&self, moment: Nanos) -> Option<Summary> {
        let first = self.readings.partition_point(|(at, _)| *at <= moment);
        Summary::of(self.readings.iter().skip(first).map(|(_, volts)| *volts))
    }
}

impl Summary {
    /// Of readings in their order; `None` where there are none.
    pub fn of(readings: impl ExactSizeIterator<Item = f32> + Clone) -> Option<Self> {
        let count = readings.len();
        let volts = || readings.clone().map(f64::from);
        let average = |volts: &mut dyn Iterator<Item = f64>, count: usize| -> f64 {
            volts.sum::<f64>() / count as f64
        };
        if count == 0 {
            return None;
        }
        let mean = average(&mut volts(), count);
        let half = count / 2;
        let drift = match half {
            0 => 0.0,
            _ => {
                average(&mut volts().skip(half), count - half)
                    - average(&mut volts().take(half), half)
            }
        };
        let least = volts().fold(f64::INFINITY, f64::min);
        let most = volts().fold(f64::NEG_INFINITY, f64::max);
        Some(Self {
            count,
            mean,
            rms: average(&mut volts().map(|volts| (volts - mean).powi(2)), count).sqrt(),
            peak_to_peak: most - least,
            drift,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_readings_are_let_go() {
        let mut window = Window::new(10);
        assert_eq!(window.summary(), None);
        for at in 1..=20 {
            window.push(at, at as f32);
        }
        let all = window.summary().unwrap();
        assert_eq!((all.count, all.mean, all.peak_to_peak), (10, 15.5, 9.0));
        let rate = window.rate().unwrap();
        assert!((rate * 1e-9 - 1.0).abs() < 1e-6, "{rate}");
        let late = window.since(18).unwrap();
        assert_eq!((late.count, late.mean, late.drift), (2, 19.5, 1.0));
        assert_eq!(window.since(20), None);
    }

    #[test]
    fn noise_is_what_is_left_without_the_mean() {
        let steady = Summary::of([2.0, 2.0, 2.0].into_iter()).unwrap();
        assert_eq!((steady.rms, steady.drift), (0.0, 0.0));
        let noisy = Summary::of([1.0, 3.0, 1.0, 3.0].into_iter()).unwrap();
        assert_eq!((noisy.mean, noisy.rms, noisy.drift), (2.0, 1.0, 0.0));
        let drifting = Summary::of([1.0, 1.0, 3.0, 3.0].into_iter()).unwrap();
        assert_eq!(drifting.drift, 2.0);
    }
}
