//! The causal pseudo-QMF bank that splits audio into `M` critically sampled bands.
//!
//! Cosine-modulated filters on one Kaiser-windowed prototype (P. P. Vaidyanathan, *Multirate
//! Systems and Filter Banks*, §8.1–8.5): every filter is the same low-pass, moved to its band. The
//! cut-off is found numerically for the smallest departure from a flat overall response.
//!
//! Analysis of band `k`, output `i`: `Σ_n h_k[n] · x[Mi + M − 1 − n]`, so a band sample exists as
//! soon as its `M` audio samples do. Synthesis writes `Σ_k Σ_m g_k[j + Mm] · band_k[i − m]` to audio
//! sample `Mi + j`. Both together delay by [`Bank::delay`] samples.

use neurorave_core::window::kaiser;
use serde::{Deserialize, Serialize};
use std::f64::consts::PI;

/// Which bank: its filters follow from these numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bank {
    /// Number of bands, and audio samples per band sample: a multiple of 8.
    pub bands: usize,
    /// Length of every filter in band samples, to which one tap is added.
    pub span: usize,
    /// Shape of the Kaiser window: the higher, the less one band hears of those far from it.
    pub beta: f64,
}

impl Bank {
    /// Length of every filter.
    pub const fn taps(&self) -> usize {
        self.span * self.bands + 1
    }

    /// Filter length rounded up to whole band samples, in band samples.
    pub const fn depth(&self) -> usize {
        self.span + 1
    }

    /// Filter length rounded up to whole band samples (the tail is zero), in taps.
    pub const fn padded(&self) -> usize {
        self.depth() * self.bands
    }

    /// Delay of analysis and synthesis together, in audio samples.
    pub const fn delay(&self) -> usize {
        self.taps() - 1 - (self.bands - 1)
    }
}

/// The filters of one bank.
#[derive(Debug, Clone)]
pub struct Pqmf {
    /// What they are made from.
    pub bank: Bank,
    /// `analysis[band][n]`, [`Bank::padded`] long.
    pub analysis: Vec<Vec<f32>>,
    /// `synthesis[band][n]`, [`Bank::padded`] long, with the gain that restores the level.
    pub synthesis: Vec<Vec<f32>>,
}

impl Pqmf {
    /// The filters of `bank`.
    pub fn new(bank: Bank) -> Self {
        let prototype = prototype(&bank, best_cutoff(&bank));
        let centre = (bank.taps() - 1) as f64 / 2.0;
        let filters = |sign: f64, gain: f64| {
            (0..bank.bands)
                .map(|band| {
                    let omega = (2 * band + 1) as f64 * PI / (2 * bank.bands) as f64;
                    let phase = sign * if band % 2 == 0 { PI / 4.0 } else { -PI / 4.0 };
                    let mut filter = vec![0.0; bank.padded()];
                    for (n, (tap, low)) in filter.iter_mut().zip(&prototype).enumerate() {
                        let wave = (omega * (n as f64 - centre) + phase).cos();
                        *tap = (2.0 * gain * low * wave) as f32;
                    }
                    filter
                })
                .collect()
        };
        Self {
            bank,
            analysis: filters(1.0, 1.0),
            synthesis: filters(-1.0, bank.bands as f64),
        }
    }

    /// Splits `audio` (whole band samples, zeros before it) into bands, laid out `[time][band]`.
    pub fn split(&self, audio: &[f32]) -> Vec<f32> {
        let (bands, padded) = (self.bank.bands, self.bank.padded());
        assert_eq!(audio.len() % bands, 0, "whole band samples");
        let mut before = vec![0.0; padded - bands + audio.len()];
        before[padded - bands..].copy_from_slice(audio);
        let reversed: Vec<Vec<f32>> = self
            .analysis
            .iter()
            .map(|filter| filter.iter().rev().copied().collect())
            .collect();
        let mut split = Vec::with_capacity(audio.len());
        for start in (0..audio.len()).step_by(bands) {
            let window = &before[start..start + padded];
            split.extend(reversed.iter().map(|filter| dot(filter, window)));
        }
        split
    }

    /// Joins bands laid out `[time][band]` into audio.
    pub fn join(&self, bands: &[f32]) -> Vec<f32> {
        let count = self.bank.bands;
        let mut audio = vec![0.0; bands.len()];
        for (i, frame) in bands.chunks_exact(count).enumerate() {
            for (filter, &value) in self.synthesis.iter().zip(frame) {
                let end = (i * count + self.bank.padded()).min(audio.len());
                let out = &mut audio[i * count..end];
                for (out, tap) in out.iter_mut().zip(filter) {
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
fn prototype(bank: &Bank, omega: f64) -> Vec<f64> {
    let centre = (bank.taps() - 1) as f64 / 2.0;
    let mut taps: Vec<f64> = (0..bank.taps())
        .map(|n| {
            let t = n as f64 - centre;
            let sinc = if t == 0.0 {
                omega / PI
            } else {
                (omega * t).sin() / (PI * t)
            };
            sinc * kaiser(t / centre, bank.beta)
        })
        .collect();
    let gain: f64 = taps.iter().sum();
    taps.iter_mut().for_each(|tap| *tap /= gain);
    taps
}

/// Neighbouring bands must add up to unit power at their crossing: golden-section search for the
/// cut-off with the smallest `||P(ω)|² + |P(ω − π/M)|² − 1|` over one crossing.
fn best_cutoff(bank: &Bank) -> f64 {
    let width = PI / bank.bands as f64;
    let power = |taps: &[f64], omega: f64| {
        let (mut re, mut im) = (0.0, 0.0);
        for (n, tap) in taps.iter().enumerate() {
            re += tap * (omega * n as f64).cos();
            im += tap * (omega * n as f64).sin();
        }
        re * re + im * im
    };
    let ripple = |cutoff: f64| {
        let taps = prototype(bank, cutoff);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::network::{fader, rave};

    #[test]
    fn every_bank_gives_the_input_back_after_its_delay() {
        for (bank, decibels) in [
            (fader::BANK, 50.0),
            (rave::FINE_BANK, 60.0),
            (rave::COARSE_BANK, 60.0),
            (rave::SHORT_BANK, 38.0),
        ] {
            let snr = round_trip(bank);
            assert!(snr > decibels, "{bank:?}: round trip only {snr:.1} dB");
        }
    }

    fn round_trip(bank: Bank) -> f64 {
        let mut audio = vec![0.0; 16 * 1024];
        neurorave_core::pitch::Noise::new(3).fill(&mut audio);
        let pqmf = Pqmf::new(bank);
        let back = pqmf.join(&pqmf.split(&audio));
        let (mut error, mut signal) = (0.0, 0.0);
        for n in 2048..audio.len() {
            let expected = audio[n - bank.delay()];
            error += f64::from(back[n] - expected).powi(2);
            signal += f64::from(expected).powi(2);
        }
        10.0 * (signal / error).log10()
    }
}
