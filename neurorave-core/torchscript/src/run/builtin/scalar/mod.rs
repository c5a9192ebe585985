//! Numbers outside of tensors, and what is asked of any value.

mod number;
mod whole;

use super::{Answer, Args};
use crate::run::{Machine, Number, Stop, Value};
use crate::trace::{Dtype, Unary};

impl Machine {
    pub(super) fn scalar(&mut self, name: &str, args: &Args) -> Answer {
        let first = args.at(0);
        if let Value::Str(text) = first {
            self.look(text)?;
        }
        Ok(Some(match name {
            "__is__" => Value::Bool(same(first, args.at(1))),
            "__isnot__" => Value::Bool(!same(first, args.at(1))),
            "__not__" | "logical_not" if !matches!(first, Value::Tensor(_)) => {
                match self.number(first, Dtype::Bool)? {
                    Value::Bool(on) => Value::Bool(!on),
                    other => {
                        let id = self.id(&other)?;
                        let id = self.trace.unary(Unary::Not, id)?;
                        self.known(id)?
                    }
                }
            }
            "int" | "Int" | "IntImplicit" => match first {
                Value::Str(text) => {
                    let number = text.trim().parse().map(Value::Int);
                    number.map_err(|_| Stop::new(format!("\"{text}\" is no whole number")))?
                }
                first => self.number(first, Dtype::Int)?,
            },
            "float" | "Float" | "FloatImplicit" => match first {
                Value::Str(text) => {
                    let number = text.trim().parse().map(Value::Float);
                    number.map_err(|_| Stop::new(format!("\"{text}\" is no number")))?
                }
                first => self.number(first, Dtype::Float)?,
            },
            "bool" | "Bool" => self.number(first, Dtype::Bool)?,
            "item" | "ScalarImplicit" | "_local_scalar_dense" => {
                let id = self.id(first)?;
                let id = self.trace.reshape(id, &[])?;
                self.known(id)?
            }
            "NumToTensor" | "scalar_tensor" => {
                let id = self.id(first)?;
                self.make(id)
            }
            "unchecked_unwrap_optional" | "_unwrap_optional" => match first {
                Value::None => return Err(Stop::new("a value is missing that should be there")),
                first => first.clone(),
            },
            "device" => Value::text("cpu"),
            "is_cuda" | "is_mps" | "requires_grad" | "is_grad_enabled" | "is_scripting" => {
                Value::Bool(name == "is_scripting")
            }
            "requires_grad_" | "set_grad_enabled" | "manual_seed" => first.clone(),
            "type" => Value::text("cpu"),
            "eq" | "ne" if matches!((first, args.at(1)), (Value::Str(_), Value::Str(_))) => {
                Value::Bool(same(first, args.at(1)) == (name == "eq"))
            }
            "eq" | "ne" if is_text(first) && is_text(args.at(1)) => {
                let same = self.same_word(first, args.at(1))?;
                match name {
                    "eq" => same,
                    _ => self.builtin("__not__", Args::from(vec![same]))?,
                }
            }
            "eq" | "ne" if matches!(first, Value::None) || matches!(args.at(1), Value::None) => {
                Value::Bool(same(first, args.at(1)) == (name == "eq"))
            }
            _ => {
                let numbers = args.values.iter().all(|value| {
                    matches!(
                        value,
                        Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Number(_)
                    )
                });
                return match numbers && !args.values.is_empty() {
                    true => self.number_operator(name, args),
                    false => Ok(None),
                };
            }
        }))
    }
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Str(_) | Value::Word(_))
}

/// Whether two values are one and the same.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::None, Value::None) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Word(a), Value::Word(b)) => a == b,
        (Value::Tensor(a), Value::Tensor(b)) => a == b,
        (Value::Object(a), Value::Object(b)) => a == b,
        (Value::List(a), Value::List(b)) => a == b,
        (Value::Number(Number { id: a, .. }), Value::Number(Number { id: b, .. })) => a == b,
        _ => false,
    }
}
