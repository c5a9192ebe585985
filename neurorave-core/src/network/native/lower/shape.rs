//! Operators that only say anew where elements are.

use super::{Attributes, Lowered, Lowering, Value, unknown};
use crate::network::native::onnx::{Constant, Data};
use crate::network::native::program::Tensor;
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

impl Lowering<'_> {
    /// The operand itself. Truths are 1 and 0 already.
    pub(super) fn same(&mut self, node: &NodeProto) -> Lowered<()> {
        let to = Attributes(node).int("to", 1);
        // f32 and bool.
        if node.op_type == "Cast" && !matches!(to, 1 | 9) {
            return unknown(format!("to type {to}"));
        }
        let value = self.value(&node.input[0])?;
        self.set(&node.output[0], value);
        Ok(())
    }

    pub(super) fn reshape(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let before = self.shape(&node.input[0])?;
        let len: usize = before.iter().product();
        let shape = match node.op_type.as_str() {
            "Reshape" => {
                let asked = self.integers(&node.input[1])?;
                let keep = attributes.int("allowzero", 0) == 0;
                resolved(&asked, &before, keep)
            }
            "Flatten" => {
                let axis = attributes.int("axis", 1);
                let axis = index(axis, before.len() + 1)?;
                Some(vec![
                    before[..axis].iter().product(),
                    before[axis..].iter().product(),
                ])
            }
            kind => {
                let axes = match node.input.get(1) {
                    Some(name) => Some(self.integers(name)?),
                    None => attributes.ints("axes").map(<[i64]>::to_vec),
                };
                match kind {
                    "Squeeze" => squeezed(&before, axes.as_deref())?,
                    _ => unsqueezed(&before, &axes.unwrap_or_default())?,
                }
            }
        };
        let Some(shape) = shape.filter(|shape| shape.iter().product::<usize>() == len) else {
            return unknown("a shape that doesn't fit");
        };
        self.reshaped(node, &shape)
    }

    fn reshaped(&mut self, node: &NodeProto, shape: &[usize]) -> Lowered<()> {
        let name = &node.output[0];
        if let Some(constant) = self.constant(&node.input[0]) {
            let constant = Constant {
                shape: shape.to_vec(),
                data: constant.data.clone(),
            };
            self.set(name, Value::Constant(Rc::new(constant)));
            return Ok(());
        }
        let tensor = self.tensor(&node.input[0])?;
        let view = tensor.view.reshape(shape);
        let tensor = match view {
            Some(view) => Tensor { view, ..tensor },
            None => {
                let order: Vec<usize> = (0..tensor.view.axes.len()).collect();
                let copy = self.copied(&tensor, &order)?;
                let Some(view) = copy.view.reshape(shape) else {
                    return unknown("a shape that doesn't fit");
                };
                Tensor { view, ..copy }
            }
        };
        self.set(name, Value::Tensor(tensor));
        Ok(())
    }

    pub(super) fn transpose(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let tensor = self.tensor(&node.input[0])?;
        let rank = tensor.view.axes.len();
        let order: Vec<usize> = match attributes.ints("perm") {
            Some(order) => order
                .iter()
                .map(|axis| index(*axis, rank))
                .collect::<Lowered<_>>()?,
            None => (0..rank).rev().collect(),
        };
        let view = tensor.view.transpose(&order);
        self.set(&node.output[0], Value::Tensor(Tensor { view, ..tensor }));
        Ok(())
    }

    pub(super) fn slice(&mut self, node: &NodeProto) -> Lowered<()> {
        if self.is_stream(&node.output[0]) {
            return Ok(());
        }
        let mut tensor = self.tensor(&node.input[0])?;
        let starts = self.integers(&node.input[1])?;
        let ends = self.integers(&node.input[2])?;
        let rank = tensor.view.axes.len();
        let all = || (0..starts.len() as i64).collect();
        let axes = match node.input.get(3).filter(|name| !name.is_empty()) {
            Some(name) => self.integers(name)?,
            None => all(),
        };
        let steps = match node.input.get(4).filter(|name| !name.is_empty()) {
            Some(name) => self.integers(name)?,
            None => vec![1; starts.len()],
        };
        for (((start, end), axis), step) in starts.iter().zip(&ends).zip(&axes).zip(&steps) {
            let axis = index(*axis, rank)?;
            let size = tensor.view.shape()[axis] as i64;
            let Ok(step) = usize::try_from(*step) else {
                return unknown("backwards");
            };
            let clamped = |at: i64| if at < 0 { at + size } else { at }.clamp(0, size) as usize;
            let entries = (clamped(*start)..clamped(*end)).step_by(step.max(1));
            let Some(view) = tensor.view.gather(axis, entries) else {
                return unknown("of an axis that is divided otherwise");
            };
            tensor.view = view;
        }
        self.set(&node.output[0], Value::Tensor(tensor));
        Ok(())
    }

    pub(super) fn gather(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let tensor = self.tensor(&node.input[0])?;
        let rank = tensor.view.axes.len();
        let axis = index(attributes.int("axis", 0), rank)?;
        let size = tensor.view.shape()[axis];
        let Some(indices) = self.constant(&node.input[1]) else {
            return unknown("at indices that aren't fixed");
        };
        let (Data::Integers(numbers), shape) = (&indices.data, &indices.shape) else {
            return unknown("at indices that aren't whole");
        };
        let numbers: Vec<usize> = numbers
            .iter()
            .map(|i| index(*i, size))
            .collect::<Lowered<_>>()?;
        let Some(view) = tensor.view.gather(axis, numbers) else {
            return unknown("at irregular indices");
        };
        let mut wanted = view.shape();
        wanted.splice(axis..=axis, shape.iter().copied());
        let Some(view) = view.reshape(&wanted) else {
            return unknown("at irregular indices");
        };
        self.set(&node.output[0], Value::Tensor(Tensor { view, ..tensor }));
        Ok(())
    }

    /// The operands one after another, unless it is a stream's past and present.
    pub(super) fn concat(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        if self.joined(node, attributes)? {
            return Ok(());
        }
        let shapes: Vec<Vec<usize>> = node
            .input
            .iter()
            .map(|name| self.shape(name))
            .collect::<Lowered<_>>()?;
        let axis = index(attributes.int("axis", 0), shapes[0].len())?;
        let mut shape = shapes[0].clone();
        shape[axis] = shapes.iter().map(|shape| shape[axis]).sum();
        let whole = self.scratch(&shape, &Self::stream_order(&shape));
        let mut from = 0;
        for (name, shape) in node.input.iter().zip(&shapes) {
            let Some(view) = whole.view.slice(axis, from, from + shape[axis]) else {
                return unknown("of an axis that is divided otherwise");
            };
            from += shape[axis];
            let to = Tensor {
                view,
                buffer: whole.buffer,
            };
            match self.value(name)? {
                Value::Later(later) if self.wiring.only_reader(name).is_some() => {
                    self.map(&to, &later)?;
                }
                _ => {
                    let from = self.tensor(name)?;
                    self.copy(&to, &from)?;
                }
            }
        }
        self.set(&node.output[0], Value::Tensor(whole));
        Ok(())
    }
}

