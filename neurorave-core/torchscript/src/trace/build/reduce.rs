//! Many values to one.

use crate::trace::op::{Binary, Op, Reduction, Unary};
use crate::trace::shape::{Dtype, Fault, Shape};
use crate::trace::{Id, Trace};

impl Trace {
    /// One value for each row along `axes`, which have length 1 afterwards.
    ///
    /// # Errors
    /// When there is no such axis.
    pub fn reduce(&mut self, reduction: Reduction, x: Id, axes: &[usize]) -> Result<Id, Fault> {
        let mut axes = axes.to_vec();
        axes.sort_unstable();
        axes.dedup();
        let mut shape: Shape = self.node(x).shape.clone();
        for &axis in &axes {
            *shape
                .get_mut(axis)
                .ok_or_else(|| Fault::new("an axis is missing"))? = 1;
        }
        let dtype = match reduction {
            Reduction::Mean => Dtype::Float,
            Reduction::Sum | Reduction::Prod => self.dtype(x).max(Dtype::Int),
            Reduction::Max | Reduction::Min => self.dtype(x),
        };
        if *shape == *self.shape(x) {
            return self.retype(x, dtype);
        }
        self.push(Op::Reduce(reduction, axes.into()), vec![x], shape, dtype)
    }

    /// The index of the largest value along an axis, which has length 1 afterwards.
    ///
    /// # Errors
    /// When there is no such axis, or nothing along it.
    pub fn argmax(&mut self, x: Id, axis: usize) -> Result<Id, Fault> {
        let mut shape: Shape = self.node(x).shape.clone();
        match shape.get_mut(axis) {
            Some(length) if *length > 0 => *length = 1,
            _ => return Err(Fault::new("there is nothing to choose from")),
        }
        self.push(Op::ArgMax(axis), vec![x], shape, Dtype::Int)
    }

    /// Running sums along an axis.
    ///
    /// # Errors
    /// When there is no such axis.
    pub fn running_sum(&mut self, x: Id, axis: usize) -> Result<Id, Fault> {
        let shape: Shape = self.node(x).shape.clone();
        match shape.get(axis) {
            None => return Err(Fault::new("an axis is missing")),
            Some(0 | 1) => return Ok(x),
            Some(_) => {}
        }
        let dtype = self.dtype(x).max(Dtype::Int);
        self.push(Op::CumSum(axis), vec![x], shape, dtype)
    }

    /// Shares that add up to 1 along an axis.
    ///
    /// # Errors
    /// When there is no such axis.
    pub fn softmax(&mut self, x: Id, axis: usize) -> Result<Id, Fault> {
        let most = self.reduce(Reduction::Max, x, &[axis])?;
        let below = self.binary(Binary::Sub, x, most)?;
        let powers = self.unary(Unary::Exp, below)?;
        let sum = self.reduce(Reduction::Sum, powers, &[axis])?;
        self.binary(Binary::Div, powers, sum)
    }
}
