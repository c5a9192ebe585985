//! Volts per octave.

use super::Settle;
use crate::config::Calibration;

/// How many of the converter's counts the readings of a steady voltage stay within: one is noise
/// and rounding of a good converter, so that five are a note.
const COUNTS: f32 = 5.0;

/// Volts in, octaves out.
#[derive(Debug)]
pub struct Pitch {
    calibration: Calibration,
    valid: [f32; 2],
    settle: Settle,
    octaves: f32,
}

impl Pitch {
    /// For a jack with this calibration whose converter counts in steps of `count` volts. Volts
    /// outside of `valid` are no pitch.
    pub fn new(calibration: Calibration, valid: [f32; 2], count: f32) -> Self {
        Self {
            calibration,
            valid,
            settle: Settle::new(COUNTS * count),
            octaves: 0.0,
        }
    }

    /// Octaves above the pitch of 0 V now that `volts` were read; outside of what is valid, those
    /// that were valid last.
    pub fn feed(&mut self, volts: f32) -> f32 {
        let settled = self.settle.feed(volts);
        if (self.valid[0]..=self.valid[1]).contains(&settled) {
            self.octaves = self.calibration.octaves(settled);
        }
        self.octaves
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pitch_leaves_the_last_one() {
        let mut pitch = Pitch::new(Calibration::NONE, [-1.0, 5.0], 0.001);
        assert_eq!(pitch.feed(2.0), 2.0);
        for _ in 0..10 {
            assert_eq!(pitch.feed(9.0), 2.0);
        }
        pitch.feed(3.0);
        assert_eq!(pitch.feed(3.0), 3.0);
    }
}
