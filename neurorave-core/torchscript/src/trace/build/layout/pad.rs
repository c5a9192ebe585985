//! Values before and after a tensor's own.

use crate::trace::shape::Fault;
use crate::trace::{Id, Trace};

impl Trace {
    /// Constant values before and after, along an axis.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn pad(
        &mut self,
        x: Id,
        axis: usize,
        (before, after): (usize, usize),
        value: f64,
    ) -> Result<Id, Fault> {
        let mut shape = self.node(x).shape.clone();
        let dtype = self.dtype(x);
        let mut parts = Vec::new();
        shape[axis] = before;
        parts.push(self.fill(value, &shape, dtype)?);
        parts.push(x);
        shape[axis] = after;
        parts.push(self.fill(value, &shape, dtype)?);
        self.concat(&parts, axis)
    }
}
