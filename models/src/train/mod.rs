//! `nrave train`: recordings in, a model file out.

pub mod average;
pub mod batch;
mod checkpoint;
pub mod corpus;
mod error;
pub mod loss;
pub mod lower;
pub mod network;
mod package;
pub mod playing;
pub mod pqmf;
pub mod preset;
pub mod prior;
pub mod random;
pub mod request;
mod session;
pub mod step;
pub mod synthesis;

pub use error::TrainError;
pub use package::{Label, package};
pub use session::{Options, Trained, train};
