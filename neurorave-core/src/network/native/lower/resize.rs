//! More entries, or fewer, along axes: the nearest ones, or straight lines between them.

use super::limits::Limits;
use super::value::{Value, input, optional};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::onnx::Constant;
use tract_onnx::pb::NodeProto;

/// Most weights of straight lines between entries.
const MOST_WEIGHTS: usize = 1 << 20;

/// How many entries an axis gets.
struct Axis {
    before: usize,
    after: usize,
    scale: f64,
}

impl Axis {
    /// Where an entry lies among those before; `None` where the operator has another rule.
    fn place(&self, entry: usize, rule: &[u8]) -> Option<f64> {
        let (at, before, after) = (entry as f64, self.before as f64, self.after as f64);
        Some(match rule {
            b"asymmetric" => at / self.scale,
            b"" | b"half_pixel" => (at + 0.5) / self.scale - 0.5,
            b"pytorch_half_pixel" if self.after == 1 => 0.0,
            b"pytorch_half_pixel" => (at + 0.5) / self.scale - 0.5,
            b"align_corners" if self.after == 1 => 0.0,
            b"align_corners" => at * (before - 1.0) / (after - 1.0),
            _ => return None,
        })
    }
}

/// The entry nearest to a place.
fn nearest(place: f64, rule: &[u8]) -> Option<f64> {
    Some(match rule {
        b"" | b"round_prefer_floor" => (place - 0.5).ceil(),
        b"round_prefer_ceil" => (place + 0.5).floor(),
        b"floor" => place.floor(),
        b"ceil" => place.ceil(),
        _ => return None,
    })
}

impl Lowering<'_> {
    pub(super) fn resize(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let mut value = self.value(input(node, 0)?)?;
        let shape = value.shape();
        let axes = self.axes(node, attributes, &shape)?;
        let upsample = node.op_type == "Upsample";
        let (rule, round): (&[u8], &[u8]) = match upsample {
            true => (b"asymmetric", b"floor"),
            false => (
                attributes.text("coordinate_transformation_mode"),
                attributes.text("nearest_mode"),
            ),
        };
        let line = match attributes.text("mode") {
            b"" | b"nearest" => false,
            b"linear" => true,
            _ => return unknown("of another kind"),
        };
        for (at, axis) in axes.iter().enumerate() {
            if axis.before == axis.after && axis.scale == 1.0 {
                continue;
            }
            let places: Option<Vec<f64>> = (0..axis.after).map(|e| axis.place(e, rule)).collect();
            let Some(places) = places else {
                return unknown("of another kind");
            };
            let last = (axis.before - 1) as f64;
            if line {
                if elements_over(axis) {
                    return unknown("too large");
                }
                let from = self.in_memory(&value)?;
                let weight = |entry: usize, from: usize| {
                    let place = places[entry].clamp(0.0, last);
                    (1.0 - (place - from as f64).abs()).max(0.0) as f32
                };
                let matrix = Constant::of_matrix(axis.after, axis.before, weight, false);
                value = Value::Tensor(self.multiplied_along(&from, at, &matrix)?);
                continue;
            }
            let entries = places.iter().map(|place| {
                let entry = nearest(*place, round)?;
                Some(entry.clamp(0.0, last) as usize)
            });
            let Some(entries) = entries.collect::<Option<Vec<usize>>>() else {
                return unknown("of another kind");
            };
            value = self.entries(value, at, entries)?;
        }
        match value {
            Value::Later(later) => self.put_off(node, Value::Later(later)),
            value => self.result(node, value),
        }
    }

    /// Those entries of an axis, in place where strides describe them.
    fn entries(&mut self, value: Value, axis: usize, entries: Vec<usize>) -> Lowered<Value> {
        if !matches!(value, Value::Constant(_)) {
            let tensor = self.in_memory(&value)?;
            if let Some(view) = tensor.view.gather(axis, entries.iter().copied()) {
                let buffer = tensor.buffer;
                return Ok(Value::Tensor(super::Tensor { view, buffer }));
            }
        }
        let entries: Vec<i64> = entries.into_iter().map(|entry| entry as i64).collect();
        self.taken(&value, axis, &entries)
    }

    fn axes(
        &self,
        node: &NodeProto,
        attributes: &Attributes,
        shape: &[usize],
    ) -> Lowered<Vec<Axis>> {
        if attributes.ints("axes").is_some() || attributes.int("antialias", 0) != 0 {
            return unknown("of some axes");
        }
        let upsample = node.op_type == "Upsample";
        // Before version 11 there is no region.
        let at = if upsample || self.opset < 11 { 1 } else { 2 };
        let said = super::constants::attribute(node, "scales");
        let scales = match (optional(node, at), said) {
            (Some(name), _) => self.floats(name)?,
            (None, Some(said)) => said.floats.clone(),
            (None, None) => Vec::new(),
        };
        let sizes = match optional(node, 3).filter(|_| scales.is_empty()) {
            Some(name) => self.integers(name)?,
            None => Vec::new(),
        };
        let axes = shape.iter().enumerate().map(|(axis, &before)| {
            let (after, scale) = match (scales.get(axis), sizes.get(axis)) {
                (Some(scale), _) => {
                    let scale = f64::from(*scale);
                    ((before as f64 * scale).floor(), scale)
                }
                (None, Some(size)) => (*size as f64, *size as f64 / before as f64),
                (None, None) => return None,
            };
            let fits = (1.0..=Limits::TENSOR as f64).contains(&after) && before > 0;
            fits.then_some(Axis {
                before,
                after: after as usize,
                scale,
            })
        });
        let axes: Option<Vec<Axis>> = axes.collect();
        let fits = scales.len().max(sizes.len()) == shape.len();
        match axes.filter(|_| fits) {
            Some(axes) => Ok(axes),
            None => unknown("of shapes that don't fit"),
        }
    }
}

fn elements_over(axis: &Axis) -> bool {
    axis.before.saturating_mul(axis.after) > MOST_WEIGHTS
}
