//! Between values and the numbers, tensors and lists that operators take.

use super::{DEEPEST_TUPLE, LONGEST_TUPLE, Machine, Number, Stop, Value};
use crate::trace::{Dtype, Id};
use std::rc::Rc;

impl Machine {
    /// The tensor of a value; a number becomes a tensor without axes.
    pub(crate) fn id(&mut self, value: &Value) -> Result<Id, Stop> {
        Ok(match *value {
            Value::Tensor(tensor) => self.heap.read(&mut self.trace, tensor)?,
            Value::Bool(on) => self.trace.fill(f64::from(u8::from(on)), &[], Dtype::Bool)?,
            Value::Int(n) => self.trace.fill(n as f64, &[], Dtype::Int)?,
            Value::Float(x) => self.trace.fill(x, &[], Dtype::Float)?,
            Value::Number(Number { id, .. }) => id,
            ref other => return Err(wrong("a tensor", other)),
        })
    }

    /// A new tensor with these values.
    pub(crate) fn make(&mut self, id: Id) -> Value {
        Value::Tensor(self.heap.tensor(id))
    }

    /// Tensors of a list or tuple.
    pub(super) fn ids(&mut self, value: &Value) -> Result<Vec<Id>, Stop> {
        let items = self.items(value)?;
        self.work(items.len())?;
        items.iter().map(|item| self.id(item)).collect()
    }

    /// The values of a list or tuple.
    pub(super) fn items(&self, value: &Value) -> Result<Rc<[Value]>, Stop> {
        match value {
            Value::List(list) => Ok(self.heap.items(*list)),
            Value::Tuple(items) => Ok(Rc::clone(items)),
            other => Err(wrong("a list", other)),
        }
    }

    /// A tuple of these values.
    ///
    /// # Errors
    /// When tuples within tuples are too deep, or too many.
    pub fn tuple(&mut self, items: Vec<Value>) -> Result<Value, Stop> {
        let mut left = LONGEST_TUPLE;
        let fits = fits(&items, DEEPEST_TUPLE, &mut left);
        self.work(LONGEST_TUPLE - left)?;
        self.trace.budget().hold(items.len() * size_of::<Value>())?;
        match fits {
            true => Ok(Value::tuple(items)),
            false => Err(Stop::new("a tuple of too many tuples")),
        }
    }

    /// A new list.
    pub(super) fn list(&mut self, items: impl IntoIterator<Item = Value>) -> Value {
        let items: Rc<[Value]> = items.into_iter().collect();
        Value::List(self.heap.list(items))
    }

    /// A list of whole numbers.
    pub(super) fn list_of_ints(&mut self, items: impl IntoIterator<Item = i64>) -> Value {
        self.list(items.into_iter().map(Value::Int))
    }

    /// A whole number that is known.
    pub(super) fn int(&mut self, value: &Value) -> Result<i64, Stop> {
        match value {
            Value::Int(n) => Ok(*n),
            Value::Bool(on) => Ok(i64::from(*on)),
            Value::Float(x) if x.fract() == 0.0 => Ok(*x as i64),
            Value::Tensor(_) | Value::Number(_) => {
                let number = self.number(value, Dtype::Int)?;
                match number {
                    Value::Int(n) => Ok(n),
                    _ => Err(Stop::new(
                        "a size or an index is only known while the model plays",
                    )),
                }
            }
            other => Err(wrong("a whole number", other)),
        }
    }

    /// A number that is known.
    pub(super) fn float(&mut self, value: &Value) -> Result<f64, Stop> {
        match self.number(value, Dtype::Float)? {
            Value::Float(x) => Ok(x),
            _ => Err(Stop::new("an option is only known while the model plays")),
        }
    }

    /// A truth value that is known.
    pub(super) fn flag(&mut self, value: &Value) -> Result<bool, Stop> {
        match self.number(value, Dtype::Bool)? {
            Value::Bool(on) => Ok(on),
            _ => Err(Stop::new("an option is only known while the model plays")),
        }
    }

