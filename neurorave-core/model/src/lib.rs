//! Model files: what one holds, how it is read and checked, how one is written.
#![warn(missing_docs)]

pub mod error;
pub mod graph;
pub mod model;
pub mod model_file;

pub use error::{Error, Problem};
pub use model::ContentHash;
