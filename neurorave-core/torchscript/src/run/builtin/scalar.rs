//! Numbers outside of tensors, and what is asked of any value.

use super::{Answer, Args};
use crate::run::{Machine, Number, Stop, Value};
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

    fn number_operator(&mut self, name: &str, args: &Args) -> Answer {
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

/// Exact arithmetic of whole numbers.
fn of_ints(name: &str, a: i64, b: i64) -> Result<Option<Value>, Stop> {
    let whole = match name {
        "add" => a.checked_add(b),
        "sub" => a.checked_sub(b),
        "mul" => a.checked_mul(b),
        "floordiv" | "floor_divide" | "__floordiv__" => floor(a, b),
        "remainder" => floor(a, b).and_then(|whole| a.checked_sub(whole.checked_mul(b)?)),
        "min" => Some(a.min(b)),
        "max" => Some(a.max(b)),
        "eq" => return Ok(Some(Value::Bool(a == b))),
        "ne" => return Ok(Some(Value::Bool(a != b))),
        "lt" => return Ok(Some(Value::Bool(a < b))),
        "le" => return Ok(Some(Value::Bool(a <= b))),
        "gt" => return Ok(Some(Value::Bool(a > b))),
        "ge" => return Ok(Some(Value::Bool(a >= b))),
        _ => return Ok(None),
    };
    let wrong = || Stop::new(format!("{name} of {a} and {b} has no result"));
    Ok(Some(Value::Int(whole.ok_or_else(wrong)?)))
}

/// The quotient, rounded down.
fn floor(a: i64, b: i64) -> Option<i64> {
    let rest = a.checked_rem_euclid(b)?;
    let whole = a.checked_div_euclid(b)?;
    Some(if b < 0 && rest != 0 { whole - 1 } else { whole })
}

/// Whether two values are one and the same.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::None, Value::None) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Tensor(a), Value::Tensor(b)) => a == b,
        (Value::Object(a), Value::Object(b)) => a == b,
        (Value::List(a), Value::List(b)) => a == b,
        (Value::Number(Number { id: a, .. }), Value::Number(Number { id: b, .. })) => a == b,
        _ => false,
    }
}
