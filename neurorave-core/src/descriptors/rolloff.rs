//! Spectral rolloff: the frequency below which most of the spectrum lies.
//!
//! The lowest bin frequency, in Hz, at which the cumulated magnitudes reach 85 % of their sum:
//! Scheirer and Slaney (1997); Peeters, *A large set of audio features* (2004), §6.2.1, on
//! magnitudes as in `librosa.feature.spectral_rolloff`. It moves in steps of one bin (21.5 Hz at
//! 44.1 kHz). Silence reads 0 Hz.

use super::spectrum::Spectrum;

/// Share of the spectrum that lies at or below the rolloff.
const SHARE: f64 = 0.85;

/// The rolloff in Hz; 0 for silence.
pub(super) fn rolloff(spectrum: &Spectrum) -> f32 {
    let total: f64 = spectrum.partials().map(|(_, magnitude)| magnitude).sum();
    let mut below = 0.0;
    spectrum
        .partials()
        .find(|(_, magnitude)| {
            below += magnitude;
            below >= SHARE * total
        })
        .map_or(0.0, |(hz, _)| hz as f32)
}
