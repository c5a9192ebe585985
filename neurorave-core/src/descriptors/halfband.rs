//! Halving the sample rate.

use crate::window::kaiser;

/// Non-zero taps on each side of the centre one.
const PAIRS: usize = 8;
/// Length of the filter.
const TAPS: usize = 4 * PAIRS - 1;
const CENTRE: usize = TAPS / 2;
/// Incoming samples by which the filter delays.
pub(super) const DELAY: usize = CENTRE;
/// Kaiser's β for a stopband 80 dB down (Kaiser 1974).
const BETA: f64 = 7.857;

/// A linear-phase half-band low-pass that keeps every second sample.
///
/// Flat below 0.165 of the incoming rate and 80 dB down above 0.335, so that what lies below 0.33 of
/// the outgoing rate is free of aliases.
pub(super) struct Halfband {
    taps: [f32; PAIRS],
    /// The newest samples, oldest first.
    delay: [f32; TAPS],
    /// Whether the next sample is the second of its pair.
    second: bool,
}

impl Halfband {
    pub(super) fn new() -> Self {
        let tap = |pair: usize| {
            let offset = (2 * pair + 1) as f64;
            let sinc =
                (std::f64::consts::FRAC_PI_2 * offset).sin() / (std::f64::consts::PI * offset);
            let edge = offset / (CENTRE + 1) as f64;
            sinc * kaiser(edge, BETA)
        };
        let taps: [f64; PAIRS] = std::array::from_fn(tap);
        // Unit gain at 0 Hz: the pairs add up to what the centre tap, 1/2, leaves.
        let gain = 0.25 / taps.iter().sum::<f64>();
        Self {
            taps: taps.map(|tap| (tap * gain) as f32),
            delay: [0.0; TAPS],
            second: false,
        }
    }

    /// Replaces the first samples of `signal` by the decimated ones and gives their number.
    pub(super) fn halve(&mut self, signal: &mut [f32]) -> usize {
        let mut kept = 0;
        for read in 0..signal.len() {
            self.delay.copy_within(1.., 0);
            self.delay[TAPS - 1] = signal[read];
            if self.second {
                signal[kept] = self.output();
                kept += 1;
            }
            self.second = !self.second;
        }
        kept
    }

    fn output(&self) -> f32 {
        let pairs = self.taps.iter().enumerate().map(|(pair, &tap)| {
            let offset = 2 * pair + 1;
            tap * (self.delay[CENTRE - offset] + self.delay[CENTRE + offset])
        });
        0.5 * self.delay[CENTRE] + pairs.sum::<f32>()
    }

    pub(super) fn reset(&mut self) {
        self.delay.fill(0.0);
        self.second = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gain_db(cycles_per_sample: f64) -> f64 {
        let mut halfband = Halfband::new();
        let mut tone: Vec<f32> = (0..4096)
            .map(|n| (std::f64::consts::TAU * cycles_per_sample * f64::from(n)).sin() as f32)
            .collect();
        let kept = halfband.halve(&mut tone);
        let steady = &tone[TAPS..kept];
        let mean = steady.iter().map(|&y| f64::from(y).powi(2)).sum::<f64>() / steady.len() as f64;
        10.0 * (2.0 * mean).log10()
    }

    #[test]
    fn passes_what_the_next_stage_analyses_and_stops_what_would_fold_onto_it() {
        for cycles in [0.011, 0.1, 0.16] {
            assert!(
                gain_db(cycles).abs() < 0.02,
                "{cycles}: {}",
                gain_db(cycles)
            );
        }
        for cycles in [0.34, 0.42, 0.489] {
            assert!(gain_db(cycles) < -78.0, "{cycles}: {}", gain_db(cycles));
        }
    }
}
