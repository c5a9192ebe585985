//! Booming: how much a sound is dominated by low rumble.
//!
//! The booming index of Hatano and Hashimoto (*Booming index as a measure for evaluating booming
//! sensation*, Inter-Noise 2000; Shin et al., *Sound quality evaluation of the booming sensation for
//! passenger cars*, Applied Acoustics 2009), scaled to the published regression on listeners' ratings:
//!
//! ```text
//! BI      = 10·log10(Σ 10^(w·N′/10)) · (loudness below 280 Hz / loudness)
//! booming = 43.674·log10(BI + 1) − 10.901·log10(LL + 1) + 26.837
//! ```
//!
//! The sum runs over the 28 third-octave bands i = 0…27, N′ being the specific loudness at each one's
//! mid-band frequency (critical-band rate by Zwicker and Terhardt, 1980) and the weight w being
//! `2.13·exp(−0.151·i)` but 0.8, 1.05, 1.1 and 1.18 for the four lowest. Every term is at least 1, so that
//! the low part's share of the loudness moves the index more than the level does.
//!
//! LL, the loudness in sone of 0 to 7 Bark, is meant to be the mean of a whole recording, which a stream
//! has not: here it is the mean of all audible frames so far, and of about the last [`MEAN_SECONDS`] from
//! then on. Values therefore drift for that long after a change of loudness, and a recording's values
//! differ by a slowly moving offset from those of the published regression.
//!
//! No unit: noise at 80 dB SPL reads 68 between 30 and 90 Hz, 16 between 400 and 1000 Hz and 27 above
//! 3 kHz, since LL takes away from the second only. An inaudible frame has BI = 0 and leaves LL as it
//! was: 26.8 before the first sound.

use super::loudness::{STEP_BARK, STEPS};
use super::third_octaves::{BANDS, centre};

/// Time constant of the running mean that stands for a recording's mean.
const MEAN_SECONDS: f32 = 2.0;

/// Where the low part of the spectrum ends.
const LOW_HZ: f64 = 280.0;

/// Steps of the pattern that count for LL: up to 7 Bark.
const LL_STEPS: usize = 70;

/// The booming of a stream's specific loudness.
pub(super) struct Booming {
    bands: Bands,
    /// Share that one frame has in the mean once [`MEAN_SECONDS`] have been heard.
    least_share: f32,
    /// Audible frames so far; saturates.
    heard: u32,
    mean_low_loudness: f32,
}

impl Booming {
    /// For patterns that come every `seconds`.
    pub(super) fn new(seconds: f32) -> Self {
        Self {
            bands: Bands::new(),
            least_share: least_share(seconds),
            heard: 0,
            mean_low_loudness: 0.0,
        }
    }

    /// Takes the next frame's pattern and gives its booming.
    pub(super) fn push(&mut self, pattern: &[f32; STEPS]) -> f32 {
        let Boom { index, low } = self.bands.boom(pattern);
        if pattern.iter().any(|&n| n > 0.0) {
            self.heard = self.heard.saturating_add(1);
            let share = (1.0 / self.heard as f32).max(self.least_share);
            self.mean_low_loudness += share * (low - self.mean_low_loudness);
        }
        booming(index, self.mean_low_loudness)
    }

    pub(super) fn reset(&mut self) {
        self.heard = 0;
        self.mean_low_loudness = 0.0;
    }
}

/// What a pattern adds to booming.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Boom {
    /// BI; 0 of an inaudible pattern.
    pub index: f32,
    /// Loudness in sone of 0 to 7 Bark, of which LL is the mean.
    pub low: f32,
}

/// Booming of an index BI and a mean low loudness LL in sone.
pub fn booming(index: f32, mean_low_loudness: f32) -> f32 {
    43.674 * (index + 1.0).log10() - 10.901 * (mean_low_loudness + 1.0).log10() + 26.837
}

/// The share that each of a long stream's frames, `seconds` apart, has in LL; of fewer frames it is
/// the plain mean.
pub fn least_share(seconds: f32) -> f32 {
    (seconds / MEAN_SECONDS).min(1.0)
}

/// Where the third-octave bands lie in a pattern.
#[derive(Clone, Debug)]
pub struct Bands {
    /// Step of the pattern at each band's mid-band frequency, and the band's weight.
    bands: [(usize, f32); BANDS],
    /// Steps of the pattern that lie below [`LOW_HZ`].
    low_steps: usize,
}

impl Bands {
    /// The 28 bands of ISO 532-1.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        let band = |band: usize| {
            let step = (bark(centre(band)) / f64::from(STEP_BARK)).round() as usize;
            (step.clamp(1, STEPS) - 1, weight(band))
        };
        Self {
            bands: std::array::from_fn(band),
            low_steps: (bark(LOW_HZ) / f64::from(STEP_BARK)) as usize,
        }
    }

    /// The parts of booming that one pattern decides.
    pub fn boom(&self, pattern: &[f32; STEPS]) -> Boom {
        let total: f32 = pattern.iter().sum();
        let below: f32 = pattern[..self.low_steps].iter().sum();
        Boom {
            index: if total > 0.0 {
                self.sum(pattern) * below / total
            } else {
                0.0
            },
            low: pattern[..LL_STEPS].iter().sum::<f32>() * STEP_BARK,
        }
    }

    /// `10·log10(Σ 10^(w·N′/10))`, with the largest term taken out of the sum: it would overflow.
    fn sum(&self, pattern: &[f32; STEPS]) -> f32 {
        let terms = || {
            self.bands
                .iter()
                .map(|&(step, weight)| weight * pattern[step])
        };
        let largest = terms().fold(0.0, f32::max);
        let sum: f32 = terms().map(|term| 10f32.powf(0.1 * (term - largest))).sum();
        largest + 10.0 * sum.log10()
    }
}

fn weight(band: usize) -> f32 {
    match band {
        0 => 0.8,
        1 => 1.05,
        2 => 1.1,
        3 => 1.18,
        _ => 2.13 * (-0.151 * band as f32).exp(),
    }
}

/// Critical-band rate in Bark (Zwicker and Terhardt, J. Acoust. Soc. Am. 68, 1980, eq. 1).
fn bark(hz: f64) -> f64 {
    13.0 * (0.00076 * hz).atan() + 3.5 * (hz / 7500.0).powi(2).atan()
}
