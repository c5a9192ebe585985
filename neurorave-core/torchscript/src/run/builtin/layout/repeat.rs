//! Values that are repeated, or moved round an axis.

use super::Args;
use crate::run::{Machine, Stop, Value};
use crate::trace::Id;

impl Machine {
    /// `repeat(x, sizes)`.
    pub(super) fn repeat(&mut self, x: Id, args: &Args) -> Result<Id, Stop> {
        let shape = self.trace.shape(x).to_vec();
        let rank = shape.len();
        let turns = self.sizes(args.at(1))?;
        self.work(turns.len())?;
        let skip = turns
            .len()
            .checked_sub(rank)
            .ok_or_else(|| Stop::new("repeat with too few numbers"))?;
        let mut open = vec![1; skip];
        open.extend(&shape);
        let mut y = self.trace.reshape(x, &open)?;
        for (axis, &turns) in turns.iter().enumerate() {
            y = self.repeated(y, axis, turns)?;
        }
        Ok(y)
    }

    /// `repeat_interleave(x, repeats, dim)`: each entry so often, one behind the other.
    pub(super) fn repeat_each(&mut self, mut x: Id, args: &Args) -> Result<Id, Stop> {
        let mut shape = self.trace.shape(x).to_vec();
        let rank = shape.len();
        let turns = self.int(args.at(1))?;
        let turns = usize::try_from(turns).map_err(|_| Stop::new("a length is negative"))?;
        let axis = match args.at(2) {
            Value::None => {
                let count = shape.iter().product();
                x = self.trace.reshape(x, &[count])?;
                shape = vec![count];
                0
            }
            axis => self.own_axis(axis, rank)?,
        };
        let mut open = shape.clone();
        open.insert(axis + 1, 1);
        let y = self.trace.reshape(x, &open)?;
        open[axis + 1] = turns;
        let y = self.trace.expand(y, &open)?;
        shape[axis] = shape[axis].saturating_mul(turns);
        Ok(self.trace.reshape(y, &shape)?)
    }

    fn repeated(&mut self, x: Id, axis: usize, turns: usize) -> Result<Id, Stop> {
        let mut shape = self.trace.shape(x).to_vec();
        if turns == 1 || shape.get(axis).is_none() {
            return Ok(x);
        }
        if shape[axis] == 1 {
            shape[axis] = turns;
            return Ok(self.trace.expand(x, &shape)?);
        }
        if turns > 4096 {
            return Err(Stop::new("something is repeated too often"));
        }
        Ok(self.trace.concat(&vec![x; turns], axis)?)
    }

    /// `roll(x, shifts, dims)`.
    pub(super) fn roll(&mut self, x: Id, args: &Args) -> Result<Id, Stop> {
        let rank = self.trace.shape(x).len();
        let shifts = self.ints(args.at(1))?;
        let axes = match args.at(2) {
            Value::None => Vec::new(),
            axes => self.axes(axes, rank)?,
        };
        if axes.len() != shifts.len() {
            return Err(Stop::new("roll without its axes"));
        }
        let mut y = x;
        for (axis, shift) in axes.into_iter().zip(shifts) {
            y = self.rolled(y, axis, shift)?;
        }
        Ok(y)
    }

    fn rolled(&mut self, x: Id, axis: usize, shift: i64) -> Result<Id, Stop> {
        let length = self.trace.shape(x).get(axis).copied().unwrap_or(0);
        if length == 0 {
            return Ok(x);
        }
        let cut = (length as i64 - shift.rem_euclid(length as i64)) as usize % length;
        let end = self.trace.slice(x, axis, cut, length - cut, 1)?;
        let start = self.trace.slice(x, axis, 0, cut, 1)?;
        Ok(self.trace.concat(&[end, start], axis)?)
    }
}
