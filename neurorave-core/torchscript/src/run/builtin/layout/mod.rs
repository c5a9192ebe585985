//! Operators that move values, and those that ask where they are.

mod complex;
mod copy;
mod index;
mod join;
mod order;
mod pad;
mod part;
mod repeat;
mod reshape;
mod size;
mod slice;
mod view;

use super::{Answer, Args};
use crate::run::heap::View;
use crate::run::{Machine, Stop, Tensor, Value};
use crate::trace::Dtype;

impl Machine {
    pub(super) fn layout(&mut self, name: &str, args: &Args) -> Answer {
        if let Some(value) = self.joined(name, args)? {
            return Ok(Some(value));
        }
        let Value::Tensor(tensor) = *args.at(0) else {
            return Ok(None);
        };
        if let Some(value) = self.asked(name, tensor, args)? {
            return Ok(Some(value));
        }
        if let Some(value) = self.viewed(name, tensor, args)? {
            return Ok(Some(value));
        }
        self.moved(name, tensor, args)
    }

    fn shape_of(&mut self, tensor: Tensor) -> Result<Vec<usize>, Stop> {
        let id = self.heap.read(&mut self.trace, tensor)?;
        let mut shape = self.trace.shape(id).to_vec();
        if self.trace.dtype(id) == Dtype::Complex {
            shape.pop();
        }
        Ok(shape)
    }

    fn view(&mut self, tensor: Tensor, view: View) -> Result<Value, Stop> {
        let view = self.heap.view(tensor, view)?;
        // An impossible one is told where it is asked for.
        self.heap.read(&mut self.trace, view)?;
        Ok(Value::Tensor(view))
    }
}
