//! Tensors one after another.

use super::constants::attribute;
use super::shape::index;
use super::value::{Limits, Value, input, optional, order_of};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::onnx::Constant;
use crate::network::native::program::{Home, Tensor};
use crate::network::native::view::{View, elements};
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

/// One of several that are joined.
pub(super) struct Part {
    value: Value,
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

    pub(super) fn pad(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let name = input(node, 0)?;
        let shape = self.shape(name)?;
        let pads = self.pads(node, shape.len())?;
        let silence = self.silence(node, attributes)?;
        let mut part = self.part(name)?;
        for (axis, [before, behind]) in pads.into_iter().enumerate() {
            let size = part.value.shape()[axis] as i64;
            // Below zero it is cut.
            let (from, to) = ((-before).max(0), size + behind.min(0));
            if from >= to {
                return unknown("of nothing");
            }
            if (from, to) != (0, size) {
                let kept: Vec<i64> = (from..to).collect();
                part = self.taken(&part.value, axis, &kept)?.into();
            }
            let size = to - from;
            let place = |at: i64| match attributes.text("mode") {
                b"edge" => Some(at.clamp(0, size - 1)),
                b"reflect" => Some(if at < 0 { -at } else { 2 * (size - 1) - at }),
                b"wrap" => Some(at.rem_euclid(size)),
                _ => None,
            };
            let mut sides = Vec::new();
            for side in [-before.max(0)..0, size..size + behind.max(0)] {
                let count = (side.end - side.start) as usize;
                if count == 0 {
                    sides.push(None);
                    continue;
                }
                let places: Option<Vec<i64>> = side.map(place).collect();
                sides.push(Some(match (places, silence) {
                    (Some(places), _) => self.taken(&part.value, axis, &places)?,
                    (None, Some(silence)) => self.filling(&part.value, axis, count, silence)?,
                    (None, None) => return unknown("with numbers that aren't fixed"),
                }));
            }
            let behind = sides.pop().flatten().map(Part::from);
            let before = sides.pop().flatten().map(Part::from);
            let parts = before.into_iter().chain([part]).chain(behind);
            part = self.concatenated(parts.collect(), axis)?.into();
        }
        match part.value {
            Value::Later(later) => self.put_off(node, Value::Later(later)),
            value => self.result(node, value),
        }
    }

    /// Zeros before and behind a tensor along one axis.
    pub(super) fn padded(
        &mut self,
        tensor: Tensor,
        axis: usize,
        (before, behind): (usize, usize),
    ) -> Lowered<Tensor> {
        if (before, behind) == (0, 0) {
            return Ok(tensor);
        }
        let value = Value::Tensor(tensor);
        let mut parts = Vec::new();
        if before > 0 {
            parts.push(self.filling(&value, axis, before, 0.0)?.into());
        }
        let more = match behind {
            0 => None,
            _ => Some(self.filling(&value, axis, behind, 0.0)?.into()),
        };
        parts.push(value.into());
        parts.extend(more);
        let whole = self.concatenated(parts, axis)?;
        self.in_memory(&whole)
    }

    /// `count` entries of one number, to go along `axis` beside `value`.
    fn filling(&mut self, value: &Value, axis: usize, count: usize, number: f32) -> Lowered<Value> {
        let mut shape = value.shape();
        shape[axis] = count;
        let len = Limits::len(&shape)?;
        if let Value::Constant(constant) = value {
            let filled = match constant.integers() {
                Some(_) => Constant::of_integers(shape, vec![number as i64; len]),
                None => Constant::of_floats(shape, vec![number; len], false),
            };
            return Ok(Value::Constant(Rc::new(filled)));
        }
        let buffer = self.buffer(Home::Constant(vec![number]), 1);
        let view = View::row_major(&[]).broadcast(&shape);
        view.map_or_else(
            || unknown("of shapes that don't fit"),
            |view| Ok(Value::Tensor(Tensor { buffer, view })),
        )
    }

    /// Entries before and behind each axis that a `Pad` adds.
    pub(super) fn pads(&self, node: &NodeProto, rank: usize) -> Lowered<Vec<[i64; 2]>> {
        let said = match optional(node, 1) {
            Some(name) => self.integers(name)?,
            None => {
                let said = attribute(node, "pads");
                said.map(|said| said.ints.clone()).unwrap_or_default()
            }
        };
        let axes = match optional(node, 3) {
            Some(name) => self.integers(name)?,
            None => (0..rank as i64).collect(),
        };
        if said.len() != 2 * axes.len() {
            return unknown("of shapes that don't fit");
        }
        let mut pads = vec![[0; 2]; rank];
        for (at, axis) in axes.iter().enumerate() {
            let both = [said[at], said[axes.len() + at]];
            let far = both
                .iter()
                .any(|pad| pad.unsigned_abs() > Limits::TENSOR as u64);
            if far {
                return unknown("of too much");
            }
            pads[index(*axis, rank)?] = both;
        }
        Ok(pads)
    }

    /// The number that a `Pad` adds, if it adds one that is fixed.
    fn silence(&self, node: &NodeProto, attributes: &Attributes) -> Lowered<Option<f32>> {
        if !matches!(
            attributes.text("mode"),
            b"" | b"constant" | b"edge" | b"reflect" | b"wrap"
        ) {
            return unknown("of another kind");
        }
        let Some(name) = optional(node, 2) else {
            return Ok(Some(attributes.float("value", 0.0)));
        };
        let constant = self.constant(name);
        Ok(constant.and_then(|c| match (c.floats(), c.integers()) {
            (Some([one]), _) => Some(*one),
            (_, Some([one])) => Some(*one as f32),
            _ => None,
        }))
    }

    /// Whether a `Pad` adds zeros.
    pub(super) fn is_silent(&self, node: &NodeProto) -> bool {
        let attributes = Attributes(node);
        let plain = matches!(attributes.text("mode"), b"" | b"constant");
        plain && self.silence(node, &attributes) == Ok(Some(0.0))
    }
}

fn same_kind(constants: &[Rc<Constant>]) -> bool {
    let whole = constants.iter().filter(|one| one.integers().is_some());
    matches!(whole.count(), 0) || constants.iter().all(|one| one.integers().is_some())
}
