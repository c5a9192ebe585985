//! Entries at places that another tensor tells.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Dtype, Id};

impl Machine {
    /// `x[i, :, j]` with tensors as indices.
    pub(super) fn indexed(&mut self, x: Id, args: &Args) -> Answer {
        let (axis, indices) = self.one_index(args.at(1))?;
        let y = self.trace.gather(x, axis, indices)?;
        self.answer(y)
    }

    /// The one tensor among the indices of `x[:, i]`, and its axis.
    pub(super) fn one_index(&mut self, indices: &Value) -> Result<(usize, Id), Stop> {
        let indices = self.items(indices)?;
        self.work(indices.len())?;
        let given: Vec<usize> = (0..indices.len())
            .filter(|&i| !matches!(indices[i], Value::None))
            .collect();
        let &[axis] = given.as_slice() else {
            return Err(Stop::new("an index of several tensors is not supported"));
        };
        let index = self.id(&indices[axis])?;
        match self.trace.dtype(index) {
            Dtype::Bool => Err(Stop::new("a choice by truth values is not supported")),
            _ => Ok((axis, index)),
        }
    }

    /// `gather(x, dim, index)`.
    pub(super) fn gather_along(&mut self, x: Id, args: &Args) -> Result<Id, Stop> {
        let rank = self.trace.shape(x).len();
        let axis = self.own_axis(args.at(1), rank)?;
        let indices = self.id(args.at(2))?;
        self.along(x, axis, indices)
    }

    /// For each place of `indices` the entry of `x` there, but along `axis` at the index.
    fn along(&mut self, x: Id, axis: usize, indices: Id) -> Result<Id, Stop> {
        let shape = self.trace.shape(x).to_vec();
        let of_indices = self.trace.shape(indices).to_vec();
        let others = |shape: &[usize]| -> usize {
            let all = shape.iter().enumerate().filter(|(i, _)| *i != axis);
            all.map(|(_, n)| n).product()
        };
        if others(&shape) != 1 || others(&of_indices) != 1 {
            return Err(Stop::new("gather of more than one row is not supported"));
        }
        let flat = self.trace.reshape(x, &[shape[axis]])?;
        Ok(self.trace.gather(flat, 0, indices)?)
    }

    /// Windows of `size` along an axis, every `step`, as a last axis.
    pub(super) fn unfolded(&mut self, x: Id, args: &Args) -> Result<Id, Stop> {
        let rank = self.trace.shape(x).len();
        let axis = self.own_axis(args.at(1), rank)?;
        let (size, step) = (self.int(args.at(2))?, self.int(args.at(3))?);
        let length = self.trace.shape(x)[axis] as i64;
        if size < 1 || step < 1 || size > length {
            return Err(Stop::new("unfold goes beyond its axis"));
        }
        let count = (length - size) / step + 1;
        self.trace.budget().numbers((count * size) as usize, 8)?;
        let places = (0..count)
            .flat_map(|i| (0..size).map(move |j| i * step + j))
            .collect();
        let places = self.trace.ints(places, &[count as usize, size as usize])?;
        let y = self.trace.gather(x, axis, places)?;
        // The windows' own axis goes to the end.
        let mut perm: Vec<usize> = (0..=rank).collect();
        let own = perm.remove(axis + 1);
        perm.push(own);
        Ok(self.trace.transpose(y, &perm)?)
    }
}
