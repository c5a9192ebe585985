//! A stretch of silence.

use crate::train::random::Random;
use std::f32::consts::PI;

/// A stretch that fades out and in again.
pub struct Mute {
    /// Where it begins to fade, in samples from the crop's beginning.
    begin: usize,
    /// Where it sounds again.
    end: usize,
    fade: usize,
}

impl Mute {
    /// A twentieth to a half of a crop of `samples`, anywhere in it, with fades of 5 to 50 ms.
    pub fn draw(samples: usize, rate: u32, random: &mut Random) -> Self {
        let length = (samples as f32 * random.uniform(0.05, 0.5)) as usize;
        let begin = random.below(samples);
        Self {
            begin,
            end: begin + length,
            fade: ((random.uniform(0.005, 0.05) * rate as f32) as usize).max(1),
        }
    }

    /// On `audio`, of which the crop begins at sample `start`.
    pub fn apply(&self, audio: &mut [f32], start: isize) {
        for (at, sample) in audio.iter_mut().enumerate() {
            let Some(at) = usize::try_from(at as isize - start).ok() else {
                continue;
            };
            if at < self.begin || at >= self.end + self.fade {
                continue;
            }
            let away = (at - self.begin).min((self.end + self.fade) - at - 1);
            let share = (away as f32 + 0.5) / self.fade as f32;
            *sample *= 0.5 + 0.5 * (PI * share.min(1.0)).cos();
        }
    }
}