/// An axis or index that may count from the end.
pub(super) fn index(asked: i64, count: usize) -> Lowered<usize> {
    let count = count as i64;
    let found = if asked < 0 { asked + count } else { asked };
    match (0..count).contains(&found) {
        true => Ok(found as usize),
        false => unknown(format!("{asked} of {count}")),
    }
}

/// A shape with -1 for what is left, and 0 for what was there before where `keep` says so.
fn resolved(asked: &[i64], before: &[usize], keep: bool) -> Option<Vec<usize>> {
    let len: usize = before.iter().product();
    let mut shape = Vec::with_capacity(asked.len());
    for (at, &size) in asked.iter().enumerate() {
        shape.push(match size {
            -1 => None,
            0 if keep => Some(*before.get(at)?),
            _ => Some(usize::try_from(size).ok()?),
        });
    }
    let known: usize = shape.iter().flatten().product();
    let rest = len.checked_div(known)?;
    Some(shape.into_iter().map(|size| size.unwrap_or(rest)).collect())
}

fn squeezed(before: &[usize], axes: Option<&[i64]>) -> Lowered<Option<Vec<usize>>> {
    let rank = before.len();
    let axes: Vec<usize> = match axes {
        Some(axes) => axes
            .iter()
            .map(|axis| index(*axis, rank))
            .collect::<Lowered<_>>()?,
        None => (0..rank).filter(|axis| before[*axis] == 1).collect(),
    };
    let left = (0..rank).filter(|axis| !axes.contains(axis));
    Ok(Some(left.map(|axis| before[axis]).collect()))
}

fn unsqueezed(before: &[usize], axes: &[i64]) -> Lowered<Option<Vec<usize>>> {
    let rank = before.len() + axes.len();
    let axes: Vec<usize> = axes
        .iter()
        .map(|axis| index(*axis, rank))
        .collect::<Lowered<_>>()?;
    let mut rest = before.iter().copied();
    let all = (0..rank).map(|axis| match axes.contains(&axis) {
        true => Some(1),
        false => rest.next(),
    });
    Ok(all.collect())
}
