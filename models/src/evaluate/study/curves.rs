//! The pooled family of curves that attributes are asked to follow.
//!
//! As in the published evaluation of F-RAVE: constants and ramps, sines, interpolations between
//! curves of the pool, and curves of other recordings. Normalised values, one a frame.

use crate::evaluate::track::Track;
use crate::train::random::Random;

/// Largest value asked for.
const MOST: f32 = 0.8;
/// Kinds of curves.
pub const KINDS: [Kind; 4] = [Kind::Line, Kind::Sine, Kind::Between, Kind::Recording];

/// Where a curve comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of three constants and two ramps.
    Line,
    /// One of ten sines, 0.25 to 4 Hz.
    Sine,
    /// On its way from one of these to another, ten such.
    Between,
    /// Another recording's, stretched over the time that this one sounds.
    Recording,
}

impl Kind {
    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Line => "constants and ramps",
            Self::Sine => "sines",
            Self::Between => "interpolations",
            Self::Recording => "other recordings",
        }
    }
}

/// Draws one of a kind's curves, for a recording that sounds over `sounding`. `donor`: where curves
/// of another recording come from, and which of its attributes.
pub fn draw(
    kind: Kind,
    random: &mut Random,
    frames: usize,
    frame_rate: f32,
    sounding: std::ops::Range<usize>,
    donor: (&Track, usize),
) -> Vec<f32> {
    match kind {
        Kind::Line => line(random.below(5), frames, &sounding),
        Kind::Sine => sine(random.below(10), frames, frame_rate),
        Kind::Between => {
            let from = line(random.below(5), frames, &sounding);
            let to = sine(random.below(10), frames, frame_rate);
            let (from, to) = if random.chance(0.5) {
                (from, to)
            } else {
                (to, from)
            };
            let share = |frame| along(frame, &sounding);
            let pairs = from.iter().zip(&to).enumerate();
            pairs
                .map(|(frame, (a, b))| a + (b - a) * share(frame))
                .collect()
        }
        Kind::Recording => {
            let (track, attribute) = donor;
            let theirs = track.sounding();
            let last = track.frames().saturating_sub(1);
            (0..frames)
                .map(|frame| {
                    let place = theirs.start as f32 + along(frame, &sounding) * theirs.len() as f32;
                    track.values[(place as usize).min(last)][attribute].clamp(-1.0, 1.0)
                })
                .collect()
        }
    }
}

fn line(which: usize, frames: usize, sounding: &std::ops::Range<usize>) -> Vec<f32> {
    let value = |frame| match which {
        0 => -0.6,
        1 => 0.0,
        2 => 0.6,
        3 => MOST * (2.0 * along(frame, sounding) - 1.0),
        _ => MOST * (1.0 - 2.0 * along(frame, sounding)),
    };
    (0..frames).map(value).collect()
}

fn sine(which: usize, frames: usize, frame_rate: f32) -> Vec<f32> {
    let place = which as f32 / 9.0;
    let hz = 0.25 * 16f32.powf(place);
    // Every other one is gentle and off the middle.
    let (amplitude, middle) = match which % 2 {
        0 => (MOST, 0.0),
        _ => (0.4, 0.4 * (1.0 - 2.0 * place)),
    };
    let phase = which as f32 * 2.4;
    let value = |frame| {
        let turns = std::f32::consts::TAU * hz * frame as f32 / frame_rate;
        middle + amplitude * (turns + phase).sin()
    };
    (0..frames).map(value).collect()
}

/// 0 where the sound begins, 1 where it ends.
fn along(frame: usize, sounding: &std::ops::Range<usize>) -> f32 {
    let past = frame.saturating_sub(sounding.start) as f32;
    (past / (sounding.len().max(2) - 1) as f32).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn donor() -> Track {
        Track {
            values: (0..10).map(|i| vec![i as f32 / 10.0]).collect(),
            loudness: vec![-20.0; 10],
        }
    }

    #[test]
    fn curves_stay_within_what_models_know() {
        let donor = donor();
        let mut random = Random::new(1, 1);
        for kind in KINDS {
            for _ in 0..40 {
                let curve = draw(kind, &mut random, 100, 86.0, 10..90, (&donor, 0));
                assert_eq!(curve.len(), 100);
                assert!(curve.iter().all(|v| v.abs() <= 1.0), "{kind:?}");
            }
        }
    }

    #[test]
    fn the_seed_decides() {
        let donor = donor();
        let draws = |seed| {
            let mut random = Random::new(seed, 0);
            let mut one = |kind| draw(kind, &mut random, 50, 86.0, 0..50, (&donor, 0));
            [one(Kind::Sine), one(Kind::Between), one(Kind::Line)]
        };
        assert_eq!(draws(3), draws(3));
        assert_ne!(draws(3), draws(4));
    }

    #[test]
    fn another_recording_is_stretched_over_the_sound() {
        let donor = donor();
        let mut random = Random::new(0, 0);
        let curve = draw(Kind::Recording, &mut random, 100, 86.0, 20..80, (&donor, 0));
        assert_eq!((curve[0], curve[20], curve[99]), (0.0, 0.0, 0.9));
        assert!((curve[50] - 0.5).abs() < 0.11);
    }
}
