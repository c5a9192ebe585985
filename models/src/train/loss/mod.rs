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

/// What a normalised attribute costs that is off by `x`, and the derivative by `x`: the square, and
/// beyond 1 its tangent. Where several attributes cannot all be met, they share the error; under a
/// plain distance one of them would be given up for the others.
pub fn penalty(x: f32) -> (f32, f32) {
    let size = x.abs();
    if size <= 1.0 {
        (x * x, 2.0 * x)
    } else {
        (2.0 * size - 1.0, 2.0 * x.signum())
    }
}

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
