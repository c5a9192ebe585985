//! The `.nrave` model file: a stored ZIP of a manifest, one ONNX graph a method, the weights that
//! they share, and a card.
//!
//! The format itself is written down in `models/FORMAT.md`. A file is untrusted input: sizes are
//! bounded before they are allocated, every field is checked against the graphs, every error
//! names file, field and remedy, and nothing panics.

mod archive;
mod attribute;
pub(crate) mod census;
mod check;
pub mod manifest;
mod parse;
mod skeleton;
pub mod source;
mod weights;
mod wire;
mod write;

pub use archive::Content;
pub use archive::MAX_FILE;
pub(crate) use check::Place;
pub(crate) use parse::{Parsed, parse, peek, peek_card};
pub use skeleton::Skeleton;
pub use weights::{WEIGHTS_ALIGN, reference};
pub use write::{write_model, write_model_to};

/// Entry of the manifest.
pub const MANIFEST: &str = "manifest.json";
/// Entry of the card: what the model was trained on, with which terms, and how well it does.
pub const CARD: &str = "card.md";
/// Entry of the weights that the graphs share.
pub const WEIGHTS: &str = "weights.bin";
