//! Axes along which values become one, and whether they stay.

use super::Args;
use crate::run::{Machine, Stop, Value};
use crate::trace::Id;

impl Machine {
    /// The axes of the arguments `dim` and `keepdim`, all where none are given.
    pub(super) fn asked_axes(&mut self, x: Id, args: &Args) -> Result<(Vec<usize>, bool), Stop> {
        let rank = self.trace.shape(x).len();
        let given = match args.at(1) {
            Value::None => Vec::new(),
            axes => self.axes(&axes.clone(), rank)?,
        };
        let keep = matches!(args.at(2), Value::Bool(true));
        Ok(match given.is_empty() {
            true => ((0..rank).collect(), keep),
            false => (given, keep),
        })
    }

    /// Without the axes, which have length 1, unless they are to be kept.
    pub(super) fn without(&mut self, x: Id, axes: &[usize], keep: bool) -> Result<Id, Stop> {
        if keep {
            return Ok(x);
        }
        let shape = self.trace.shape(x).to_vec();
        let kept = (0..shape.len()).filter(|i| !axes.contains(i));
        let kept: Vec<usize> = kept.map(|i| shape[i]).collect();
        Ok(self.trace.reshape(x, &kept)?)
    }
}
