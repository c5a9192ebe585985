//! Less of a difference between loud and soft.

use crate::train::random::Random;

/// A feed-forward compressor with a soft knee, its gain smoothed in decibels (Giannoulis, Massberg
/// and Reiss, J. Audio Eng. Soc. 60, 2012, eq. 4 and 17). Levels are made up so that the peak stays.
pub struct Compressor {
    /// dB below the peak.
    threshold_db: f32,
    ratio: f32,
    /// Share of the past that stays, each sample.
    attack: f32,
    release: f32,
}

/// Width of the knee.
const KNEE_DB: f32 = 10.0;
/// Levels below are not told apart.
const FLOOR: f32 = 1e-6;

impl Compressor {
    /// From 10 to 30 dB below the peak, by 2 to 8, within 1 to 20 ms, until 50 to 300 ms later.
    pub fn draw(rate: u32, random: &mut Random) -> Self {
        let stays = |seconds: f32| (-1.0 / (seconds * rate as f32)).exp();
        Self {
            threshold_db: random.uniform(-30.0, -10.0),
            ratio: random.uniform(2.0, 8.0),
            attack: stays(random.uniform(0.001, 0.02)),
            release: stays(random.uniform(0.05, 0.3)),
        }
    }

    /// Changes `audio` in place.
    pub fn apply(&self, audio: &mut [f32]) {
        let peak = |audio: &[f32]| audio.iter().fold(0.0f32, |peak, x| peak.max(x.abs()));
        let before = peak(audio);
        if before < FLOOR {
            return;
        }
        let threshold_db = 20.0 * before.log10() + self.threshold_db;
        let mut reduction_db = 0.0f32;
        for sample in audio.iter_mut() {
            let over = 20.0 * sample.abs().max(FLOOR).log10() - threshold_db;
            let wanted = (1.0 - 1.0 / self.ratio) * knee(over);
            let stays = if wanted > reduction_db {
                self.attack
            } else {
                self.release
            };
            reduction_db = wanted + stays * (reduction_db - wanted);
            *sample *= 10f32.powf(-reduction_db / 20.0);
        }
        let makeup = before / peak(audio).max(FLOOR);
        audio.iter_mut().for_each(|x| *x *= makeup);
    }
}

/// How far a level is over the threshold, with a knee of [`KNEE_DB`].
fn knee(over: f32) -> f32 {
    match over {
        over if over < -KNEE_DB / 2.0 => 0.0,
        over if over > KNEE_DB / 2.0 => over,
        over => (over + KNEE_DB / 2.0).powi(2) / (2.0 * KNEE_DB),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compressor_makes_loud_and_soft_more_alike() {
        let peak = |audio: &[f32]| audio.iter().fold(0.0f32, |peak, x| peak.max(x.abs()));
        let compressor = Compressor {
            threshold_db: -30.0,
            ratio: 4.0,
            ..Compressor::draw(44_100, &mut Random::new(1, 1))
        };
        // A second at 0.5, another at 0.05: 20 dB above one another, then 5.
        let level = |n: usize| if n < 44_100 { 0.5 } else { 0.05 };
        let mut audio: Vec<f32> = (0..88_200)
            .map(|n| if n % 100 < 50 { level(n) } else { -level(n) })
            .collect();
        compressor.apply(&mut audio);
        assert!((peak(&audio) - 0.5).abs() < 1e-3);
        let (loud, soft) = (peak(&audio[40_000..44_000]), peak(&audio[86_000..]));
        let db = 20.0 * (loud / soft).log10();
        assert!((db - 5.0).abs() < 0.1, "{db} dB");
        let mut silence = vec![0.0; 1000];
        compressor.apply(&mut silence);
        assert!(silence.iter().all(|x| *x == 0.0));
    }
}
