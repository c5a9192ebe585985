//! What training minimises.

pub mod adversary;
mod by_hand;
pub mod descriptors;
pub mod discriminator;
pub mod periodicity;
pub mod spectral;
pub mod timbre;

pub use super::ops::frames::frames;
pub use super::ops::magnitudes::magnitudes;

/// Which samples and frames of an output a loss compares.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Sample rate.
    pub rate: f32,
    /// Samples from one frame to the next.
    pub hop: usize,
    /// Sample at which frame 0 begins.
    pub start: usize,
    /// Frames that are measured but not compared.
    pub skip: usize,
    /// Frames compared after those.
    pub count: usize,
}
