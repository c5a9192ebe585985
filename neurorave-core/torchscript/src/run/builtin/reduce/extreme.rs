//! Largest and smallest values, and where they are.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Id, Reduction, Unary};

impl Machine {
    /// `max(x)`, `max(x, y)` or `max(x, dim, keepdim)`, which tells the place too.
    pub(super) fn extreme(&mut self, name: &str, args: &Args) -> Answer {
        let x = self.id(args.at(0))?;
        let (reduction, of_two) = match name {
            "max" => (Reduction::Max, Binary::Max),
            _ => (Reduction::Min, Binary::Min),
        };
        let rank = self.trace.shape(x).len();
        match args.at(1) {
            Value::None => {
                let axes: Vec<usize> = (0..rank).collect();
                let y = self.trace.reduce(reduction, x, &axes)?;
                let y = self.without(y, &axes, false)?;
                self.answer(y)
            }
            Value::Tensor(_) => {
                let other = self.id(args.at(1))?;
                let y = self.trace.binary(of_two, x, other)?;
                self.answer(y)
            }
            axis => {
                let axis = self.one_axis(&axis.clone(), rank)?;
                let keep = matches!(args.at(2), Value::Bool(true));
                let y = self.trace.reduce(reduction, x, &[axis])?;
                let y = self.without(y, &[axis], keep)?;
                let place = self.place_of(x, axis, name == "min")?;
                let place = self.without(place, &[axis], keep)?;
                let both = [self.make(y), self.make(place)];
                Ok(Some(Value::tuple(both)))
            }
        }
    }

    pub(super) fn place_of(&mut self, x: Id, axis: usize, least: bool) -> Result<Id, Stop> {
        let x = match least {
            true => self.trace.unary(Unary::Neg, x)?,
            false => x,
        };
        Ok(self.trace.argmax(x, axis)?)
    }
}
