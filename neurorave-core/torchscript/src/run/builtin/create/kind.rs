//! Kinds of numbers: which one is asked for, and tensors that change theirs.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::Dtype;

/// PyTorch's number for a kind of numbers.
pub(in crate::run::builtin) fn code(dtype: Dtype) -> i64 {
    match dtype {
        Dtype::Bool => 11,
        Dtype::Int => 4,
        Dtype::Float => 6,
        Dtype::Complex => 9,
    }
}

/// What PyTorch means by a number.
fn decode(code: i64) -> Option<Dtype> {
    Some(match code {
        0..=4 => Dtype::Int,
        5..=7 | 15 => Dtype::Float,
        8..=10 => Dtype::Complex,
        11 => Dtype::Bool,
        _ => return None,
    })
}

impl Machine {
    /// The kind of numbers that an option asks for.
    pub(super) fn kind(&mut self, value: &Value, default: Dtype) -> Result<Dtype, Stop> {
        match value {
            Value::None => Ok(default),
            value => {
                let code = self.int(value)?;
                decode(code).ok_or_else(|| Stop::new(format!("the kind of numbers {code}")))
            }
        }
    }

    pub(super) fn converted(&mut self, name: &str, args: &Args) -> Answer {
        let Value::Tensor(_) = args.at(0) else {
            return Ok(None);
        };
        let x = self.id(args.at(0))?;
        let own = self.trace.dtype(x);
        let dtype = match name {
            "type_as" => {
                let other = self.id(args.at(1))?;
                self.trace.dtype(other)
            }
            "long" => Dtype::Int,
            "half" | "double" => Dtype::Float,
            // to(dtype, …), to(device, dtype, …), to(other, …)
            _ => match (args.named("dtype", 9), args.at(1), args.at(2)) {
                (code @ Value::Int(_), ..) | (_, code @ Value::Int(_), _) => {
                    self.kind(&code.clone(), own)?
                }
                (_, Value::Tensor(_), _) => {
                    let other = self.id(args.at(1))?;
                    self.trace.dtype(other)
                }
                (_, _, code @ Value::Int(_)) => self.kind(&code.clone(), own)?,
                _ => own,
            },
        };
        if dtype == own {
            return Ok(Some(args.at(0).clone()));
        }
        let y = self.trace.cast(x, dtype)?;
        self.answer(y)
    }
}
