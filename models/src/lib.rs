//! The library behind the `nrave` command: sound files, pictures, curves, measuring, timing and
//! offline rendering.

pub mod allocator;
pub mod audio;
pub mod baseline;
pub mod bench;
pub mod curve;
pub mod describe;
pub mod evaluate;
mod mel_bank;
pub mod picture;
pub mod prepare;
pub mod render;
pub mod train;
