//! Arithmetic of numbers, of which some may only be known while the model plays.

use super::whole::of_ints;
use super::{Answer, Args};
use crate::run::{Machine, Value};
use crate::trace::{Binary, Dtype, Unary};

/// Functions of one real number that give one.
const REAL: [(&str, Unary); 12] = [
    ("exp", Unary::Exp),
    ("log", Unary::Log),
    ("sqrt", Unary::Sqrt),
    ("sin", Unary::Sin),
    ("cos", Unary::Cos),
    ("tan", Unary::Tan),
    ("atan", Unary::Atan),
    ("tanh", Unary::Tanh),
    ("sigmoid", Unary::Sigmoid),
    ("erf", Unary::Erf),
    ("abs", Unary::Abs),
    ("fabs", Unary::Abs),
];

impl Machine {
    pub(super) fn number_operator(&mut self, name: &str, args: &Args) -> Answer {
        let (a, b) = (args.at(0), args.at(1));
        if let (Value::Int(a), Value::Int(b)) = (a, b)
            && let Some(value) = of_ints(name, *a, *b)?
        {
            return Ok(Some(value));
        }
        if args.values.len() == 1 {
            return self.one_number(name, a);
        }
        let (a, b) = (self.id(a)?, self.id(b)?);
        let id = match name {
            "floordiv" | "floor_divide" | "__floordiv__" => self.whole_ratio(a, b)?,
            "gt" => self.trace.binary(Binary::Less, b, a)?,
            "ge" => self.trace.binary(Binary::LessEqual, b, a)?,
            "ne" => self.unequal(a, b)?,
            "log" => {
                let (a, b) = (
                    self.trace.unary(Unary::Log, a)?,
                    self.trace.unary(Unary::Log, b)?,
                );
                self.trace.binary(Binary::Div, a, b)?
            }
            _ => {
                let operator = match name {
                    "add" => Binary::Add,
                    "sub" => Binary::Sub,
                    "mul" => Binary::Mul,
                    "div" | "truediv" => Binary::Div,
                    "pow" => Binary::Pow,
                    "remainder" | "fmod" => Binary::Mod,
                    "min" => Binary::Min,
                    "max" => Binary::Max,
                    "eq" => Binary::Equal,
                    "lt" => Binary::Less,
                    "le" => Binary::LessEqual,
                    "__and__" | "logical_and" => Binary::And,
                    "__or__" | "logical_or" => Binary::Or,
                    _ => return Ok(None),
                };
                self.trace.binary(operator, a, b)?
            }
        };
        Ok(Some(self.known(id)?))
    }

    fn one_number(&mut self, name: &str, x: &Value) -> Answer {
        let id = self.id(x)?;
        let rounding = match name {
            "ceil" => Some(Unary::Ceil),
            "floor" => Some(Unary::Floor),
            "round" => Some(Unary::Round),
            _ => None,
        };
        let id = if let Some(rounding) = rounding {
            let whole = self.trace.unary(rounding, id)?;
            self.trace.cast(whole, Dtype::Int)?
        } else if name == "neg" {
            self.trace.unary(Unary::Neg, id)?
        } else if let Some((_, function)) = REAL.iter().find(|(own, _)| *own == name) {
            self.trace.unary(*function, id)?
        } else {
            return Ok(None);
        };
        Ok(Some(self.known(id)?))
    }
}
