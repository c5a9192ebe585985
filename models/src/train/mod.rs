//! `nrave train`: recordings in, a model file out.

pub mod average;
pub mod batch;
mod checkpoint;
pub mod corpus;
mod error;
pub mod loss;
pub mod lower;
pub mod network;
pub mod ops;
mod package;
pub mod pqmf;
pub mod random;
pub mod request;
mod session;
pub mod step;

pub use checkpoint::State;
pub use error::TrainError;
pub use package::{Label, package};
pub use session::{Options, Trained, device, fresh, one_step, train};
