//! How far a host computes ahead of the clock.
//!
//! A host under JACK with a period of 1024 computes 16 vectors of 64 samples back to back, then rests.
//! In worker mode results must be ready for the last of them, so the slack has to cover the burst.
//! The loader thread watches the audio thread's sample counter against its own clock: the counter runs
//! ahead of the clock by at most a burst. The audio thread takes no part in this.

/// Windows per measurement; the highest is left out, for it may hold a hiccup of the machine.
const WINDOWS: usize = 6;
/// Shortest window in seconds.
const WINDOW: f64 = 0.085;
/// Seconds ignored after the host starts: sound servers start unevenly.
const SETTLE: f64 = 0.1;
/// A counter that rests this long, beyond three vectors, means that the host has stopped.
const STOPPED: f64 = 0.3;

/// Measures the largest burst of a host, in host samples.
pub(crate) struct BurstMeter {
    rate: f64,
    window: f64,
    /// When the counter began to move, and what it was.
    start: Option<(f64, u64)>,
    /// When it last moved, and to what.
    moved: (f64, u64),
    low: f64,
    high: f64,
    until: f64,
    found: Vec<f64>,
}

impl BurstMeter {
    /// For a host of `rate` Hz that announces vectors of `vector` samples.
    pub fn new(rate: f64, vector: usize) -> BurstMeter {
        BurstMeter {
            rate,
            window: WINDOW.max(3.0 * vector as f64 / rate),
            start: None,
            moved: (0.0, 0),
            low: f64::MAX,
            high: f64::MIN,
            until: 0.0,
            found: Vec::new(),
        }
    }

    /// Whether the host was seen to run.
    pub fn is_running(&self) -> bool {
        self.start.is_some()
    }

    /// Takes the counter's value `frames` at `time` seconds (from any origin); returns the burst once
    /// it is known.
    pub fn see(&mut self, time: f64, frames: u64) -> Option<usize> {
        if frames != self.moved.1 {
            if self.start.is_none() && self.moved.0 > 0.0 {
                self.start = Some((time, frames));
                self.until = time + SETTLE + self.window;
            }
            self.moved = (time, frames);
        } else if self.moved.0 == 0.0 {
            self.moved.0 = time.max(f64::MIN_POSITIVE);
        }
        let (origin, first) = self.start?;
        if time - self.moved.0 > STOPPED + self.window {
            *self = BurstMeter {
                moved: self.moved,
                window: self.window,
                ..Self::new(self.rate, 0)
            };
            return None;
        }
        if time < origin + SETTLE {
            return None;
        }
        let ahead = (frames - first) as f64 - (time - origin) * self.rate;
        self.low = self.low.min(ahead);
        self.high = self.high.max(ahead);
        if time >= self.until {
            self.found.push(self.high - self.low);
            (self.low, self.high) = (f64::MAX, f64::MIN);
            self.until = time + self.window;
        }
        if self.found.len() < WINDOWS {
            return None;
        }
        self.found.sort_by(f64::total_cmp);
        Some(self.found[WINDOWS - 2].ceil() as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a host that computes `burst` samples at once, with a pause at `hiccup` seconds.
    fn measure(rate: f64, burst: u64, hiccup: f64) -> usize {
        let mut meter = BurstMeter::new(rate, 64);
        let mut time = 1000.0;
        for _ in 0..1_000_000 {
            time += 0.00025;
            let mut played = time - 1000.5;
            if played > hiccup && played < hiccup + 0.05 {
                played = hiccup;
            }
            let frames = (played.max(0.0) * rate) as u64 / burst * burst;
            if let Some(found) = meter.see(time, frames) {
                return found;
            }
        }
        panic!("no measurement");
    }

    #[test]
    fn finds_the_burst() {
        for burst in [64, 256, 1024, 2048] {
            let found = measure(48000.0, burst, 1e9) as i64;
            assert!((found - burst as i64).abs() <= 32, "{burst}: {found}");
        }
    }

    #[test]
    fn one_hiccup_is_not_a_habit() {
        let found = measure(48000.0, 64, 0.3) as i64;
        assert!((found - 64).abs() <= 32, "{found}");
    }

    #[test]
    fn waits_for_a_host_that_rests() {
        let mut meter = BurstMeter::new(48000.0, 64);
        for i in 0..10000 {
            assert_eq!(meter.see(1.0 + i as f64 * 0.01, 4096), None);
        }
        assert!(!meter.is_running());
    }
}
