//! Operators that work value by value.

mod activation;
mod angle;
mod choose;
mod composed;
mod inverse_erf;
mod pair;

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Dtype, Id, Unary};

/// Functions of one tensor.
const UNARY: [(&str, Unary); 26] = [
    ("neg", Unary::Neg),
    ("abs", Unary::Abs),
    ("absolute", Unary::Abs),
    ("sign", Unary::Sign),
    ("exp", Unary::Exp),
    ("log", Unary::Log),
    ("sqrt", Unary::Sqrt),
    ("reciprocal", Unary::Reciprocal),
    ("sin", Unary::Sin),
    ("cos", Unary::Cos),
    ("tan", Unary::Tan),
    ("atan", Unary::Atan),
    ("arctan", Unary::Atan),
    ("tanh", Unary::Tanh),
    ("sigmoid", Unary::Sigmoid),
    ("special_expit", Unary::Sigmoid),
    ("erf", Unary::Erf),
    ("floor", Unary::Floor),
    ("ceil", Unary::Ceil),
    ("round", Unary::Round),
    ("trunc", Unary::Truncate),
    ("relu", Unary::Relu),
    ("logical_not", Unary::Not),
    ("__not__", Unary::Not),
    ("bitwise_not", Unary::Not),
    ("fix", Unary::Truncate),
];

/// Functions of two tensors.
const BINARY: [(&str, Binary); 18] = [
    ("mul", Binary::Mul),
    ("multiply", Binary::Mul),
    ("remainder", Binary::Mod),
    ("minimum", Binary::Min),
    ("maximum", Binary::Max),
    ("fmin", Binary::Min),
    ("fmax", Binary::Max),
    ("eq", Binary::Equal),
    ("lt", Binary::Less),
    ("less", Binary::Less),
    ("le", Binary::LessEqual),
    ("less_equal", Binary::LessEqual),
    ("__and__", Binary::And),
    ("logical_and", Binary::And),
    ("bitwise_and", Binary::And),
    ("__or__", Binary::Or),
    ("logical_or", Binary::Or),
    ("bitwise_or", Binary::Or),
];

impl Machine {
    pub(super) fn arithmetic(&mut self, name: &str, args: &Args) -> Answer {
        if !args
            .values
            .iter()
            .any(|value| matches!(value, Value::Tensor(_)))
        {
            return Ok(None);
        }
        if let Some((_, function)) = UNARY.iter().find(|(own, _)| *own == name) {
            let x = self.id(args.at(0))?;
            if self.trace.dtype(x) == Dtype::Complex {
                return Ok(None);
            }
            let y = self.trace.unary(*function, x)?;
            return self.answer(y);
        }
        if let Some((_, function)) = BINARY.iter().find(|(own, _)| *own == name) {
            let (a, b) = (self.id(args.at(0))?, self.id(args.at(1))?);
            let y = self.of_two(*function, a, b)?;
            return self.answer(y);
        }
        match name {
            "add" | "sub" | "subtract" | "rsub" | "div" | "divide" | "true_divide" | "pow"
            | "floor_divide" | "floordiv" | "gt" | "greater" | "ge" | "greater_equal" | "ne"
            | "not_equal" | "atan2" | "fmod" | "logical_xor" | "addcmul" | "lerp" => {
                self.compound(name, args)
            }
            "square" | "rsqrt" | "log2" | "log10" | "log1p" | "expm1" | "exp2" | "softplus"
            | "silu" | "gelu" | "leaky_relu" | "elu" | "selu" | "clamp" | "clip" | "clamp_min"
            | "clamp_max" | "hardtanh" | "relu6" | "log_sigmoid" | "softsign" | "sinh" | "cosh"
            | "frac" | "asin" | "acos" | "erfinv" | "sinc" | "hardsigmoid" => {
                self.shaped(name, args)
            }
            "where" | "masked_fill" => self.chosen(name, args),
            "nan_to_num" => self.numbers(args),
            _ => Ok(None),
        }
    }

    /// A function of two tensors, which may be complex.
    pub(super) fn of_two(&mut self, function: Binary, a: Id, b: Id) -> Result<Id, Stop> {
        match self.trace.dtype(a).max(self.trace.dtype(b)) {
            Dtype::Complex => self.of_two_complex(function, a, b),
            _ => Ok(self.trace.binary(function, a, b)?),
        }
    }

    /// A number as a tensor without axes.
    pub(super) fn constant(&mut self, x: f64) -> Result<Id, Stop> {
        Ok(self.trace.fill(x, &[], Dtype::Float)?)
    }
}
