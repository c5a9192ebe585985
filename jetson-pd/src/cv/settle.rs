//! A pitch is heard to a hundredth of a semitone, less than one count of a converter: readings that
//! stay are averaged, and a new note counts at once.

/// The most readings that are averaged.
const MOST: u32 = 256;
/// Readings in a row that must be somewhere else before it is a new note rather than a spike.
const SURE: u32 = 2;

/// The mean of readings since they were last somewhere else.
#[derive(Debug)]
pub struct Settle {
    /// Volts: further away is somewhere else.
    step: f32,
    mean: f32,
    count: u32,
    away: u32,
}

impl Settle {
    /// For readings whose noise stays below `step` volts.
    pub fn new(step: f32) -> Self {
        Self {
            step,
            mean: 0.0,
            count: 0,
            away: 0,
        }
    }

    /// The mean now that `volts` were read.
    pub fn feed(&mut self, volts: f32) -> f32 {
        if self.count > 0 && (volts - self.mean).abs() > self.step {
            self.away += 1;
            if self.away < SURE {
                return self.mean;
            }
            self.count = 0;
        }
        self.away = 0;
        self.count = (self.count + 1).min(MOST);
        if self.count == 1 {
            self.mean = volts;
        } else {
            self.mean += (volts - self.mean) / self.count as f32;
        }
        self.mean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_counts_at_once_and_a_spike_never() {
        let mut settle = Settle::new(0.01);
        for n in 0..1000 {
            settle.feed(1.0 + 0.005 * (n % 3 - 1) as f32);
        }
        assert!((settle.feed(1.0) - 1.0).abs() < 1e-3);
        let spiked = settle.feed(4.0);
        assert!((spiked - 1.0).abs() < 1e-3);
        assert!((settle.feed(1.0) - 1.0).abs() < 1e-3);
        settle.feed(2.0);
        assert_eq!(settle.feed(2.0), 2.0);
    }

    #[test]
    fn a_glide_is_followed_within_a_step() {
        let mut settle = Settle::new(0.01);
        for n in 0..5000 {
            let volts = n as f32 * 1e-3;
            let lag = volts - settle.feed(volts);
            assert!(lag.abs() <= 0.012, "{n}: {lag}");
        }
    }
}
