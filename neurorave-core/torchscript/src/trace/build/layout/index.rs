//! Entries at indices.

use crate::trace::op::Op;
use crate::trace::shape::{Fault, Shape};
use crate::trace::{Id, Trace};

impl Trace {
    /// Entries along an axis, at indices of any shape, which takes the axis' place.
    ///
    /// # Errors
    /// When there is no such axis.
    pub fn gather(&mut self, x: Id, axis: usize, indices: Id) -> Result<Id, Fault> {
        let own = self.shape(x);
        if axis >= own.len() {
            return Err(Fault::new("an axis is missing"));
        }
        let shape: Shape = own[..axis]
            .iter()
            .chain(self.shape(indices))
            .chain(&own[axis + 1..])
            .copied()
            .collect();
        let dtype = self.dtype(x);
        self.push(Op::Gather(axis), vec![x, indices], shape, dtype)
    }

    /// `x` with other entries along an axis at `indices`, a row of them; `values` has `x`'s shape but for
    /// as many entries as there are indices.
    ///
    /// # Errors
    /// When the shapes don't fit.
    pub fn scatter(&mut self, x: Id, axis: usize, indices: Id, values: Id) -> Result<Id, Fault> {
        let (shape, dtype) = (self.node(x).shape.clone(), self.dtype(x));
        let mut wanted = shape.to_vec();
        match (wanted.get_mut(axis), self.shape(indices)) {
            (Some(length), &[count]) => *length = count,
            _ => return Err(Fault::new("indices of another form")),
        }
        let values = self.expand(values, &wanted)?;
        self.push(Op::Scatter(axis), vec![x, indices, values], shape, dtype)
    }
}
