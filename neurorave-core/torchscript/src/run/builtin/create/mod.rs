//! Operators that make tensors from nothing, and change what kind of numbers they hold.

mod given;
mod kind;
mod series;
mod table;
mod window;

pub(super) use kind::code;

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Dtype, Id};

impl Machine {
    pub(super) fn create(&mut self, name: &str, args: &Args) -> Answer {
        let id = match name {
            "zeros" | "empty" | "ones" | "full" => {
                let (value, place) = match name {
                    "ones" => (Value::Int(1), 1),
                    "full" => (args.at(1).clone(), 2),
                    _ => (Value::Int(0), 1),
                };
                let like = match (&value, name) {
                    (Value::Int(_), "full") => Dtype::Int,
                    (Value::Bool(_), "full") => Dtype::Bool,
                    _ => Dtype::Float,
                };
                let dtype = self.kind(args.named("dtype", place), like)?;
                let shape = self.sizes(args.at(0))?;
                self.filled(&value, &shape, dtype)?
            }
            "zeros_like" | "empty_like" | "ones_like" | "full_like" | "new_zeros" | "new_ones"
            | "new_empty" | "new_full" => {
                let like = self.id(args.at(0))?;
                let own = self.trace.dtype(like);
                let new = name.starts_with("new_");
                let shape = match new {
                    true => self.sizes(args.at(1))?,
                    false => self.trace.shape(like).to_vec(),
                };
                let value = match name {
                    "ones_like" | "new_ones" => Value::Int(1),
                    "full_like" => args.at(1).clone(),
                    "new_full" => args.at(2).clone(),
                    _ => Value::Int(0),
                };
                let place = 1 + usize::from(new) + usize::from(name.contains("full"));
                let dtype = self.kind(args.named("dtype", place), own)?;
                self.filled(&value, &shape, dtype)?
            }
            "zero" => {
                let like = self.id(args.at(0))?;
                let (shape, dtype) = (self.trace.shape(like).to_vec(), self.trace.dtype(like));
                self.trace.fill(0.0, &shape, dtype)?
            }
            "fill" => {
                let like = self.id(args.at(0))?;
                let (shape, dtype) = (self.trace.shape(like).to_vec(), self.trace.dtype(like));
                self.filled(args.at(1), &shape, dtype)?
            }
            "copy" if matches!(args.at(0), Value::Tensor(_)) => self.id(args.at(1))?,
            "arange" => self.arange(args)?,
            "linspace" => self.linspace(args)?,
            "eye" => self.eye(args)?,
            "hann_window" | "hamming_window" => self.window(name, args)?,
            "tensor" | "as_tensor" => return self.tensor_of(args).map(Some),
            "one_hot" => self.one_hot(args)?,
            "type_as" | "to" | "_to_copy" | "long" | "half" | "double" => {
                return self.converted(name, args);
            }
            _ => return Ok(None),
        };
        self.answer(id)
    }

    fn filled(&mut self, value: &Value, shape: &[usize], dtype: Dtype) -> Result<Id, Stop> {
        let id = self.id(value)?;
        let id = self.trace.cast(id, dtype)?;
        let id = self.trace.reshape(id, &[])?;
        Ok(self.trace.expand(id, shape)?)
    }
}
