//! Errors that tell what to do next.
/// An error of this crate.
#[derive(Debug, thiserror::Error)]
pub enum Error {}
