//! Numbers at even distances.

use super::Args;
use crate::run::{Machine, Stop, Value};
use crate::trace::{Dtype, Id};

impl Machine {
    pub(super) fn arange(&mut self, args: &Args) -> Result<Id, Stop> {
        let bounds: Vec<&Value> = args.values.iter().take(3).collect();
        let whole = |value: &&Value| matches!(value, Value::Int(_) | Value::Bool(_));
        // `arange(end)`, `arange(start, end)`, `arange(start, end, step)`; then what kind.
        let count = match bounds.as_slice() {
            [_, Value::None, ..] => 1,
            [_, _, Value::None, ..] => 2,
            all => all.len(),
        };
        let dtype = match bounds.iter().take(count).all(whole) {
            true => Dtype::Int,
            false => Dtype::Float,
        };
        let dtype = self.kind(args.named("dtype", 3), dtype)?;
        let numbers: Vec<f64> = bounds[..count.min(bounds.len())]
            .iter()
            .map(|value| self.float(value))
            .collect::<Result<_, _>>()?;
        let (start, end, step) = match *numbers.as_slice() {
            [end] => (0.0, end, 1.0),
            [start, end] => (start, end, 1.0),
            [start, end, step] => (start, end, step),
            _ => return Err(Stop::new("arange without an end")),
        };
        let count = ((end - start) / step).ceil().max(0.0);
        if !(0.0..1e7).contains(&count) {
            return Err(Stop::new("arange has no end, or is too long"));
        }
        let count = count as usize;
        self.trace.budget().numbers(count, 8)?;
        let at = |i: usize| start + step * i as f64;
        Ok(match dtype {
            Dtype::Int | Dtype::Bool => self
                .trace
                .ints((0..count).map(|i| at(i) as i64).collect(), &[count])?,
            _ => self
                .trace
                .floats((0..count).map(|i| at(i) as f32).collect(), &[count])?,
        })
    }

    pub(super) fn linspace(&mut self, args: &Args) -> Result<Id, Stop> {
        let (start, end) = (self.float(args.at(0))?, self.float(args.at(1))?);
        let count = self.int(args.at(2))?;
        let count = usize::try_from(count)
            .ok()
            .filter(|&count| count < 10_000_000);
        let count = count.ok_or_else(|| Stop::new("linspace of that length"))?;
        self.trace.budget().numbers(count, 4)?;
        let step = (end - start) / (count.max(2) - 1) as f64;
        let all = (0..count)
            .map(|i| (start + step * i as f64) as f32)
            .collect();
        Ok(self.trace.floats(all, &[count])?)
    }
}
