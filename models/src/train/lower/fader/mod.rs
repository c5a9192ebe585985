//! The source-filter network as graph operations.

mod decoder;
mod encoder;

pub use decoder::decoder;
pub use encoder::encoder;
