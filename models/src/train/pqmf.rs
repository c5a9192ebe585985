//! The causal pseudo-QMF bank that splits audio into [`BANDS`] critically sampled bands.
//!
//! Cosine-modulated filters on one Kaiser-windowed prototype (P. P. Vaidyanathan, *Multirate
//! Systems and Filter Banks*, §8.1–8.5): every filter is the same [`TAPS`]-long low-pass, moved to
//! its band. The cut-off is found numerically for the smallest departure from a flat overall
//! response.
//!
//! Analysis of band `k`, output `i`: `Σ_n h_k[n] · x[16i + 15 − n]`, so a band sample exists as
//! soon as its sixteen audio samples do. Synthesis writes `Σ_k Σ_m g_k[j + 16m] · band_k[i − m]`
//! to audio sample `16i + j`. Both together delay by [`DELAY`] samples.

use std::f64::consts::PI;

/// Number of bands, and audio samples per band sample.
pub const BANDS: usize = 16;
/// Length of every filter.
pub const TAPS: usize = 15 * BANDS + 1;
/// Filter length rounded up to whole band samples (the tail is zero).
pub const PADDED: usize = 16 * BANDS;
/// Delay of analysis and synthesis together, in audio samples.
pub const DELAY: usize = TAPS - 1 - (BANDS - 1);

const KAISER_BETA: f64 = 6.5;

/// The filters of one bank.
#[derive(Debug, Clone)]
pub struct Pqmf {
    /// `analysis[band][n]`, `PADDED` long.
    pub analysis: Vec<[f32; PADDED]>,
    /// `synthesis[band][n]`, `PADDED` long, with the gain that restores the level.
    pub synthesis: Vec<[f32; PADDED]>,
}

impl Default for Pqmf {
    fn default() -> Self {
        let prototype = prototype(best_cutoff());
        let centre = (TAPS - 1) as f64 / 2.0;
        let bank = |sign: f64, gain: f64| {
            (0..BANDS)
                .map(|band| {
                    let omega = (2 * band + 1) as f64 * PI / (2 * BANDS) as f64;
                    let phase = sign * if band % 2 == 0 { PI / 4.0 } else { -PI / 4.0 };
                    let mut filter = [0.0; PADDED];
                    for (n, tap) in filter.iter_mut().enumerate().take(TAPS) {
                        let wave = (omega * (n as f64 - centre) + phase).cos();
                        *tap = (2.0 * gain * prototype[n] * wave) as f32;
                    }
                    filter
                })
                .collect()
        };
        Self {
            analysis: bank(1.0, 1.0),
            synthesis: bank(-1.0, BANDS as f64),
        }
    }
}

impl Pqmf {
    /// Splits `audio` (a multiple of [`BANDS`] samples, zeros before it) into bands, laid out
    /// `[time][band]`.
    pub fn split(&self, audio: &[f32]) -> Vec<f32> {
        assert_eq!(audio.len() % BANDS, 0, "whole band samples");
        let mut padded = vec![0.0; PADDED - BANDS + audio.len()];
        padded[PADDED - BANDS..].copy_from_slice(audio);
        let reversed: Vec<Vec<f32>> = self
            .analysis
            .iter()
            .map(|filter| filter.iter().rev().copied().collect())
            .collect();
        let mut bands = Vec::with_capacity(audio.len());
        for start in (0..audio.len()).step_by(BANDS) {
            let window = &padded[start..start + PADDED];
            bands.extend(reversed.iter().map(|filter| dot(filter, window)));
        }
        bands
    }

    /// Joins bands laid out `[time][band]` into audio.
    pub fn join(&self, bands: &[f32]) -> Vec<f32> {
        let frames = bands.len() / BANDS;
        let mut audio = vec![0.0; frames * BANDS];
        for (i, frame) in bands.chunks_exact(BANDS).enumerate() {
            for (band, &value) in frame.iter().enumerate() {
                let end = (i * BANDS + PADDED).min(audio.len());
                let out = &mut audio[i * BANDS..end];
                for (out, tap) in out.iter_mut().zip(&self.synthesis[band]) {
                    *out += value * tap;
                }
            }
        }
        audio
    }
}

/// Dot product in eight independent sums, so that the compiler can vectorise it.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

/// Windowed sinc with cut-off `omega` (radians per sample), unit gain at DC.
fn prototype(omega: f64) -> Vec<f64> {
    let centre = (TAPS - 1) as f64 / 2.0;
    let mut taps: Vec<f64> = (0..TAPS)
        .map(|n| {
            let t = n as f64 - centre;
            let sinc = if t == 0.0 {
                omega / PI
            } else {
                (omega * t).sin() / (PI * t)
            };
            let r = t / centre;
            sinc * bessel_i0(KAISER_BETA * (1.0 - r * r).max(0.0).sqrt()) / bessel_i0(KAISER_BETA)
        })
        .collect();
    let gain: f64 = taps.iter().sum();
    taps.iter_mut().for_each(|tap| *tap /= gain);
    taps
}

/// Neighbouring bands must add up to unit power at their crossing: golden-section search for the
/// cut-off with the smallest `||P(ω)|² + |P(ω − π/M)|² − 1|` over one crossing.
fn best_cutoff() -> f64 {
    let width = PI / BANDS as f64;
    let power = |taps: &[f64], omega: f64| {
        let (mut re, mut im) = (0.0, 0.0);
        for (n, tap) in taps.iter().enumerate() {
            re += tap * (omega * n as f64).cos();
            im += tap * (omega * n as f64).sin();
        }
        re * re + im * im
    };
    let ripple = |cutoff: f64| {
        let taps = prototype(cutoff);
        (0..=48)
            .map(|i| {
                let omega = width * f64::from(i) / 48.0;
                (power(&taps, omega) + power(&taps, width - omega) - 1.0).abs()
            })
            .fold(0.0, f64::max)
    };
    let golden = (5f64.sqrt() - 1.0) / 2.0;
    let (mut low, mut high) = (0.4 * width, 0.8 * width);
    for _ in 0..40 {
        let span = golden * (high - low);
        if ripple(high - span) < ripple(low + span) {
            high = low + span;
        } else {
            low = high - span;
        }
    }
    (low + high) / 2.0
}

/// Modified Bessel function of the first kind, order zero.
fn bessel_i0(x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for k in 1..50 {
        term *= (x / (2.0 * f64::from(k))).powi(2);
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bank_gives_the_input_back_after_its_delay() {
        let mut noise = neurorave_core::pitch::Noise::new(3);
        let mut audio = vec![0.0; 16 * 1024];
        noise.fill(&mut audio);
        let bank = Pqmf::default();
        let back = bank.join(&bank.split(&audio));
        let (mut error, mut signal) = (0.0, 0.0);
        for n in 1024..audio.len() {
            error += f64::from(back[n] - audio[n - DELAY]).powi(2);
            signal += f64::from(audio[n - DELAY]).powi(2);
        }
        let snr = 10.0 * (signal / error).log10();
        assert!(snr > 50.0, "round trip only {snr:.1} dB");
    }
}
