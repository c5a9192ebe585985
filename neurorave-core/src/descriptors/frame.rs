//! The window of past samples that the descriptors look at.

use super::WINDOW;

/// Largest sample magnitude analysed, +80 dB re full scale: keeps every sum of squares far inside
/// `f32`.
const LIMIT: f32 = 1e4;

/// Samples smaller than this (−200 dB re full scale) count as silence, so that no stage downstream
/// meets a denormal.
const NEGLIGIBLE: f32 = 1e-10;

/// A sample as analysed: finite, limited, never denormal.
pub(super) fn clean(sample: f32) -> f32 {
    if sample.is_finite() && sample.abs() >= NEGLIGIBLE {
        sample.clamp(-LIMIT, LIMIT)
    } else {
        0.0
    }
}

/// The last [`WINDOW`] samples, oldest first.
pub(super) struct Frame {
    samples: Box<[f32]>,
}

impl Frame {
    pub(super) fn new() -> Self {
        Self {
            samples: vec![0.0; WINDOW].into(),
        }
    }

    /// Appends `block`; of one longer than the window only the end remains.
    pub(super) fn push(&mut self, block: &[f32]) {
        let newest = &block[block.len().saturating_sub(WINDOW)..];
        self.samples.copy_within(newest.len().., 0);
        let start = WINDOW - newest.len();
        for (kept, &sample) in self.samples[start..].iter_mut().zip(newest) {
            *kept = clean(sample);
        }
    }

    pub(super) fn samples(&self) -> &[f32] {
        &self.samples
    }

    pub(super) fn reset(&mut self) {
        self.samples.fill(0.0);
    }
}
