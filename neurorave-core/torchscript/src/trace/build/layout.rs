//! Where values are, not what they are.

use crate::trace::op::Op;
use crate::trace::shape::{Dtype, Fault, Shape, broadcast};
use crate::trace::{Id, MOST_AXES, Trace};

/// Fails for more axes than a tensor may have.
fn few(axes: &[usize]) -> Result<(), Fault> {
    match axes.len() > MOST_AXES {
        true => Err(Fault::new(format!("a tensor of {} axes", axes.len()))),
        false => Ok(()),
    }
}

impl Trace {
    /// `count` entries along an axis: every `step`th from `start` on.
    ///
    /// # Errors
    /// When they aren't all there.
    pub fn slice(
        &mut self,
        x: Id,
        axis: usize,
        start: usize,
        count: usize,
        step: usize,
    ) -> Result<Id, Fault> {
        let node = self.node(x);
        let (dtype, mut shape) = (node.dtype, node.shape.clone());
        let length = *shape
            .get(axis)
            .ok_or_else(|| Fault::new("an axis is missing"))?;
        let end = count.checked_sub(1).and_then(|last| last.checked_mul(step));
        let end = end.map_or(Some(start), |last| last.checked_add(start.checked_add(1)?));
        if step == 0 || end.is_none_or(|end| end > length) {
            return Err(Fault::new(format!(
                "a slice goes beyond an axis of {length}"
            )));
        }
        let step = if count < 2 { 1 } else { step };
        if count == length {
            return Ok(x);
        }
        shape[axis] = count;
        match node.op.clone() {
            Op::Slice {
                axis: same,
                start: first,
                step: stride,
            } if same == axis => {
                let inner = self.node(x).inputs[0];
                self.slice(inner, axis, first + start * stride, count, step * stride)
            }
            Op::Concat(same) if same == axis && step == 1 => {
                let parts = self.node(x).inputs.clone();
                self.budget().work(parts.len())?;
                let mut kept = Vec::new();
                let mut begin = 0;
                for part in parts {
                    let length = self.shape(part)[axis];
                    let from = start.max(begin);
                    let to = (start + count).min(begin + length);
                    if from < to {
                        kept.push(self.slice(part, axis, from - begin, to - from, 1)?);
                    }
                    begin += length;
                }
                match kept.is_empty() {
                    true => self.fill(0.0, &shape, dtype),
                    false => self.concat(&kept, axis),
                }
            }
            _ if count == 0 => self.fill(0.0, &shape, dtype),
            _ => self.push(Op::Slice { axis, start, step }, vec![x], shape, dtype),
        }
    }

    /// Parts one after another along an axis.
    ///
    /// # Errors
    /// When their other axes differ.
    pub fn concat(&mut self, parts: &[Id], axis: usize) -> Result<Id, Fault> {
        self.budget().work(parts.len())?;
        let mut flat: Vec<Id> = Vec::with_capacity(parts.len());
        for &part in parts {
            match &self.node(part).op {
                Op::Concat(same) if *same == axis => {
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

    /// Backwards along an axis.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn flip(&mut self, x: Id, axis: usize) -> Result<Id, Fault> {
        let node = self.node(x);
        if node.shape.get(axis).is_none_or(|&n| n <= 1) {
            return Ok(x);
        }
        if node.op == Op::Flip(axis) {
            return Ok(node.inputs[0]);
        }
        let (shape, dtype) = (node.shape.clone(), node.dtype);
        self.push(Op::Flip(axis), vec![x], shape, dtype)
    }

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
        let dtype: Dtype = self.dtype(x);
        let mut parts = Vec::new();
        shape[axis] = before;
        parts.push(self.fill(value, &shape, dtype)?);
        parts.push(x);
        shape[axis] = after;
        parts.push(self.fill(value, &shape, dtype)?);
        self.concat(&parts, axis)
    }
}
