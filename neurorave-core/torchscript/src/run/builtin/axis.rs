//! Axes and lengths, as operators are told them.

use crate::run::{Machine, Stop, Value};
use crate::trace::axis_of;

/// The product of those lengths that aren't negative.
pub(super) fn product(lengths: &[i64]) -> Option<usize> {
    let mut known = lengths.iter().filter_map(|&n| usize::try_from(n).ok());
    known.try_fold(1usize, |all, n| all.checked_mul(n))
}

impl Machine {
    /// The axis that is asked for, counted from the front.
    pub(super) fn axis(&mut self, value: &Value, rank: usize, default: i64) -> Result<usize, Stop> {
        let axis = match value {
            Value::None => default,
            value => self.int(value)?,
        };
        Ok(axis_of(axis, rank)?)
    }

    /// As [`axis`](Self::axis), the first unless told, of a tensor that has some.
    pub(super) fn own_axis(&mut self, value: &Value, rank: usize) -> Result<usize, Stop> {
        let axis = self.axis(value, rank, 0)?;
        match axis < rank {
            true => Ok(axis),
            false => Err(Stop::new("a number has no axes")),
        }
    }

    /// The one axis that is asked for, counted from the front.
    pub(super) fn one_axis(&mut self, value: &Value, rank: usize) -> Result<usize, Stop> {
        let axes = self.axes(value, rank)?;
        let first = axes.first().copied();
        first.ok_or_else(|| Stop::new("an axis is missing"))
    }

    /// The one length that is asked for.
    pub(super) fn one_size(&mut self, value: &Value) -> Result<usize, Stop> {
        let sizes = self.sizes(value)?;
        let first = sizes.first().copied();
        first.ok_or_else(|| Stop::new("a length is missing"))
    }

    /// Axes of a list, counted from the front.
    pub(super) fn axes(&mut self, value: &Value, rank: usize) -> Result<Vec<usize>, Stop> {
        let axes = self.ints(value)?;
        let axes = axes.into_iter().map(|axis| axis_of(axis, rank));
        Ok(axes.collect::<Result<_, _>>()?)
    }
}
