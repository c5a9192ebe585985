//! Functions of two tensors that take options, or that are made of others.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Id, Unary};

impl Machine {
    pub(super) fn compound(&mut self, name: &str, args: &Args) -> Answer {
        let (a, b) = (self.id(args.at(0))?, self.id(args.at(1))?);
        let y = match name {
            "add" => {
                let b = self.scaled(b, args)?;
                self.of_two(Binary::Add, a, b)?
            }
            "sub" | "subtract" => {
                let b = self.scaled(b, args)?;
                self.of_two(Binary::Sub, a, b)?
            }
            "rsub" => {
                let a = self.scaled(a, args)?;
                self.of_two(Binary::Sub, b, a)?
            }
            "div" | "divide" | "true_divide" => {
                let y = self.of_two(Binary::Div, a, b)?;
                match args.named("rounding_mode", 2) {
                    Value::Str(mode) if &**mode == "floor" => self.trace.unary(Unary::Floor, y)?,
                    Value::Str(mode) if &**mode == "trunc" => {
                        self.trace.unary(Unary::Truncate, y)?
                    }
                    _ => y,
                }
            }
            "floor_divide" | "floordiv" => self.whole_ratio(a, b)?,
            "pow" => match self.trace.scalar(b)? {
                // What a power of any number is, a negative one too.
                Some(2.0) => self.trace.binary(Binary::Mul, a, a)?,
                Some(0.5) => self.trace.unary(Unary::Sqrt, a)?,
                Some(-1.0) => self.trace.unary(Unary::Reciprocal, a)?,
                _ => self.trace.binary(Binary::Pow, a, b)?,
            },
            "gt" | "greater" => self.trace.binary(Binary::Less, b, a)?,
            "ge" | "greater_equal" => self.trace.binary(Binary::LessEqual, b, a)?,
            "ne" | "not_equal" | "logical_xor" => self.unequal(a, b)?,
            "atan2" => self.angle_of(a, b)?,
            "fmod" => {
                let y = self.trace.binary(Binary::Div, a, b)?;
                let whole = self.trace.unary(Unary::Truncate, y)?;
                let whole = self.trace.binary(Binary::Mul, whole, b)?;
                self.trace.binary(Binary::Sub, a, whole)?
            }
            "addcmul" => {
                let c = self.id(args.at(2))?;
                let product = self.trace.binary(Binary::Mul, b, c)?;
                let value = match args.named("value", 3) {
                    Value::None => Value::Int(1),
                    value => value.clone(),
                };
                let value = self.id(&value)?;
                let product = self.trace.binary(Binary::Mul, product, value)?;
                self.trace.binary(Binary::Add, a, product)?
            }
            _ => {
                let weight = self.id(args.at(2))?;
                let way = self.trace.binary(Binary::Sub, b, a)?;
                let way = self.trace.binary(Binary::Mul, way, weight)?;
                self.trace.binary(Binary::Add, a, way)?
            }
        };
        self.answer(y)
    }

    /// The quotient, rounded down.
    pub(in crate::run::builtin) fn whole_ratio(&mut self, a: Id, b: Id) -> Result<Id, Stop> {
        let dtype = self.trace.dtype(a).max(self.trace.dtype(b));
        let ratio = self.trace.binary(Binary::Div, a, b)?;
        let floor = self.trace.unary(Unary::Floor, ratio)?;
        Ok(self.trace.cast(floor, dtype)?)
    }

    /// Whether two values differ.
    pub(in crate::run::builtin) fn unequal(&mut self, a: Id, b: Id) -> Result<Id, Stop> {
        let same = self.trace.binary(Binary::Equal, a, b)?;
        Ok(self.trace.unary(Unary::Not, same)?)
    }

    /// `b` times the argument `alpha`, where it is given.
    fn scaled(&mut self, b: Id, args: &Args) -> Result<Id, Stop> {
        let alpha = args.named("alpha", 2);
        match alpha {
            Value::None | Value::Int(1) => Ok(b),
            alpha => {
                let alpha = self.id(&alpha.clone())?;
                Ok(self.trace.binary(Binary::Mul, b, alpha)?)
            }
        }
    }
}
