//! What the program says that a value is.

use crate::run::{Machine, Stop, Value};
use crate::script::Type;
use crate::trace::Dtype;

impl Machine {
    /// A value as what the program declares it to be: a tensor where a number is meant is one.
    pub(super) fn declared(&mut self, declared: &Type, value: Value) -> Result<Value, Stop> {
        let dtype = match &*declared.name {
            "int" => Dtype::Int,
            "float" => Dtype::Float,
            "bool" => Dtype::Bool,
            _ => return Ok(value),
        };
        match value {
            Value::Tensor(_) => self.number(&value, dtype),
            value => Ok(value),
        }
    }
}

/// Whether a value is of a type, as far as one can tell by looking at it.
pub(super) fn is_a(value: &Value, declared: &Type) -> bool {
    match (&*declared.name, value) {
        ("Tensor", Value::Tensor(_))
        | ("int", Value::Int(_))
        | ("float", Value::Float(_))
        | ("bool", Value::Bool(_))
        | ("str", Value::Str(_) | Value::Word(_))
        | ("NoneType", Value::None)
        | ("List", Value::List(_))
        | ("Dict", Value::Dict(_))
        | ("Tuple", Value::Tuple(_)) => true,
        ("Optional", Value::None) => true,
        ("Optional" | "Union", value) => declared.arguments.iter().any(|one| is_a(value, one)),
        _ => false,
    }
}
