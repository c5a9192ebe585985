//! How much a study plays.

use serde::{Deserialize, Serialize};

/// Numbers of recordings and curves.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Plan {
    /// Recordings a family that are reconstructed.
    pub recordings: usize,
    /// Recordings, of these, on which knobs are tried.
    pub control: usize,
    /// Curves of each kind, recording and attribute.
    pub curves: usize,
    /// Recordings that the probe of the latents learns from and is tried on.
    pub probe: usize,
    /// Recordings that a classifier is tried on.
    pub recognition: usize,
    /// Recordings to listen to.
    pub excerpts: usize,
}

impl Plan {
    /// Minutes a model: figures worth quoting.
    pub fn full() -> Self {
        Self {
            recordings: 40,
            control: 12,
            curves: 1,
            probe: 150,
            recognition: 200,
            excerpts: 3,
        }
    }

    /// Seconds a model: to see that everything works.
    pub fn quick() -> Self {
        Self {
            recordings: 6,
            control: 3,
            curves: 1,
            probe: 24,
            recognition: 24,
            excerpts: 2,
        }
    }
}
