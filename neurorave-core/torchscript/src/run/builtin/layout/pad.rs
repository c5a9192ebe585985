//! More values, or fewer, at the ends of axes.

use super::Args;
use crate::run::{Machine, Stop, Value};
use crate::trace::{Id, MOST_VALUES};

impl Machine {
    pub(super) fn padded(&mut self, x: Id, args: &Args) -> Result<Id, Stop> {
        let amounts = self.ints(args.at(1))?;
        let rank = self.trace.shape(x).len();
        let mode = match args.at(2) {
            Value::Str(mode) => mode.to_string(),
            _ => "constant".into(),
        };
        let value = match (args.at(2), args.at(3)) {
            (Value::Str(_) | Value::None, Value::None) => 0.0,
            (Value::Str(_) | Value::None, value) => self.float(value)?,
            (value, _) => self.float(value)?,
        };
        let mut y = x;
        for (i, pair) in amounts.chunks(2).enumerate() {
            let (&[before, after], Some(axis)) = (pair, (rank).checked_sub(i + 1)) else {
                return Err(Stop::new("pad has an odd number of amounts, or too many"));
            };
            y = self.padded_along(y, axis, (before, after), &mode, value)?;
        }
        Ok(y)
    }

    fn padded_along(
        &mut self,
        x: Id,
        axis: usize,
        (before, after): (i64, i64),
        mode: &str,
        value: f64,
    ) -> Result<Id, Stop> {
        let length = self.trace.shape(x)[axis];
        if [before, after]
            .iter()
            .any(|n| n.unsigned_abs() > MOST_VALUES as u64)
        {
            return Err(Stop::new("pad of more values than a tensor may have"));
        }
        // Less than nothing is cut off.
        let cut = |amount: i64| usize::try_from(-amount).unwrap_or(0);
        let kept = length.checked_sub(cut(before) + cut(after));
        let kept = kept.ok_or_else(|| Stop::new("pad takes away more than there is"))?;
        let x = self.trace.slice(x, axis, cut(before), kept, 1)?;
        let more = |amount: i64| usize::try_from(amount).unwrap_or(0);
        let (before, after) = (more(before), more(after));
        if mode == "constant" {
            return Ok(self.trace.pad(x, axis, (before, after), value)?);
        }
        if kept == 0 {
            return Err(Stop::new("pad repeats what is not there"));
        }
        self.trace.budget().numbers(before + kept + after, 8)?;
        let length = kept as i64;
        let source = |i: i64| match mode {
            "replicate" => Some(i.clamp(0, length - 1)),
            "circular" => Some(i.rem_euclid(length.max(1))),
            "reflect" if i < 0 => Some(-i),
            "reflect" if i >= length => Some(2 * (length - 1) - i),
            "reflect" => Some(i),
            _ => None,
        };
        let all: Option<Vec<i64>> = (-(before as i64)..length + after as i64)
            .map(source)
            .collect();
        let all = all.filter(|all| all.iter().all(|i| (0..length).contains(i)));
        let all =
            all.ok_or_else(|| Stop::new(format!("pad in the mode {mode} is not supported")))?;
        let count = all.len();
        let indices = self.trace.ints(all, &[count])?;
        Ok(self.trace.gather(x, axis, indices)?)
    }
}
