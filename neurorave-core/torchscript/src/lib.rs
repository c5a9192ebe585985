//! Opens TorchScript models of the `nn~` kind, RAVE and its relatives, without libtorch.
//!
//! A `.ts` file holds weights and the program that runs them, in TorchScript's printed form. The
//! program is parsed, run once with symbols in place of sound, and what it did to them is written
//! down as a streaming ONNX graph.
//!
//! A file may be damaged, or mean harm. Whatever it holds, an import ends in a model or in an error: it
//! doesn't panic, it does an amount of work that the file's size bounds, and at its peak it takes at
//! most four times as much memory as the file has bytes, and 64 MiB. Those are for small files: weights
//! can be computed instead of stored, and a program is larger in memory than as text (see [`budget`]).
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
