//! Operators that only say anew where elements are.

use super::constants::attribute;
use super::limits::Limits;
use super::pick::sizes;
use super::value::{Value, input, optional};
use super::{Attributes, Lowered, Lowering, constants, reshape, unknown};
use crate::network::native::expr::Op;
use crate::network::native::program::Tensor;
use crate::network::native::view::{Stride, View, merged};
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

impl Lowering<'_> {
    pub(super) fn same(&mut self, node: &NodeProto) -> Lowered<()> {
        let value = self.value(input(node, 0)?)?;
        self.result(node, value)
    }

    /// Numbers as other numbers, or as truths: 1 and 0.
    pub(super) fn cast(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        match attributes.int("to", 0) {
            constants::FLOAT => self.same(node),
            constants::INT64 if self.is_index(node) => self.same(node),
            constants::BOOL => {
                let value = self.value(input(node, 0)?)?;
                let value = self.arithmetic(&[value], |work, x| {
                    let not = work.one(Op::Not, x[0]);
                    work.one(Op::Not, not)
                })?;
                self.put_off(node, value)
            }
            to => unknown(format!("to type {to}")),
        }
    }

    /// The results of an operator that only changes views.
    pub(super) fn rearranged(&mut self, node: &NodeProto) -> Lowered<()> {
        let from = input(node, 0)?;
        for name in node
            .output
            .iter()
            .filter(|name| self.wiring.is_needed(name))
        {
            let value = match self.constant(from) {
                Some(constant) => {
                    let plain = View::row_major(&constant.shape);
                    match self.moved(node, name, &plain)? {
                        Some(view) => Value::Constant(Rc::new(constant.seen(&view))),
                        None => self.picked(node)?,
                    }
                }
                None => {
                    let tensor = self.tensor(from)?;
                    match self.moved(node, name, &tensor.view)? {
                        Some(view) => Value::Tensor(Tensor { view, ..tensor }),
                        None if node.op_type == "Gather" => self.picked(node)?,
                        None => {
                            let copy = self.plain(&tensor)?;
                            let Some(view) = self.moved(node, name, &copy.view)? else {
                                return unknown("of an axis that is divided otherwise");
                            };
                            Value::Tensor(Tensor { view, ..copy })
                        }
                    }
                }
            };
            self.set(name, value)?;
        }
        Ok(())
    }

    /// What `node` makes of `view` as its output `name`; `None` where no strides describe it, or
    /// it does more than look.
    pub(super) fn moved(&self, node: &NodeProto, name: &str, view: &View) -> Lowered<Option<View>> {
        let attributes = Attributes(node);
        let before = view.shape();
        let first = node.output.first().is_some_and(|first| first == name);
        let moved = match node.op_type.as_str() {
            "Split" => {
                let (axis, from, to) = self.split(node, &attributes, name, &before)?;
                view.slice(axis, from, to)
            }
            _ if !first => None,
            "Identity" | "Dropout" => Some(view.clone()),
            "Reshape" | "Unsqueeze" | "Squeeze" | "Flatten" => {
                view.reshape(&self.new_shape(node, &attributes, &before)?)
            }
            "Transpose" => {
                let order = reshape::transposed(&attributes, before.len())?;
                Some(view.transpose(&order))
            }
            "Slice" => self.sliced(node, &attributes, view)?,
            "Gather" => {
                let (axis, places, shape) = self.gathered(node, &attributes, &before)?;
                let picked = view.gather(axis, places);
                let mut wanted = before;
                wanted.splice(axis..=axis, shape);
                picked.and_then(|view| view.reshape(&wanted))
            }
            "Expand" => {
                let wanted = sizes(&self.integers(input(node, 1)?)?)?;
                let shape = super::arithmetic::broadcast(&[before, wanted])?;
                view.broadcast(&shape)
            }
            "Tile" => {
                let times = sizes(&self.integers(input(node, 1)?)?)?;
                if times.len() != before.len() || times.contains(&0) {
                    return unknown("of shapes that don't fit");
                }
                let mut view = view.clone();
                for (axis, &size) in view.axes.iter_mut().zip(&times) {
                    axis.insert(0, Stride { size, stride: 0 });
                    *axis = merged(std::mem::take(axis));
                }
                Some(view)
            }
            _ => None,
        };
        if let Some(view) = &moved {
            Limits::len(&view.shape())?;
        }
        Ok(moved)
    }

    /// What `name` is as a view of `origin`, taken to lie in its own order; `None` where more than
    /// views change between them.
    pub(super) fn seen(&self, name: &str, origin: &str, shape: &[usize]) -> Option<View> {
        let chain = self.wiring.chain(name, origin)?;
        let whole = View::row_major(shape);
        chain.into_iter().rev().try_fold(whole, |view, name| {
            self.moved(self.wiring.maker(name)?, name, &view).ok()?
        })
    }

    /// `tensor` in another shape, copied where that takes it.
    pub(super) fn reshaped(&mut self, tensor: &Tensor, shape: &[usize]) -> Lowered<Tensor> {
        if let Some(view) = tensor.view.reshape(shape) {
            let buffer = tensor.buffer;
            return Ok(Tensor { view, buffer });
        }
        let copy = self.plain(tensor)?;
        match copy.view.reshape(shape) {
            Some(view) => Ok(Tensor { view, ..copy }),
            None => unknown("of shapes that don't fit"),
        }
    }

    /// Operands that older versions have as attributes.
    pub(super) fn said(
        &self,
        node: &NodeProto,
        at: usize,
        name: &str,
    ) -> Lowered<Option<Vec<i64>>> {
        match optional(node, at) {
            Some(name) => self.integers(name).map(Some),
            None => Ok(attribute(node, name).map(|said| said.ints.clone())),
        }
    }
}
