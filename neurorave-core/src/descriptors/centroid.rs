//! Spectral centroid: where the spectrum balances, a measure of brightness.
//!
//! `C = Σ f·|X| / Σ |X|` in Hz, over all bins of the shared spectrum, on magnitudes (not powers).
//! Grey (1975); Peeters, *A large set of audio features* (2004), §6.1.1; as
//! `librosa.feature.spectral_centroid`. Silence reads 0 Hz.

use super::spectrum::Spectrum;

/// The centroid in Hz; 0 for silence.
pub(super) fn centroid(spectrum: &Spectrum) -> f32 {
    moments(spectrum).map_or(0.0, |(_, centroid)| centroid as f32)
}

/// Sum of the magnitudes and centroid in Hz; `None` for silence.
pub(super) fn moments(spectrum: &Spectrum) -> Option<(f64, f64)> {
    let (total, weighted) = spectrum
        .partials()
        .fold((0.0, 0.0), |(total, weighted), (hz, magnitude)| {
            (total + magnitude, weighted + hz * magnitude)
        });
    (total > 0.0).then(|| (total, weighted / total))
}
