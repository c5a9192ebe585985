//! Other ways of looking at the same values.

use super::{Answer, Args};
use crate::run::heap::View;
use crate::run::{Machine, Tensor, Value};
use crate::trace::Dtype;

impl Machine {
    pub(super) fn viewed(&mut self, name: &str, tensor: Tensor, args: &Args) -> Answer {
        if !matches!(
            name,
            "slice"
                | "select"
                | "narrow"
                | "reshape"
                | "view"
                | "view_as"
                | "reshape_as"
                | "_unsafe_view"
                | "permute"
                | "transpose"
                | "swapaxes"
                | "swapdims"
                | "t"
                | "numpy_T"
                | "mT"
                | "movedim"
                | "unsqueeze"
                | "squeeze"
                | "flatten"
                | "unflatten"
                | "expand"
                | "expand_as"
                | "detach"
                | "contiguous"
                | "alias"
                | "real_alias"
                | "chunk"
                | "split"
                | "split_with_sizes"
                | "unbind"
                | "tensor_split"
                | "cpu"
        ) {
            return Ok(None);
        }
        let id = self.heap.read(&mut self.trace, tensor)?;
        if self.trace.dtype(id) == Dtype::Complex {
            return self.complex_view(name, id, args);
        }
        let shape = self.shape_of(tensor)?;
        let rank = shape.len();
        Ok(Some(match name {
            "detach" | "contiguous" | "alias" | "cpu" => Value::Tensor(tensor),
            "slice" => self.sliced(tensor, &shape, args)?,
            "narrow" => self.narrowed(tensor, &shape, args)?,
            "select" => self.selected(tensor, id, &shape, args)?,
            "reshape" | "view" | "_unsafe_view" | "view_as" | "reshape_as" | "flatten"
            | "unflatten" | "unsqueeze" | "squeeze" => self.reshaped(name, tensor, &shape, args)?,
            "permute" | "t" | "numpy_T" | "transpose" | "swapaxes" | "swapdims" | "mT"
            | "movedim" => self.reordered(name, tensor, rank, args)?,
            "expand" => {
                let asked = self.ints(args.at(1))?;
                let skip = asked.len().saturating_sub(rank);
                let own = |i: usize| i.checked_sub(skip).and_then(|i| shape.get(i).copied());
                let lengths = asked.iter().enumerate().map(|(i, &n)| {
                    let length = usize::try_from(n).ok();
                    length.or_else(|| own(i)).unwrap_or(1)
                });
                let lengths: Vec<usize> = lengths.collect();
                self.view(tensor, View::Expand(lengths.into()))?
            }
            "expand_as" => {
                let other = self.id(args.at(1))?;
                let shape = self.trace.shape(other).into();
                self.view(tensor, View::Expand(shape))?
            }
            _ => self.parts(name, tensor, &shape, args)?,
        }))
    }
}
