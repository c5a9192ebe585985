//! Tensors of numbers that a program writes down.

use super::Args;
use crate::run::{Machine, Stop, Value};
use crate::trace::{Dtype, Id};

impl Machine {
    /// A tensor of a number, or of lists of numbers.
    pub(super) fn tensor_of(&mut self, args: &Args) -> Result<Value, Stop> {
        let mut shape = Vec::new();
        let mut flat = vec![args.at(0).clone()];
        while let [Value::List(_) | Value::Tuple(_), ..] = flat.as_slice() {
            let rows = flat.iter().map(|row| self.items(row));
            let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
            let width = rows[0].len();
            self.room(rows.len().saturating_mul(width.max(1)))?;
            if rows.iter().any(|row| row.len() != width) {
                return Err(Stop::new("a tensor of lists of different lengths"));
            }
            shape.push(width);
            flat = rows.iter().flat_map(|row| row.iter().cloned()).collect();
        }
        let ids = flat.iter().map(|value| self.id(value));
        let ids: Vec<Id> = ids.collect::<Result<_, _>>()?;
        let widest = ids.iter().map(|&id| self.trace.dtype(id)).max();
        let dtype = self.kind(args.named("dtype", 1), widest.unwrap_or(Dtype::Float))?;
        let id = match ids.as_slice() {
            [] if dtype == Dtype::Complex => {
                return Err(Stop::new("a tensor of complex numbers is not supported"));
            }
            [] => self.trace.fill(0.0, &shape, dtype)?,
            [one] if shape.is_empty() => self.trace.cast(*one, dtype)?,
            all => {
                let all = all.iter().map(|&id| {
                    let id = self.trace.cast(id, dtype)?;
                    self.trace.reshape(id, &[1])
                });
                let all: Vec<Id> = all.collect::<Result<_, _>>()?;
                let joined = self.trace.concat(&all, 0)?;
                self.trace.reshape(joined, &shape)?
            }
        };
        Ok(self.make(id))
    }
}
