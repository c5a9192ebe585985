//! Tensors one after another.

use super::limits::Limits;
use super::memory::order_of;
use super::pick::index;
use super::value::{Value, input};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::onnx::Constant;
use crate::network::native::program::Tensor;
use crate::network::native::view::elements;
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

/// One of several that are joined.
pub(super) struct Part {
    pub(super) value: Value,
    /// What the graph calls it; empty where it doesn't.
    name: String,
}

impl From<Value> for Part {
    fn from(value: Value) -> Part {
        let name = String::new();
        Part { value, name }
    }
}

impl Lowering<'_> {
    pub(super) fn concat(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        if self.stream(node, attributes)? {
            return Ok(());
        }
        let parts: Vec<Part> = (0..node.input.len())
            .map(|at| self.part(input(node, at)?))
            .collect::<Lowered<_>>()?;
        let Some(first) = parts.first() else {
            return unknown("of nothing");
        };
        let axis = index(attributes.int("axis", 0), first.value.shape().len())?;
        let whole = self.concatenated(parts, axis)?;
        self.result(node, whole)
    }

    pub(super) fn part(&mut self, name: &str) -> Lowered<Part> {
        let value = self.value(name)?;
        let name = name.to_owned();
        Ok(Part { value, name })
    }

    /// `parts` one after another along `axis`.
    pub(super) fn concatenated(&mut self, mut parts: Vec<Part>, axis: usize) -> Lowered<Value> {
        if parts.len() == 1 {
            return Ok(parts.remove(0).value);
        }
        let shapes: Vec<Vec<usize>> = parts.iter().map(|part| part.value.shape()).collect();
        let mut shape = shapes[0].clone();
        shape[axis] = 0;
        for one in &shapes {
            let fits = one.len() == shape.len()
                && (0..shape.len()).all(|i| i == axis || one[i] == shape[i]);
            if !fits {
                return unknown("of shapes that don't fit");
            }
            shape[axis] = shape[axis].saturating_add(one[axis]);
        }
        let constants = parts.iter().map(|part| match &part.value {
            Value::Constant(constant) => Some(constant.clone()),
            _ => None,
        });
        if let Some(constants) = constants.collect::<Option<Vec<_>>>() {
            return match (same_kind(&constants), elements(&shape)) {
                (true, Some(..=Limits::TENSOR)) => {
                    let constant = Constant::joined(&constants, axis, shape);
                    Ok(Value::Constant(Rc::new(constant)))
                }
                _ => unknown("of shapes that don't fit"),
            };
        }
        let largest = parts.iter().max_by_key(|part| match &part.value {
            Value::Tensor(tensor) => tensor.view.len(),
            _ => 0,
        });
        let order = match largest.map(|part| &part.value) {
            Some(Value::Tensor(tensor)) if shape.len() != 3 => order_of(&tensor.view),
            _ => Self::stream_order(&shape),
        };
        let whole = self.scratch(&shape, &order)?;
        let mut from = 0;
        for (part, shape) in parts.iter().zip(&shapes) {
            let to = from + shape[axis];
            if to > from {
                let Some(view) = whole.view.slice(axis, from, to) else {
                    return unknown("of an axis that is divided otherwise");
                };
                let buffer = whole.buffer;
                self.place(part, &Tensor { view, buffer })?;
            }
            from = to;
        }
        Ok(Value::Tensor(whole))
    }

    /// Puts `part` at `place`: where it is made, if nobody else needs it.
    fn place(&mut self, part: &Part, place: &Tensor) -> Lowered<()> {
        match self.made_in(&part.name, place)? {
            true => Ok(()),
            false => self.put(place, &part.value),
        }
    }
}

fn same_kind(constants: &[Rc<Constant>]) -> bool {
    let whole = constants.iter().filter(|one| one.integers().is_some());
    matches!(whole.count(), 0) || constants.iter().all(|one| one.integers().is_some())
}
