//! A call of a layer that tells how long it waits.

use super::Wait;
use crate::trace::Id;

/// One call of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// How long it waits.
    pub wait: Wait,
    /// What went in.
    pub input: Id,
    /// What came out.
    pub output: Id,
}
