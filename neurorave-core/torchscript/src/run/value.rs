//! What the variables of a running program hold.

use super::heap::{Dict, List, Object, Tensor};
use crate::script::Name;
use crate::trace::{Dtype, Id};
use std::rc::Rc;

/// A value. Tensors, lists, dictionaries and objects are references, as in Python.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing.
    None,
    /// A truth value that is known.
    Bool(bool),
    /// A whole number that is known.
    Int(i64),
    /// A real number that is known.
    Float(f64),
    /// A number that only playing will tell.
    Number(Number),
    /// A text.
    Str(Name),
    /// A text that only playing will tell: the number of one of the program's [words](super::Words).
    Word(Id),
    /// A tensor.
    Tensor(Tensor),
    /// A list.
    List(List),
    /// A tuple.
    Tuple(Rc<[Value]>),
    /// A dictionary.
    Dict(Dict),
    /// A module or another object of a class.
    Object(Object),
    /// A function of the program, by its full name.
    Function(Name),
    /// What two branches leave that cannot be put together; why it cannot be used.
    Unusable(Rc<str>),
}

/// A number that is computed while the model plays: a tensor without axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The tensor.
    pub id: Id,
    /// What kind of number it is.
    pub dtype: Dtype,
}

impl Value {
    /// What to call it in an error.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::None => "None",
            Value::Bool(_) => "a truth value",
            Value::Int(_) => "a whole number",
            Value::Float(_) => "a number",
            Value::Number(_) => "a number that is only known while it plays",
            Value::Str(_) => "a text",
            Value::Word(_) => "a text that is only known while it plays",
            Value::Tensor(_) => "a tensor",
            Value::List(_) => "a list",
            Value::Tuple(_) => "a tuple",
            Value::Dict(_) => "a dictionary",
            Value::Object(_) => "an object",
            Value::Function(_) => "a function",
            Value::Unusable(_) => "what two branches make differently",
        }
    }

    /// The tuple of these values.
    pub fn tuple(values: impl IntoIterator<Item = Value>) -> Self {
        Value::Tuple(values.into_iter().collect())
    }

    /// A text.
    pub fn text(text: &str) -> Self {
        Value::Str(text.into())
    }
}
