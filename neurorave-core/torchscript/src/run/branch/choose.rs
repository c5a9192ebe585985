//! Chooses between what two sides leave, value by value.

use crate::run::{Content, Machine, Number, Stop, Value};
use crate::trace::{Dtype, Id};
use std::collections::BTreeMap;
use std::rc::Rc;

impl Machine {
    pub(super) fn choose_content(
        &mut self,
        condition: Id,
        a: Content,
        b: Content,
    ) -> Result<Content, Stop> {
        Ok(match (a, b) {
            (Content::Values(a), Content::Values(b)) => {
                Content::Values(self.choose_values(condition, a, b)?)
            }
            (Content::Items(a), Content::Items(b)) => {
                Content::Items(self.choose_items(condition, &a, &b)?)
            }
            (Content::Entries(a), Content::Entries(b)) if a.keys().eq(b.keys()) => {
                let mut both = BTreeMap::new();
                for (key, a) in a.iter() {
                    both.insert(key.clone(), self.choose(condition, a, &b[key])?);
                }
                Content::Entries(Rc::new(both))
            }
            (Content::Attribute(Some(a)), Content::Attribute(Some(b))) => {
                Content::Attribute(Some(self.choose(condition, &a, &b)?))
            }
            (Content::Attribute(None), Content::Attribute(None)) => Content::Attribute(None),
            _ => {
                return Err(Stop::new(
                    "two branches leave different things in one place",
                ));
            }
        })
    }

    fn choose_items(
        &mut self,
        condition: Id,
        a: &Rc<[Value]>,
        b: &Rc<[Value]>,
    ) -> Result<Rc<[Value]>, Stop> {
        if Rc::ptr_eq(a, b) {
            return Ok(Rc::clone(a));
        }
        if a.len() != b.len() {
            return Err(Stop::new("two branches leave lists of different lengths"));
        }
        self.room(a.len())?;
        let pairs = a.iter().zip(b.iter());
        pairs.map(|(a, b)| self.choose(condition, a, b)).collect()
    }

    fn choose_values(&mut self, condition: Id, a: Id, b: Id) -> Result<Id, Stop> {
        if self.trace.shape(a) != self.trace.shape(b) {
            let (a, b) = (self.trace.shape(a), self.trace.shape(b));
            return Err(Stop::new(format!(
                "two branches leave shapes {a:?} and {b:?}"
            )));
        }
        Ok(self.trace.select(condition, a, b)?)
    }

    /// `a` where the condition holds, else `b`.
    pub(super) fn choose(&mut self, condition: Id, a: &Value, b: &Value) -> Result<Value, Stop> {
        self.within(|machine| machine.choose_within(condition, a, b))
    }

    fn choose_within(&mut self, condition: Id, a: &Value, b: &Value) -> Result<Value, Stop> {
        Ok(match (a, b) {
            (Value::None, Value::None) => Value::None,
            (Value::Str(x), Value::Str(y)) if x == y => a.clone(),
            (Value::Str(_) | Value::Word(_), Value::Str(_) | Value::Word(_)) => {
                match (self.word(a), self.word(b)) {
                    (Ok(a), Ok(b)) => Value::Word(self.trace.select(condition, a, b)?),
                    (Err(stop), _) | (_, Err(stop)) => Value::Unusable(stop.to_string().into()),
                }
            }
            (Value::Object(x), Value::Object(y)) if x == y => a.clone(),
            (Value::Dict(x), Value::Dict(y)) if x == y => a.clone(),
            (Value::List(x), Value::List(y)) if x == y => a.clone(),
            (Value::Tensor(x), Value::Tensor(y)) if x == y => a.clone(),
            (Value::Tensor(_), Value::Tensor(_)) => {
                let (a, b) = (self.id(a)?, self.id(b)?);
                if self.trace.shape(a) != self.trace.shape(b) {
                    return Ok(Value::Unusable(
                        "two branches leave tensors of different shapes".into(),
                    ));
                }
                let both = self.trace.select(condition, a, b)?;
                Value::Tensor(self.heap.merged(both))
            }
            (Value::Tuple(a), Value::Tuple(b)) if a.len() == b.len() => {
                Value::Tuple(self.choose_items(condition, a, b)?)
            }
            (Value::List(a), Value::List(b)) => {
                let (a, b) = (self.heap.items(*a), self.heap.items(*b));
                match a.len() == b.len() {
                    true => {
                        let both = self.choose_items(condition, &a, &b)?;
                        Value::List(self.heap.list(both))
                    }
                    false => {
                        Value::Unusable("two branches leave lists of different lengths".into())
                    }
                }
            }
            _ => match (dtype(a), dtype(b)) {
                (Some(x), Some(y)) => self.choose_number(condition, (a, x), (b, y))?,
                _ => Value::Unusable(
                    format!("two branches leave {} and {}", a.kind(), b.kind()).into(),
                ),
            },
        })
    }

    fn choose_number(
        &mut self,
        condition: Id,
        (a, of_a): (&Value, Dtype),
        (b, of_b): (&Value, Dtype),
    ) -> Result<Value, Stop> {
        let same = match (a, b) {
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Number(a), Value::Number(b)) => a == b,
            _ => false,
        };
        if same {
            return Ok(a.clone());
        }
        let (a, b) = (self.id(a)?, self.id(b)?);
        let id = self.trace.select(condition, a, b)?;
        let dtype = of_a.max(of_b);
        Ok(Value::Number(Number { id, dtype }))
    }
}

/// What kind of number a value is.
fn dtype(value: &Value) -> Option<Dtype> {
    match value {
        Value::Bool(_) => Some(Dtype::Bool),
        Value::Int(_) => Some(Dtype::Int),
        Value::Float(_) => Some(Dtype::Float),
        Value::Number(number) => Some(number.dtype),
        _ => None,
    }
}
