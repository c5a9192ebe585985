//! What training minimises.

pub mod adversary;
pub mod descriptors;
pub mod discriminator;
pub mod spectral;

pub use super::ops::frames::frames;
pub use super::ops::magnitudes::magnitudes;
