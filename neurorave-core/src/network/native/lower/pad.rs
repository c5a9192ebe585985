//! Entries before and behind what there is.

use super::constants::attribute;
use super::join::Part;
use super::limits::Limits;
use super::pick::index;
use super::value::{Value, input, optional};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::onnx::Constant;
use crate::network::native::program::{Home, Tensor};
use crate::network::native::view::View;
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

impl Lowering<'_> {
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
