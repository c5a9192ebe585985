//! `nrave train`: recordings in, a model file out.

mod atomic;
pub mod average;
pub mod batch;
mod checkpoint;
mod clock;
pub mod corpus;
mod devices;
mod error;
mod folder;
pub mod health;
mod learn;
mod log;
pub mod loss;
pub mod lower;
pub mod memory;
pub mod network;
mod options;
mod package;
pub mod playing;
pub mod pqmf;
pub mod preset;
pub mod random;
pub mod request;
pub mod rotation;
mod run;
pub mod schedule;
mod session;
mod settings;
pub mod step;
pub mod synthesis;
mod validation;
mod view;

pub use error::TrainError;
pub use options::{Course, Options, Start};
pub use package::{Label, package};
pub use session::{Trained, train};
