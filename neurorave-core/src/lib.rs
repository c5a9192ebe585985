//! Model files, streaming networks and the real-time instrument behind `nrave~`.
#![warn(missing_docs)]

pub mod attributes;
pub mod descriptors;
pub mod error;
#[cfg(feature = "c-interface")]
pub mod ffi;
pub mod graph;
pub mod instrument;
pub mod message;
pub mod model;
pub mod model_file;
pub mod network;
pub mod object;
pub mod pitch;
pub mod window;

pub use error::{Error, Problem};
