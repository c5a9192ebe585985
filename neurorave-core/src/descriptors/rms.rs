//! Level of the frame.
//!
//! `20·log10(√(1/W · Σ x²))` over the unwindowed frame of W = [`WINDOW`](super::WINDOW) samples, in
//! dBFS: a full-scale sine reads −3.01. The same quantity as `librosa.feature.rms` with frames of W
//! samples, in decibels.

/// What silence reads, and the lowest value given.
pub(super) const FLOOR_DBFS: f32 = -120.0;

/// Level of `frame` in dBFS, at least [`FLOOR_DBFS`].
pub(super) fn rms_dbfs(frame: &[f32]) -> f32 {
    let energy: f64 = frame.iter().map(|&x| f64::from(x) * f64::from(x)).sum();
    let mean = energy / frame.len() as f64;
    (10.0 * mean.log10()).max(f64::from(FLOOR_DBFS)) as f32
}
