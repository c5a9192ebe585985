//! The convolutional network as graph operations.

mod decoder;
mod encoder;
mod noise;

pub use decoder::decoder;
pub use encoder::encoder;
