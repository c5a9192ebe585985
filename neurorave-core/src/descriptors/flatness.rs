//! Spectral flatness: noise against tone.
//!
//! `F = exp(mean ln max(|X|², ε)) / mean max(|X|², ε)` with ε = 1e−10: geometric over arithmetic mean
//! of the power spectrum, without unit, between 0 (a tone) and 1 (equal power in every bin). Gray and
//! Markel (1974); as `librosa.feature.spectral_flatness`.
//!
//! A single frame of white noise reads about e^−γ = 0.56, not 1, since its bins' powers scatter.
//! Silence, all bins at ε, reads 1: use the level to gate it.

use super::spectrum::Spectrum;

/// Least power of a bin, so that the logarithm exists.
const LEAST_POWER: f64 = 1e-10;

/// The flatness, 0..=1; 1 for silence.
pub(super) fn flatness(spectrum: &Spectrum) -> f32 {
    let powers = || {
        spectrum
            .partials()
            .map(|(_, magnitude)| (magnitude * magnitude).max(LEAST_POWER))
    };
    let count = powers().count() as f64;
    let geometric = (powers().map(f64::ln).sum::<f64>() / count).exp();
    let arithmetic = powers().sum::<f64>() / count;
    (geometric / arithmetic) as f32
}
