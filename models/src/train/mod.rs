//! `nrave train`: recordings in, a model file out.

mod atomic;
pub mod average;
pub mod batch;
mod checkpoint;
pub mod corpus;
mod error;
pub mod health;
mod log;
pub mod loss;
pub mod lower;
pub mod memory;
pub mod network;
mod package;
pub mod playing;
pub mod pqmf;
pub mod preset;
pub mod random;
pub mod request;
pub mod schedule;
mod session;
mod settings;
pub mod step;
pub mod synthesis;
mod view;

pub use error::TrainError;
pub use package::{Label, package};
pub use session::{Options, Trained, train};
