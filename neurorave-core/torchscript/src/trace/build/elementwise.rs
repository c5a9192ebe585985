//! Value by value.

use crate::trace::op::{Binary, Op, Unary};
use crate::trace::shape::{Dtype, Fault, broadcast};
use crate::trace::{Id, Trace};

impl Trace {
    /// A function of each value.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn unary(&mut self, op: Unary, x: Id) -> Result<Id, Fault> {
        let (shape, dtype) = (self.node(x).shape.clone(), self.dtype(x));
        let dtype = match op {
            Unary::Not | Unary::Truth => Dtype::Bool,
            Unary::Neg | Unary::Abs | Unary::Sign | Unary::Relu => dtype.max(Dtype::Int),
            Unary::Floor | Unary::Ceil | Unary::Round | Unary::Truncate => dtype.max(Dtype::Int),
            _ => dtype.max(Dtype::Float),
        };
        if op == Unary::Truth && self.dtype(x) == Dtype::Bool {
            return Ok(x);
        }
        if let (Unary::Not, Op::Unary(Unary::Not)) = (op, &self.node(x).op) {
            let inner = self.node(x).inputs[0];
            return self.unary(Unary::Truth, inner);
        }
        self.push(Op::Unary(op), vec![x], shape, dtype)
    }

    /// A function of each pair of values, where lengths of 1 are repeated.
    ///
    /// # Errors
    /// When the shapes don't fit together.
    pub fn binary(&mut self, op: Binary, a: Id, b: Id) -> Result<Id, Fault> {
        let shape = broadcast(self.shape(a), self.shape(b))?;
        let widest = self.dtype(a).max(self.dtype(b));
        let dtype = match op {
            Binary::Equal | Binary::Less | Binary::LessEqual | Binary::And | Binary::Or => {
                Dtype::Bool
            }
            Binary::Div => widest.max(Dtype::Float),
            Binary::Min | Binary::Max => widest,
            _ => widest.max(Dtype::Int),
        };
        if let Some(same) = self.unchanged(op, a, b)
            && *self.shape(same) == *shape
        {
            return self.retype(same, dtype);
        }
        self.push(Op::Binary(op), vec![a, b], shape, dtype)
    }

    /// The operand that the result is equal to, if the other one changes nothing.
    fn unchanged(&self, op: Binary, a: Id, b: Id) -> Option<Id> {
        let is = |id: Id, value: f64| match self.constant(id) {
            Some(super::super::Constant::Fill(fill)) => fill.0 == value,
            _ => false,
        };
        match op {
            Binary::Add if is(a, 0.0) => Some(b),
            Binary::Mul if is(a, 1.0) => Some(b),
            Binary::Add | Binary::Sub if is(b, 0.0) => Some(a),
            Binary::Mul | Binary::Div | Binary::Pow if is(b, 1.0) => Some(a),
            _ => None,
        }
    }

    /// `a` where the condition holds, `b` elsewhere.
    ///
    /// # Errors
    /// When the shapes don't fit together.
    pub fn select(&mut self, condition: Id, a: Id, b: Id) -> Result<Id, Fault> {
        let both = broadcast(self.shape(a), self.shape(b))?;
        let shape = broadcast(self.shape(condition), &both)?;
        let dtype = self.dtype(a).max(self.dtype(b));
        if let Some(known) = self.scalar(condition)? {
            let chosen = if known != 0.0 { a } else { b };
            let chosen = self.expand(chosen, &shape)?;
            return self.retype(chosen, dtype);
        }
        if a == b && *self.shape(a) == *shape {
            return Ok(a);
        }
        if let Some(whole) = self.select_head(condition, a, b)? {
            return Ok(whole);
        }
        self.push(Op::Where, vec![condition, a, b], shape, dtype)
    }

    /// The choice between two tensors that end alike: only their beginnings are chosen between.
    fn select_head(&mut self, condition: Id, a: Id, b: Id) -> Result<Option<Id>, Fault> {
        let one = self.shape(condition).iter().product::<usize>() == 1;
        if !one || self.shape(a) != self.shape(b) {
            return Ok(None);
        }
        for (joined, other) in [(a, b), (b, a)] {
            let node = self.node(joined);
            let (Op::Concat(axis), Some(&tail)) = (&node.op, node.inputs.last()) else {
                continue;
            };
            let axis = *axis;
            self.budget().work(node.inputs.len())?;
            let (whole, length) = (self.shape(joined)[axis], self.shape(tail)[axis]);
            let kept = whole - length;
            if self.slice(other, axis, kept, length, 1)? != tail {
                continue;
            }
            let (a, b) = (
                self.slice(a, axis, 0, kept, 1)?,
                self.slice(b, axis, 0, kept, 1)?,
            );
            let head = self.select(condition, a, b)?;
            return self.concat(&[head, tail], axis).map(Some);
        }
        Ok(None)
    }

    /// The values as another kind of number; reals lose what is behind the point.
    ///
    /// # Errors
    /// For complex numbers.
    pub fn cast(&mut self, x: Id, dtype: Dtype) -> Result<Id, Fault> {
        match (self.dtype(x), dtype) {
            (from, to) if from == to => Ok(x),
            (Dtype::Complex, _) | (_, Dtype::Complex) => {
                Err(Fault::new("a conversion to or from complex numbers"))
            }
            (_, Dtype::Bool) => self.unary(Unary::Truth, x),
            (Dtype::Float, Dtype::Int) => {
                let whole = self.unary(Unary::Truncate, x)?;
                self.retype(whole, Dtype::Int)
            }
            (_, to) => self.retype(x, to),
        }
    }

    /// The same values, known to be of another kind.
    pub(crate) fn retype(&mut self, x: Id, dtype: Dtype) -> Result<Id, Fault> {
        if self.dtype(x) == dtype {
            return Ok(x);
        }
        let shape = self.node(x).shape.clone();
        self.push(Op::Reshape, vec![x], shape, dtype)
    }
}
