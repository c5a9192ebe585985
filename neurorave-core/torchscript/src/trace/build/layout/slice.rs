//! Entries along an axis.

use crate::trace::op::Op;
use crate::trace::shape::Fault;
use crate::trace::{Id, Trace};

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
            Op::Concat(same) if same == axis && step == 1 && !self.is_stream(x, axis) => {
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

    /// Whether a state and what comes after it are joined. These stay together: where the next state is
    /// cut from them, whoever plays it keeps the past in place. (Along the first axis are the rows of a
    /// batch.)
    fn is_stream(&self, joined: Id, axis: usize) -> bool {
        let first = self.node(joined).inputs.first();
        first.is_some_and(|&first| self.is_past(first, axis))
    }

    /// Whether this is what a step remembers along an axis.
    pub(super) fn is_past(&self, id: Id, axis: usize) -> bool {
        axis > 0 && matches!(self.node(id).op, Op::State(_))
    }
}
