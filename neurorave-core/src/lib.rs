//! Model files, streaming networks and the real-time instrument behind `nrave~`.
#![warn(missing_docs)]

pub mod attributes;
pub mod descriptors;
#[cfg(feature = "c-interface")]
pub mod ffi;
pub mod instrument;
pub mod message;
pub mod network;
pub mod object;
pub mod opening;
pub mod pitch;
pub mod window;

pub use nrave_model::{Error, Problem, error, graph, model, model_file};
