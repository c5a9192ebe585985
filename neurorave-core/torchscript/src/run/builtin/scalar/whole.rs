//! Exact arithmetic of whole numbers.

use crate::run::{Stop, Value};

/// Exact arithmetic of whole numbers.
pub(super) fn of_ints(name: &str, a: i64, b: i64) -> Result<Option<Value>, Stop> {
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
