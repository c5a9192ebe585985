//! The pitch that a note is about: without it a note would not know how far it has drifted.
//!
//! A memory of tanh units can't hold a pitch to the cent, so the network is told: the mean of the
//! pitches since the note began, over the last half second or so.

/// Most frames that the mean is over: a few periods of a vibrato.
pub const FRAMES: f32 = 40.0;
/// A note begins where the pitch moves further than this from one frame to the next, in octaves, or
/// where voicing sets in.
pub const LEAP: f32 = 1.0 / 16.0;

/// Follows a stream of pitches. Starts as after an unvoiced frame.
#[derive(Debug, Clone, Copy, Default)]
pub struct Anchor {
    before: f32,
    voiced: bool,
    mean: f32,
    count: f32,
}

impl Anchor {
    /// The mean after one more frame; of an unvoiced frame its own pitch.
    pub fn next(&mut self, octaves: f32, voiced: bool) -> f32 {
        let held = voiced && self.voiced && (octaves - self.before).abs() < LEAP;
        self.count = if held {
            self.count.min(FRAMES - 1.0) + 1.0
        } else {
            1.0
        };
        self.mean += (octaves - self.mean) / self.count;
        (self.before, self.voiced) = (octaves, voiced);
        self.mean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_about_its_mean_and_the_next_about_its_own() {
        let mut anchor = Anchor::default();
        assert_eq!(anchor.next(-1.0, false), -1.0);
        assert_eq!(anchor.next(0.5, true), 0.5, "voicing sets in");
        for frame in 0..100 {
            let vibrato = 0.02 * (frame as f32 * 0.4).sin();
            let mean = anchor.next(0.5 + vibrato, true);
            assert!((mean - 0.5).abs() < 0.015, "{mean}");
        }
        assert_eq!(anchor.next(0.75, true), 0.75, "a leap");
        let near = anchor.next(0.77, true);
        assert!((near - 0.76).abs() < 1e-6);
        assert_eq!(anchor.next(0.77, false), 0.77);
    }
}
