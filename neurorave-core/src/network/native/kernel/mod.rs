//! The arithmetic that takes the time, for each processor.

#![cfg_attr(
    not(test),
    expect(
        dead_code,
        unused_imports,
        reason = "no operator is lowered to `Depthwise`"
    )
)]

mod conv;
mod depthwise;
mod instructions;
mod pack;
#[cfg(test)]
mod tests;
mod tiles;
mod vector;
mod weights;

pub use conv::Packed;
pub use depthwise::Depthwise;
pub use instructions::{Instructions, Kernel};
pub use pack::{Matrix, Run, Tensor, Width};
pub use tiles::Frame;
pub use vector::{Vector, WIDEST};
pub use weights::Values;
