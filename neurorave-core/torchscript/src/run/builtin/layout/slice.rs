//! A part of a tensor along an axis.

use super::Args;
use crate::run::convert::place;
use crate::run::heap::View;
use crate::run::{Machine, Stop, Tensor, Value};
use crate::trace::{Binary, Dtype, Id};

impl Machine {
    /// `slice(x, dim, start, end, step)`.
    pub(super) fn sliced(
        &mut self,
        tensor: Tensor,
        shape: &[usize],
        args: &Args,
    ) -> Result<Value, Stop> {
        let rank = shape.len();
        let axis = self.own_axis(args.at(1), rank)?;
        if let Some(value) = self.moving_slice(tensor, axis, args)? {
            return Ok(value);
        }
        let (start, end, step) = self.range(shape[axis], args, 2)?;
        let count = (end - start).div_ceil(step);
        self.view(
            tensor,
            View::Slice {
                axis,
                start,
                count,
                step,
            },
        )
    }

    /// `narrow(x, dim, start, length)`.
    pub(super) fn narrowed(
        &mut self,
        tensor: Tensor,
        shape: &[usize],
        args: &Args,
    ) -> Result<Value, Stop> {
        let rank = shape.len();
        let axis = self.own_axis(args.at(1), rank)?;
        let (start, count) = (self.int(args.at(2))?, self.int(args.at(3))?);
        // Nothing may begin at the end.
        let start = place(start, shape[axis] + 1 - usize::from(start < 0));
        let (Some(start), Ok(count)) = (start, usize::try_from(count)) else {
            return Err(Stop::new("a slice goes beyond its axis"));
        };
        self.view(
            tensor,
            View::Slice {
                axis,
                start,
                count,
                step: 1,
            },
        )
    }

    /// `select(x, dim, index)`.
    pub(super) fn selected(
        &mut self,
        tensor: Tensor,
        x: Id,
        shape: &[usize],
        args: &Args,
    ) -> Result<Value, Stop> {
        let rank = shape.len();
        let axis = self.axis(args.at(1), rank, 0)?;
        let index = self.number(args.at(2), Dtype::Int)?;
        let Value::Int(index) = index else {
            let index = self.id(&index)?;
            let y = self.trace.gather(x, axis, index)?;
            return Ok(self.make(y));
        };
        self.pick(tensor, shape, axis, index)
    }

    /// One entry along an axis, without the axis.
    pub(super) fn pick(
        &mut self,
        tensor: Tensor,
        shape: &[usize],
        axis: usize,
        index: i64,
    ) -> Result<Value, Stop> {
        let length = *shape.get(axis).unwrap_or(&0);
        let start = place(index, length);
        let missing = || Stop::new(format!("there is no entry {index} of {length}"));
        let view = View::Slice {
            axis,
            start: start.ok_or_else(missing)?,
            count: 1,
            step: 1,
        };
        let one = self.heap.view(tensor, view)?;
        let mut rest = shape.to_vec();
        rest.remove(axis);
        self.view(one, View::Reshape(rest.into()))
    }

    /// A slice whose start is only known while the model plays, but not its length.
    fn moving_slice(
        &mut self,
        tensor: Tensor,
        axis: usize,
        args: &Args,
    ) -> Result<Option<Value>, Stop> {
        let (Value::Number(start), Value::Number(end)) = (args.at(2), args.at(3)) else {
            return Ok(None);
        };
        let Some(count) = self.trace.distance(start.id, end.id)? else {
            return Ok(None);
        };
        self.trace.budget().numbers(count, 8)?;
        let offsets: Vec<i64> = (0..count as i64).collect();
        let offsets = self.trace.ints(offsets, &[count])?;
        let places = self.trace.binary(Binary::Add, start.id, offsets)?;
        let whole = self.heap.read(&mut self.trace, tensor)?;
        let y = self.trace.gather(whole, axis, places)?;
        Ok(Some(self.make(y)))
    }
}
