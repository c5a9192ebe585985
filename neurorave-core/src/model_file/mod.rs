//! The `.nrave` model file: a stored ZIP of a manifest, one ONNX graph a method, and a card.
//!
//! The format itself is written down in `models/FORMAT.md`.

mod attribute;
pub mod manifest;
