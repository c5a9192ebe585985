//! How much a layer computes.

use super::conv::{Conv, Residual};

/// Multiply-accumulates of one output step.
pub fn conv(conv: &Conv) -> usize {
    conv.weight.val().dims().iter().product()
}

/// Multiply-accumulates of one step.
pub fn residual(residual: &Residual) -> usize {
    conv(&residual.dilated) + conv(&residual.mix)
}
