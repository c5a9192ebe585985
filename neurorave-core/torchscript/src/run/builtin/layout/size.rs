//! Questions about shapes.

use super::{Answer, Args};
use crate::run::builtin::create::code;
use crate::run::{Machine, Stop, Tensor, Value};
use crate::trace::{Dtype, axis_of};

impl Machine {
    /// Questions about shapes.
    pub(super) fn asked(&mut self, name: &str, tensor: Tensor, args: &Args) -> Answer {
        if !matches!(
            name,
            "size"
                | "dim"
                | "ndimension"
                | "numel"
                | "len"
                | "is_contiguous"
                | "is_floating_point"
                | "is_complex"
                | "dtype"
                | "shape"
                | "ndim"
                | "data"
                | "layout"
        ) {
            return Ok(None);
        }
        let shape = self.shape_of(tensor)?;
        let id = self.heap.read(&mut self.trace, tensor)?;
        let dtype = self.trace.dtype(id);
        Ok(Some(match name {
            "size" if args.has(1) => {
                let axis = self.int(args.at(1))?;
                let length = shape.get(axis_of(axis, shape.len())?);
                let length = length.ok_or_else(|| Stop::new("a number has no axes"))?;
                Value::Int(*length as i64)
            }
            "size" | "shape" => self.list_of_ints(shape.iter().map(|&n| n as i64)),
            "dim" | "ndimension" | "ndim" => Value::Int(shape.len() as i64),
            "numel" => Value::Int(shape.iter().product::<usize>() as i64),
            "len" => Value::Int(shape.first().map_or(0, |&n| n as i64)),
            "is_contiguous" => Value::Bool(true),
            "is_floating_point" => Value::Bool(dtype == Dtype::Float),
            "is_complex" => Value::Bool(dtype == Dtype::Complex),
            "dtype" => Value::Int(code(dtype)),
            "layout" => Value::Int(0),
            _ => Value::Tensor(tensor),
        }))
    }
}
