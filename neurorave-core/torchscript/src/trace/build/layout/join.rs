//! Tensors joined along an axis.

use crate::trace::op::Op;
use crate::trace::shape::{Fault, Shape};
use crate::trace::{Id, Trace};

impl Trace {
    /// Parts one after another along an axis.
    ///
    /// # Errors
    /// When their other axes differ.
    pub fn concat(&mut self, parts: &[Id], axis: usize) -> Result<Id, Fault> {
        self.budget().work(parts.len())?;
        let mut flat: Vec<Id> = Vec::with_capacity(parts.len());
        let stream = parts
            .first()
            .is_some_and(|&first| self.is_past(first, axis));
        for &part in parts {
            match &self.node(part).op {
                // What comes after a past is a signal of its own, whatever it was joined of.
                Op::Concat(same) if *same == axis && !stream => {
                    for inner in self.node(part).inputs.clone() {
                        self.budget().work(1)?;
                        self.join(&mut flat, inner, axis)?;
                    }
                }
                _ => self.join(&mut flat, part, axis)?,
            }
        }
        let Some(&first) = flat.first().or(parts.first()) else {
            return Err(Fault::new("nothing is joined"));
        };
        if flat.len() < 2 {
            return Ok(first);
        }
        let mut shape: Shape = self.node(first).shape.clone();
        let mut dtype = self.dtype(first);
        shape[axis] = 0;
        for &part in &flat {
            let own = self.shape(part);
            let fits = own.len() == shape.len()
                && (0..shape.len()).all(|i| i == axis || own[i] == shape[i]);
            if !fits {
                let what = format!("{own:?} doesn't fit to {:?}", self.shape(first));
                return Err(Fault::new(what));
            }
            shape[axis] = shape[axis].saturating_add(own[axis]);
            dtype = dtype.max(self.dtype(part));
        }
        self.push(Op::Concat(axis), flat, shape, dtype)
    }

    /// Adds a part, together with its neighbour where both were cut from one tensor.
    fn join(&mut self, parts: &mut Vec<Id>, part: Id, axis: usize) -> Result<(), Fault> {
        let length = *self
            .shape(part)
            .get(axis)
            .ok_or_else(|| Fault::new("numbers without an axis cannot be joined"))?;
        if length == 0 {
            return Ok(());
        }
        if let Some(&before) = parts.last()
            && let (Some((whole, start)), Some((same, next))) =
                (self.cut(before, axis), self.cut(part, axis))
            && whole == same
            && start + self.shape(before)[axis] == next
        {
            let count = self.shape(before)[axis] + length;
            parts.pop();
            parts.push(self.slice(whole, axis, start, count, 1)?);
            return Ok(());
        }
        parts.push(part);
        Ok(())
    }

    /// What a slice was cut from, and where.
    fn cut(&self, id: Id, axis: usize) -> Option<(Id, usize)> {
        match self.node(id).op {
            Op::Slice {
                axis: same,
                start,
                step: 1,
            } if same == axis => Some((self.node(id).inputs[0], start)),
            _ => None,
        }
    }
}
