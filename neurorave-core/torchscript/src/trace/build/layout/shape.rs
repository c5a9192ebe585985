//! Tensors in other shapes.

use crate::trace::op::Op;
use crate::trace::shape::{Fault, Shape, broadcast};
use crate::trace::{Id, MOST_AXES, Trace};

/// Fails for more axes than a tensor may have.
fn few(axes: &[usize]) -> Result<(), Fault> {
    match axes.len() > MOST_AXES {
        true => Err(Fault::new(format!("a tensor of {} axes", axes.len()))),
        false => Ok(()),
    }
}

impl Trace {
    /// The same values in another shape.
    ///
    /// # Errors
    /// When it has not as many.
    pub fn reshape(&mut self, x: Id, shape: &[usize]) -> Result<Id, Fault> {
        let node = self.node(x);
        if *node.shape == *shape {
            return Ok(x);
        }
        few(shape)?;
        let count = |shape: &[usize]| shape.iter().try_fold(1usize, |n, &d| n.checked_mul(d));
        if count(&node.shape) != count(shape) {
            return Err(Fault::new(format!(
                "{:?} cannot take the shape {shape:?}",
                node.shape
            )));
        }
        let dtype = node.dtype;
        if let Op::Reshape = node.op {
            let inner = node.inputs[0];
            if self.dtype(inner) == dtype {
                return self.reshape(inner, shape);
            }
        }
        self.push(Op::Reshape, vec![x], shape.into(), dtype)
    }

    /// Axis `i` of the result is axis `perm[i]` of `x`.
    ///
    /// # Errors
    /// When `perm` isn't a permutation of the axes.
    pub fn transpose(&mut self, x: Id, perm: &[usize]) -> Result<Id, Fault> {
        let node = self.node(x);
        few(perm)?;
        let mut sorted = perm.to_vec();
        sorted.sort_unstable();
        if !sorted.iter().copied().eq(0..node.shape.len()) {
            return Err(Fault::new(format!("{perm:?} isn't an order of axes")));
        }
        if perm.iter().copied().eq(0..perm.len()) {
            return Ok(x);
        }
        let dtype = node.dtype;
        if let Op::Transpose(first) = &node.op {
            let both: Vec<usize> = perm.iter().map(|&i| first[i]).collect();
            let inner = node.inputs[0];
            return self.transpose(inner, &both);
        }
        let shape: Shape = perm.iter().map(|&i| node.shape[i]).collect();
        // Nothing moves where all that changes place has length 1.
        let long = |order: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
            order.filter(|&i| node.shape[i] != 1).collect()
        };
        if long(&mut perm.iter().copied()) == long(&mut (0..perm.len())) {
            return self.reshape(x, &shape);
        }
        self.push(Op::Transpose(perm.into()), vec![x], shape, dtype)
    }

    /// Axes of length 1 repeated up to a shape.
    ///
    /// # Errors
    /// When another axis would have to change.
    pub fn expand(&mut self, x: Id, shape: &[usize]) -> Result<Id, Fault> {
        let node = self.node(x);
        if *node.shape == *shape {
            return Ok(x);
        }
        let dtype = node.dtype;
        few(shape)?;
        if *broadcast(&node.shape, shape)? != *shape {
            let what = format!("{:?} cannot be repeated to {shape:?}", node.shape);
            return Err(Fault::new(what));
        }
        let count = |shape: &[usize]| shape.iter().try_fold(1usize, |n, &d| n.checked_mul(d));
        if count(&node.shape) == count(shape) {
            return self.reshape(x, shape);
        }
        self.push(Op::Expand, vec![x], shape.into(), dtype)
    }
}
