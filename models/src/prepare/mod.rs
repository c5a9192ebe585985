//! Prepared sets: recordings found, decoded, resampled and measured once, kept in a folder.
//!
//! | file | content |
//! |---|---|
//! | `set.json` | the index: what was found where, what is wrong with it, where its audio and measurements lie; replaced whole, by renaming |
//! | `audio-N.pack` | mono samples at the set's rate, f32, little-endian, one recording after another |
//! | `rows-N.pack` | measurements, a row of [`ROW`] numbers a hop |
//! | `report.txt` | every problem, for people |
//!
//! Packs are only ever appended to, beyond what the index speaks of: a kill at any moment leaves a
//! set that the next run completes. Readers map packs into memory instead of loading them.

mod error;
mod excerpt;
mod find;
mod index;
mod listen;
mod make;
mod measure;
mod pack;
mod place;
mod problem;
mod set;
mod split;
mod summary;
mod tidy;
mod trim;

pub use error::PrepareError;
pub use excerpt::{Excerpt, excerpts};
pub use find::{Found, find};
pub use make::{Request, Stage, measure, prepare};
pub use measure::{Measure, ROW, Rows};
pub use pack::Samples;
pub use place::cached;
pub use problem::{Kind, Problem};
pub use set::{Part, Set};
pub use split::{DEFAULT_SEED, DIVIDED_SECONDS, Split, parts, split};
pub use summary::{Listed, Range, Share, Summary, percentiles};