    /// Whole numbers of a list, or the one that there is.
    pub(super) fn ints(&mut self, value: &Value) -> Result<Vec<i64>, Stop> {
        match value {
            Value::List(_) | Value::Tuple(_) => {
                let items = self.items(value)?;
                self.work(items.len())?;
                items.iter().map(|item| self.int(item)).collect()
            }
            one => Ok(vec![self.int(one)?]),
        }
    }

    /// Lengths of a list: whole numbers that aren't negative.
    pub(super) fn sizes(&mut self, value: &Value) -> Result<Vec<usize>, Stop> {
        let sizes = self.ints(value)?.into_iter().map(usize::try_from);
        let sizes: Result<_, _> = sizes.collect();
        sizes.map_err(|_| Stop::new("a length is negative"))
    }

    /// A value as a number of that kind, known or not.
    pub(super) fn number(&mut self, value: &Value, dtype: Dtype) -> Result<Value, Stop> {
        Ok(match (value, dtype) {
            (Value::Bool(on), Dtype::Bool) => Value::Bool(*on),
            (Value::Bool(on), Dtype::Int) => Value::Int(i64::from(*on)),
            (Value::Bool(on), _) => Value::Float(f64::from(u8::from(*on))),
            (Value::Int(n), Dtype::Bool) => Value::Bool(*n != 0),
            (Value::Int(n), Dtype::Int) => Value::Int(*n),
            (Value::Int(n), _) => Value::Float(*n as f64),
            (Value::Float(x), Dtype::Bool) => Value::Bool(*x != 0.0),
            (Value::Float(x), Dtype::Int) => Value::Int(x.trunc() as i64),
            (Value::Float(x), _) => Value::Float(*x),
            (Value::Tensor(_) | Value::Number(_), _) => {
                let id = self.id(value)?;
                let id = self.trace.reshape(id, &[])?;
                let id = self.trace.cast(id, dtype)?;
                self.known(id)?
            }
            (other, _) => return Err(wrong("a number", other)),
        })
    }

    /// The values of a tensor that is known.
    ///
    /// # Errors
    /// When it isn't, or cannot be read.
    pub fn constant_values(&mut self, value: &Value) -> Result<Vec<f64>, Stop> {
        let id = self.id(value)?;
        let values = self.trace.values(id)?;
        values.ok_or_else(|| Stop::new("a tensor is only known while the model plays"))
    }

    /// A tensor without axes as a number, which is known where the tensor is.
    pub(super) fn known(&mut self, id: Id) -> Result<Value, Stop> {
        let dtype = self.trace.dtype(id);
        Ok(match (self.trace.scalar(id)?, dtype) {
            (Some(x), Dtype::Bool) => Value::Bool(x != 0.0),
            (Some(x), Dtype::Int) => Value::Int(x as i64),
            (Some(x), _) => Value::Float(x),
            (None, dtype) => Value::Number(Number { id, dtype }),
        })
    }
}

/// Whether tuples within these values are at most so deep, and all values no more than are left.
fn fits(items: &[Value], depth: usize, left: &mut usize) -> bool {
    items.iter().all(|item| {
        let Some(fewer) = left.checked_sub(1) else {
            return false;
        };
        *left = fewer;
        match item {
            Value::Tuple(items) => depth > 0 && fits(items, depth - 1, left),
            _ => true,
        }
    })
}

/// A place counted from the front, where negative ones count from the end; none where there is none.
pub(super) fn place(index: i64, length: usize) -> Option<usize> {
    let place = match index < 0 {
        true => index.checked_add(i64::try_from(length).ok()?)?,
        false => index,
    };
    usize::try_from(place).ok().filter(|&place| place < length)
}

/// The error for a value of the wrong kind.
pub(super) fn wrong(expected: &str, found: &Value) -> Stop {
    match found {
        Value::Unusable(why) => Stop::new(&**why),
        found => Stop::new(format!("{} stands where {expected} belongs", found.kind())),
    }
}
