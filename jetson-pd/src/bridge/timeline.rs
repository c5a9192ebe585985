//! When a sample is: the audio device's clock seen from the system's.
//!
//! An audio callback is never too early, but often late, and computes several blocks at once. So the
//! truth is a line below the beginnings of all bursts. Each second gives the one that was least late;
//! the line below a minute of them is followed without ever jumping. Half a minute is needed to see
//! how fast the device really is; before, it is taken at its word.

use super::bursts::Bursts;
use super::envelope::Envelope;
use crate::time::{Nanos, SECOND};

/// Until then time is moved at once when a callback is earlier than was thought.
const ACQUIRE_S: f64 = 1.0;
/// Devices are less than half as much faster or slower than they say; the rest is for catching up.
const MOST_SPEED: f64 = 1e-3;
/// Of a block, what is only noise.
const NOT_A_BLOCK: f64 = 0.25;
/// Whoever is off by more has lost samples: begin anew. Seconds.
const LOST_S: f64 = 0.003;
/// Seconds in a row like that.
const SURE: u32 = 3;

/// Samples and the times they are computed at.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// Nominal seconds a sample.
    period: f64,
    /// Samples since the beginning.
    samples: u64,
    begin: Nanos,
    /// At `anchor` samples it is `at` seconds after the beginning.
    anchor: u64,
    at: f64,
    /// Relative to nominal.
    speed: f64,
    bursts: Bursts,
    /// The burst that was least late since the anchor: how late, at which sample, when.
    least: (f64, f64, f64),
    /// How late the block was that was least late.
    soonest: f64,
    /// Seconds, in whole blocks, by which a burst's last block comes before its time.
    early: f64,
    envelope: Envelope,
    lost: u32,
    follows: bool,
}

const NONE_YET: (f64, f64, f64) = (f64::INFINITY, 0.0, 0.0);

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
            bursts: Bursts::default(),
            least: NONE_YET,
            soonest: f64::INFINITY,
            early: 0.0,
            envelope: Envelope::new(),
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
            let wall = (now as f64 - self.begin as f64) / SECOND as f64;
            self.compare(wall, length as f64 * self.period);
        }
        let time = self.time(self.samples);
        self.samples += length as u64;
        self.begin + (time.max(0.0) * SECOND as f64).round() as Nanos
    }

    /// Seconds from the beginning to a sample.
    fn time(&self, sample: u64) -> f64 {
        self.at + (sample - self.anchor) as f64 * self.period()
    }

    fn compare(&mut self, wall: f64, block: f64) {
        let begins = self.bursts.begins(wall, block);
        let late = wall - self.time(self.samples);
        let nominal = self.samples as f64 * self.period;
        if late < 0.0 && nominal < ACQUIRE_S {
            self.at = wall;
            self.anchor = self.samples;
            return;
        }
        self.soonest = self.soonest.min(late);
        if begins && late < self.least.0 {
            self.least = (late, nominal, wall);
        }
        if (self.samples - self.anchor) as f64 * self.period >= 1.0 {
            self.correct(nominal, block);
        }
    }

    /// Once a second: from here to where the line below all bursts is in a second.
    fn correct(&mut self, nominal: f64, block: f64) {
        let (late, x, y) = std::mem::replace(&mut self.least, NONE_YET);
        let soonest = std::mem::replace(&mut self.soonest, f64::INFINITY);
        self.at = self.time(self.samples);
        self.anchor = self.samples;
        if late == f64::INFINITY {
            return;
        }
        let early = block * ((late - soonest) / block - NOT_A_BLOCK).ceil();
        self.early = self.early.max(early);
        if (late - self.early).abs() <= LOST_S {
            self.lost = 0;
        } else if self.lost + 1 < SURE {
            self.lost += 1;
            return;
        } else {
            self.lost = 0;
            self.envelope.clear();
            self.at = y - x + nominal - self.early;
        }
        self.envelope.push(x, y - x);
        let line = self.envelope.line().expect("a point");
        let there = nominal + 1.0 + line.at(nominal + 1.0) - self.early;
        self.speed = (there - self.at - 1.0).clamp(-MOST_SPEED, MOST_SPEED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: f64 = 48_000.0;

    /// Runs a device whose rate is off by `drift`, which computes `burst` samples at once, in blocks
    /// of 64, up to `late` seconds late. Returns the least and the most, in samples, that the timeline
    /// is beside the device after the first five seconds of a minute, or half of it where a device
    /// isn't as fast as it says.
    fn beside(drift: f64, burst: u64, late: f64) -> (f64, f64) {
        let mut timeline = Timeline::new(RATE, 0, true);
        let mut random = 1u64;
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        let known = if drift == 0.0 { 5.0 } else { 30.0 };
        let (mut sample, mut now) = (0u64, 0.0);
        while (sample as f64) < 60.0 * RATE {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let share = (random >> 40) as f64 / (1u64 << 24) as f64;
            // Mostly a little, sometimes very late.
            now = f64::max(
                now,
                sample as f64 / (RATE * (1.0 + drift)) + late * share.powi(4),
            );
            for _ in 0..burst / 64 {
                now += 2e-6;
                let time = timeline.block((now * 1e9) as Nanos, 64) as f64 * 1e-9;
                if sample as f64 > known * RATE {
                    let device = sample as f64 / (RATE * (1.0 + drift));
                    low = low.min((time - device) * RATE);
                    high = high.max((time - device) * RATE);
                }
                sample += 64;
            }
        }
        (low, high)
    }

    #[test]
    fn time_is_steady_to_half_a_sample_however_late_callbacks_are() {
        for (drift, burst, late) in [
            (0.0, 64, 0.0),
            (0.0, 1024, 0.002),
            (1e-4, 1024, 0.002),
            (-1e-4, 256, 0.004),
            (3e-4, 64, 0.01),
        ] {
            let (low, high) = beside(drift, burst, late);
            let case = format!("{drift} {burst} {late}: {low} {high}");
            assert!(high - low < 0.5, "{case}");
            // The last block of a burst is computed at its beginning.
            let early = (burst - 64) as f64;
            assert!((low + early).abs() < 5.0, "{case}");
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
                assert!((now - time).abs() < 1e-4, "{block}: {now} {time}");
            }
        }
    }
}
