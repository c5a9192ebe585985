//! Spectral bandwidth: how far the spectrum spreads around its centroid.
//!
//! `B = √(Σ (f − C)²·|X| / Σ |X|)` in Hz, with C the centroid: the second-order (p = 2) spread of
//! Peeters, *A large set of audio features* (2004), §6.1.2, on magnitudes as in
//! `librosa.feature.spectral_bandwidth`. Silence reads 0 Hz.

use super::centroid;
use super::spectrum::Spectrum;

/// The bandwidth in Hz; 0 for silence.
pub(super) fn bandwidth(spectrum: &Spectrum) -> f32 {
    let Some((total, centre)) = centroid::moments(spectrum) else {
        return 0.0;
    };
    let spread: f64 = spectrum
        .partials()
        .map(|(hz, magnitude)| (hz - centre).powi(2) * magnitude)
        .sum();
    (spread / total).sqrt() as f32
}
