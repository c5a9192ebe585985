//! Ways of looking at another tensor's values, and of writing through them.

use crate::trace::{Constant, Dtype, Fault, Id, Shape, Trace};

/// A way of looking at another tensor's values.
#[derive(Clone, Debug)]
pub enum View {
    /// Every `step`th along an axis.
    Slice {
        /// The axis.
        axis: usize,
        /// The first.
        start: usize,
        /// How many.
        count: usize,
        /// From one to the next.
        step: usize,
    },
    /// In another shape.
    Reshape(Shape),
    /// With its axes in another order.
    Transpose(Box<[usize]>),
    /// Repeated.
    Expand(Shape),
}

impl View {
    /// What one sees of `whole`.
    pub(super) fn of(&self, trace: &mut Trace, whole: Id) -> Result<Id, Fault> {
        match self {
            &View::Slice {
                axis,
                start,
                count,
                step,
            } => trace.slice(whole, axis, start, count, step),
            View::Reshape(shape) => trace.reshape(whole, shape),
            View::Transpose(perm) => trace.transpose(whole, perm),
            View::Expand(shape) => trace.expand(whole, shape),
        }
    }

    /// `whole` with `values` where the view looks.
    pub(super) fn put(&self, trace: &mut Trace, whole: Id, values: Id) -> Result<Id, Fault> {
        let shape = trace.shape(whole).to_vec();
        match self {
            &View::Slice {
                axis,
                start,
                count,
                step: 1,
            } => {
                let end = start + count;
                let before = trace.slice(whole, axis, 0, start, 1)?;
                let after = trace.slice(whole, axis, end, shape[axis] - end, 1)?;
                trace.concat(&[before, values, after], axis)
            }
            &View::Slice {
                axis,
                start,
                count,
                step,
            } => {
                let place = |i: usize| {
                    let steps = i.checked_sub(start).filter(|n| n.is_multiple_of(step))? / step;
                    (steps < count).then_some(steps)
                };
                let length = shape[axis];
                trace.budget().numbers(length, 16)?;
                let indices = (0..length).map(|i| place(i).unwrap_or(0) as i64).collect();
                let indices = trace.ints(indices, &[length])?;
                let spread = trace.gather(values, axis, indices)?;
                let mut along = vec![1; shape.len()];
                along[axis] = length;
                let here = (0..length).map(|i| i64::from(place(i).is_some())).collect();
                let here = trace.add_constant(Constant::Ints(here), &along, Dtype::Bool)?;
                trace.select(here, spread, whole)
            }
            View::Reshape(_) => trace.reshape(values, &shape),
            View::Transpose(perm) => {
                let mut back = vec![0; perm.len()];
                for (i, &axis) in perm.iter().enumerate() {
                    back[axis] = i;
                }
                trace.transpose(values, &back)
            }
            View::Expand(_) => Err(Fault::new("writing in place to repeated values")),
        }
    }
}
