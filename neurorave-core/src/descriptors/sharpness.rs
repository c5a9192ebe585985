//! Sharpness: how much of the loudness lies high up, in acum.
//!
//! `S = 0.11 · Σ N′·g(z)·z·Δz / Σ N′·Δz` over 0.1 to 24 Bark (Fastl and Zwicker, *Psychoacoustics*,
//! 3rd ed., §9.2, eq. 9.1), on the specific loudness N′ of [`loudness`](super::loudness). The weight
//! g(z) of that book's fig. 9.2 is 1 up to 14 Bark and above, by the usual polynomial fit,
//! `0.00012·z⁴ − 0.0056·z³ + 0.1·z² − 0.81·z + 3.5`. It is neither von Bismarck's weight (from 15 Bark)
//! nor DIN 45692's (from 15.8 Bark).
//!
//! 1 acum is the sharpness of a critical band of noise around 1 kHz at 60 dB SPL. Since loudness is not
//! linear, the value depends on level, a little; what is below the threshold in quiet reads 0.

use super::loudness::{STEP_BARK, STEPS};

/// The sharpness in acum of a specific-loudness pattern; 0 for an inaudible one.
pub fn sharpness(pattern: &[f32; STEPS]) -> f32 {
    let (total, weighted) =
        pattern
            .iter()
            .enumerate()
            .fold((0.0, 0.0), |(total, weighted), (step, &n)| {
                let z = (step + 1) as f32 * STEP_BARK;
                (total + n, weighted + n * weight(z) * z)
            });
    if total > 0.0 {
        0.11 * weighted / total
    } else {
        0.0
    }
}

fn weight(z: f32) -> f32 {
    if z <= 14.0 {
        1.0
    } else {
        (((0.00012 * z - 0.0056) * z + 0.1) * z - 0.81) * z + 3.5
    }
}
