//! Opens TorchScript models of the `nn~` kind, RAVE and its relatives, without libtorch.
//!
//! A `.ts` file holds weights and the program that runs them, in TorchScript's printed form. The
//! program is parsed, run once with symbols in place of sound, and what it did to them is written
//! down as a streaming ONNX graph.
#![warn(missing_docs)]

pub mod archive;
pub mod budget;
pub mod delay;
pub mod emit;
pub mod import;
pub mod load;
pub mod nn;
pub mod pickle;
pub mod run;
pub mod script;
pub mod stream;
pub mod trace;
