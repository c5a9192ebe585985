//! The parts that sharpness and booming are made of, for whoever has to differentiate them: filters
//! and levels of the third-octave bands, the specific loudness of 28 levels, and what follows from it.
//!
//! [`Analyzer`](super::Analyzer) puts them together on a stream.

pub use super::bandpass::{SECTIONS, design};
pub use super::booming::{Bands as BoomBands, Boom, booming, least_share};
pub use super::loudness::{STEPS, pattern};
pub use super::sharpness::sharpness;
pub use super::third_octaves::{
    BANDS, FULL_SCALE_SPL, LEAST_POWER, SETTLING_SECONDS, edges, is_usable, lag,
};
