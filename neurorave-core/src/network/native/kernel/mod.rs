//! The arithmetic that takes the time, for each processor.

mod conv;
mod depthwise;
mod instructions;
mod pack;
mod packed;
#[cfg(test)]
mod tests;
mod tiles;
mod vector;
mod weights;

pub use instructions::{Instructions, Kernel};
pub use pack::{Matrix, Run, Tensor, Width};
pub use packed::{Form, Packed};
pub use tiles::Frame;
pub use vector::{Vector, WIDEST};
pub use weights::Values;
