//! When a sample is: the audio device's clock seen from the system's.
//!
//! An audio callback is never too early, but often late, and computes several blocks at once. So the
//! truth is the earliest time at which each sample was ever computed: a line below all callbacks. A
//! loop of the second order follows that line, once a second: slowly enough that what is late moves
//! nothing, quickly enough for crystals that differ by a tenth of a per mille.
//!
//! Loop: F. Adriaensen, "Using a DLL to filter time" (Linux Audio Conference 2005), with the least
//! error of a second in place of each single one.

use crate::time::{Nanos, SECOND};

/// Until then the line is moved at once.
const ACQUIRE_S: f64 = 1.0;
/// Shares of an error that go into place and into speed, once a second: a bandwidth of 0.05 Hz,
/// critically damped.
const PLACE: f64 = 0.44;
const SPEED: f64 = 0.1;
/// The line may be this much faster or slower than the nominal rate.
const MOST_SPEED: f64 = 500e-6;
/// Whoever was away for longer has lost samples: begin anew, seconds.
const LOST_S: f64 = 0.02;
/// Seconds in a row like that.
const SURE: u32 = 2;

/// Samples and the times they are computed at.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// Nominal seconds a sample.
    period: f64,
    /// Samples since the beginning.
    samples: u64,
    begin: Nanos,
    /// The line: at `anchor` samples it is at `at` seconds after the beginning.
    anchor: u64,
    at: f64,
    /// Relative to nominal.
    speed: f64,
    /// The least error since the anchor.
    least: f64,
    lost: u32,
    follows: bool,
}

impl Timeline {
    /// Sample 0 is now. With `follows` it is compared with the time of each block; without, as when
    /// rendering, samples are where they should be.
    pub fn new(rate: f64, now: Nanos, follows: bool) -> Self {
        Self {
            period: 1.0 / rate,
            samples: 0,
            begin: now,
            anchor: 0,
            at: 0.0,
            speed: 0.0,
            least: f64::INFINITY,
            lost: 0,
            follows,
        }
    }

    /// Seconds a sample, as it is thought to be now.
    pub fn period(&self) -> f64 {
        self.period * (1.0 + self.speed)
    }

    /// A block of so many samples is computed at `now`. Returns the time of its first sample.
    pub fn block(&mut self, now: Nanos, length: usize) -> Nanos {
        if self.follows {
            self.compare(now);
        }
        let time = self.time(self.samples);
        self.samples += length as u64;
        self.begin + (time.max(0.0) * SECOND as f64) as Nanos
    }

    /// Seconds from the beginning to a sample.
    fn time(&self, sample: u64) -> f64 {
        self.at + (sample - self.anchor) as f64 * self.period()
    }

    fn compare(&mut self, now: Nanos) {
        let wall = (now as f64 - self.begin as f64) / SECOND as f64;
        let error = wall - self.time(self.samples);
        if error < -LOST_S {
            return self.restart(wall);
        }
        self.least = self.least.min(error);
        let since = (self.samples - self.anchor) as f64 * self.period;
        let acquiring = self.samples as f64 * self.period < ACQUIRE_S;
        if acquiring && error < 0.0 {
            self.move_to(self.time(self.samples) + error, 0.0);
        } else if since >= 1.0 {
            self.correct(wall);
        }
    }

    fn correct(&mut self, wall: f64) {
        let least = std::mem::replace(&mut self.least, f64::INFINITY);
        self.lost = if least > LOST_S { self.lost + 1 } else { 0 };
        if self.lost >= SURE {
            return self.restart(wall);
        }
        let speed = self.speed;
        let time = self.time(self.samples);
        if least.abs() <= LOST_S {
            self.move_to(time + PLACE * least, speed + SPEED * least);
        } else {
            self.move_to(time, speed);
        }
    }

    fn move_to(&mut self, at: f64, speed: f64) {
        self.at = at;
        self.anchor = self.samples;
        self.speed = speed.clamp(-MOST_SPEED, MOST_SPEED);
    }

    fn restart(&mut self, wall: f64) {
        self.lost = 0;
        self.least = f64::INFINITY;
        self.move_to(wall, self.speed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: f64 = 48_000.0;

    /// Runs a device whose rate is off by `drift`, which computes `burst` samples at once, in blocks
    /// of 64, up to `late` seconds late. Returns how far, in samples, the timeline strays from the
    /// device within each second after the first ten.
    fn strays(drift: f64, burst: u64, late: f64, seconds: u64) -> (f64, f64) {
        let mut timeline = Timeline::new(RATE, 0, true);
        let mut random = 1u64;
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut sample = 0u64;
        while (sample as f64) < seconds as f64 * RATE {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let share = (random >> 40) as f64 / (1u64 << 24) as f64;
            // Mostly in time, sometimes very late.
            let woken = sample as f64 / (RATE * (1.0 + drift)) + late * share.powi(4);
            for block in 0..burst / 64 {
                let now = woken + 2e-6 * block as f64;
                let time = timeline.block((now * 1e9) as Nanos, 64) as f64 * 1e-9;
                let device = sample as f64 / (RATE * (1.0 + drift));
                if sample as f64 > 10.0 * RATE {
                    low = low.min((time - device) * RATE);
                    high = high.max((time - device) * RATE);
                }
                sample += 64;
            }
        }
        (low, high)
    }

    #[test]
    fn a_sample_is_where_the_device_has_it_to_half_a_sample() {
        for (drift, burst, late) in [
            (0.0, 64, 0.0),
            (0.0, 1024, 0.002),
            (1e-4, 1024, 0.002),
            (-1e-4, 256, 0.004),
        ] {
            let (low, high) = strays(drift, burst, late, 60);
            assert!(high - low < 1.0, "{drift} {burst} {late}: {low} {high}");
        }
    }

    #[test]
    fn rendering_has_its_own_time() {
        let mut timeline = Timeline::new(RATE, 5 * SECOND, false);
        for block in 0..10_000u64 {
            let time = timeline.block(block * 17, 64);
            let exact = 5.0 + block as f64 * 64.0 / RATE;
            assert!((time as f64 * 1e-9 - exact).abs() < 2e-9);
        }
    }

    #[test]
    fn a_device_that_stood_still_is_followed_again() {
        let mut timeline = Timeline::new(RATE, 0, true);
        let mut stand = 0.0;
        for block in 0..30_000u64 {
            if block == 10_000 {
                stand = 0.25;
            }
            let now = block as f64 * 64.0 / RATE + stand;
            let time = timeline.block((now * 1e9) as Nanos, 64) as f64 * 1e-9;
            if block > 14_000 {
                assert!((now - time).abs() < 1e-3, "{block}: {now} {time}");
            }
        }
    }
}
