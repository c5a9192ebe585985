//! Choices between values, one by one.

use super::{Answer, Args};
use crate::run::Machine;
use crate::trace::{Binary, Dtype};

impl Machine {
    pub(super) fn chosen(&mut self, name: &str, args: &Args) -> Answer {
        let y = match name {
            "masked_fill" => {
                let (x, mask) = (self.id(args.at(0))?, self.id(args.at(1))?);
                let value = self.id(args.at(2))?;
                let value = match self.trace.dtype(x) {
                    Dtype::Float => self.trace.cast(value, Dtype::Float)?,
                    _ => value,
                };
                self.trace.select(mask, value, x)?
            }
            _ if args.values.len() == 3 => {
                let [condition, a, b] = [0, 1, 2].map(|i| self.id(args.at(i)));
                self.trace.select(condition?, a?, b?)?
            }
            _ => return Ok(None),
        };
        self.answer(y)
    }

    /// `nan_to_num(x, nan, posinf, neginf)`.
    pub(super) fn numbers(&mut self, args: &Args) -> Answer {
        let x = self.id(args.at(0))?;
        let (nan, high, low) = (
            self.option(args, 1, 0.0)?,
            self.option(args, 2, f64::from(f32::MAX))?,
            self.option(args, 3, f64::from(f32::MIN))?,
        );
        let [nan, high, low] = [nan, high, low].map(|x| self.constant(x));
        let y = self.trace.binary(Binary::Min, x, high?)?;
        let y = self.trace.binary(Binary::Max, y, low?)?;
        let is_number = self.trace.binary(Binary::Equal, x, x)?;
        let y = self.trace.select(is_number, y, nan?)?;
        self.answer(y)
    }
}
