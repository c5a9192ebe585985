//! Entries of an axis: slices, parts, and any others.

use super::value::{Value, input, optional};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::program::Tensor;
use crate::network::native::view::{View, elements};
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

impl Lowering<'_> {
    /// What a `Slice` leaves of a view; `None` where no strides describe it.
    pub(super) fn sliced(
        &self,
        node: &NodeProto,
        attributes: &Attributes,
        view: &View,
    ) -> Lowered<Option<View>> {
        let starts = self.said(node, 1, "starts")?.unwrap_or_default();
        let ends = self.said(node, 2, "ends")?.unwrap_or_default();
        let axes = match optional(node, 3) {
            Some(name) => self.integers(name)?,
            None => match attributes.ints("axes") {
                Some(axes) => axes.to_vec(),
                None => (0..starts.len() as i64).collect(),
            },
        };
        let steps = match optional(node, 4) {
            Some(name) => self.integers(name)?,
            None => vec![1; starts.len()],
        };
        let counts = [ends.len(), axes.len(), steps.len()];
        if counts.iter().any(|count| *count != starts.len()) {
            return unknown("of shapes that don't fit");
        }
        let mut view = view.clone();
        for at in 0..starts.len() {
            let axis = index(axes[at], view.axes.len())?;
            let size = view.shape()[axis];
            let Some(entries) = entries(starts[at], ends[at], steps[at], size) else {
                return unknown("of nothing");
            };
            match view.gather(axis, entries) {
                Some(part) => view = part,
                None => return Ok(None),
            }
        }
        Ok(Some(view))
    }

    /// The axis, the entries of it, and the shape that they get in its place.
    pub(super) fn gathered(
        &self,
        node: &NodeProto,
        attributes: &Attributes,
        before: &[usize],
    ) -> Lowered<(usize, Vec<usize>, Vec<usize>)> {
        let axis = index(attributes.int("axis", 0), before.len())?;
        let name = input(node, 1)?;
        let indices = self.integers(name)?;
        let shape = self.shape(name)?;
        let places = indices.iter().map(|i| index(*i, before[axis]));
        let places: Vec<usize> = places.collect::<Lowered<_>>()?;
        match places.is_empty() {
            true => unknown("of nothing"),
            false => Ok((axis, places, shape)),
        }
    }

    /// A `Gather` of entries that no strides describe: piece by piece.
    pub(super) fn picked(&mut self, node: &NodeProto) -> Lowered<Value> {
        let from = input(node, 0)?;
        let before = self.shape(from)?;
        if node.op_type != "Gather" {
            return unknown("of an axis that is divided otherwise");
        }
        let (axis, places, shape) = self.gathered(node, &Attributes(node), &before)?;
        let places: Vec<i64> = places.into_iter().map(|place| place as i64).collect();
        let value = match self.constant(from) {
            Some(constant) => Value::Constant(constant),
            None => Value::Tensor(self.tensor(from)?),
        };
        let value = self.taken(&value, axis, &places)?;
        let mut wanted = before;
        wanted.splice(axis..=axis, shape);
        Ok(match value {
            Value::Constant(constant) => {
                let view = View::row_major(&constant.shape).reshape(&wanted);
                let Some(view) = view else {
                    return unknown("of shapes that don't fit");
                };
                Value::Constant(Rc::new(constant.seen(&view)))
            }
            value => {
                let tensor = self.in_memory(&value)?;
                Value::Tensor(self.reshaped(&tensor, &wanted)?)
            }
        })
    }

    /// The entries of `axis` at those places.
    pub(super) fn taken(&mut self, value: &Value, axis: usize, places: &[i64]) -> Lowered<Value> {
        let size = value.shape()[axis];
        let places: Vec<usize> = places
            .iter()
            .map(|place| index(*place, size))
            .collect::<Lowered<_>>()?;
        let tensor = match value {
            Value::Constant(constant) => {
                let whole = View::row_major(&constant.shape);
                let pieces = pieces(&whole, axis, &places)?;
                let seen = |view: &View| Value::Constant(Rc::new(constant.seen(view)));
                let parts = pieces.iter().map(|view| seen(view).into()).collect();
                return self.concatenated(parts, axis);
            }
            value => {
                let tensor = self.in_memory(value)?;
                self.undivided(&tensor)?
            }
        };
        let buffer = tensor.buffer;
        let pieces = pieces(&tensor.view, axis, &places)?.into_iter();
        let parts = pieces.map(|view| Value::Tensor(Tensor { view, buffer }).into());
        self.concatenated(parts.collect(), axis)
    }

    /// Axis, first and last entry of what a `Split` calls `name`.
    pub(super) fn split(
        &self,
        node: &NodeProto,
        attributes: &Attributes,
        name: &str,
        before: &[usize],
    ) -> Lowered<(usize, usize, usize)> {
        let axis = index(attributes.int("axis", 0), before.len())?;
        let count = node.output.len();
        let sizes = match self.said(node, 1, "split")? {
            Some(said) => sizes(&said)?,
            None => {
                let each = before[axis].div_ceil(count);
                let start = |part: usize| (part * each).min(before[axis]);
                (0..count)
                    .map(|part| start(part + 1) - start(part))
                    .collect()
            }
        };
        let fits =
            elements(&[sizes.len()]) == Some(count) && sizes.iter().sum::<usize>() == before[axis];
        let at = node.output.iter().position(|output| output == name);
        match at.filter(|_| fits) {
            Some(at) => {
                let from = sizes[..at].iter().sum::<usize>();
                Ok((axis, from, from + sizes[at]))
            }
            None => unknown("of shapes that don't fit"),
        }
    }
}

/// An axis or index that may count from the end.
pub(super) fn index(asked: i64, count: usize) -> Lowered<usize> {
    let count = count as i64;
    let found = if asked < 0 {
        asked.saturating_add(count)
    } else {
        asked
    };
    match (0..count).contains(&found) {
        true => Ok(found as usize),
        false => unknown(format!("{asked} of {count}")),
    }
}

/// No number below zero.
pub(super) fn sizes(asked: &[i64]) -> Lowered<Vec<usize>> {
    let sizes = asked.iter().map(|size| u32::try_from(*size).ok());
    let sizes = sizes.map(|size| size.map(|size| size as usize));
    let sizes: Option<Vec<usize>> = sizes.collect();
    sizes.map_or_else(|| unknown("of shapes that don't fit"), Ok)
}

/// The entries of an axis that a slice takes; `None` where it takes none.
fn entries(start: i64, end: i64, step: i64, size: usize) -> Option<Vec<usize>> {
    let size = size as i64;
    let from_end = |at: i64| if at < 0 { at.saturating_add(size) } else { at };
    let (first, last) = match step {
        0 => return None,
        1.. => (0, size),
        _ => (-1, size - 1),
    };
    let start = from_end(start).clamp(if step < 0 { 0 } else { first }, last);
    let end = from_end(end).clamp(first, last);
    let way = if step < 0 { start - end } else { end - start };
    let count = u64::try_from(way).ok()?.div_ceil(step.unsigned_abs());
    let entries = (0..count as i64).map(|at| (start + at * step) as usize);
    let entries: Vec<usize> = entries.collect();
    (!entries.is_empty()).then_some(entries)
}

/// Views of the entries of `axis` at those places, evenly apart in each piece.
fn pieces(view: &View, axis: usize, places: &[usize]) -> Lowered<Vec<View>> {
    /// So that a copy of each costs no more than what they are for.
    const MOST: usize = 256;
    let mut pieces = Vec::new();
    let mut rest = places;
    while let [first, more @ ..] = rest {
        let step = more
            .first()
            .map_or(0, |second| *second as isize - *first as isize);
        let follows = |at: &usize| places_apart(rest, *at) == step;
        let len = 1 + (1..rest.len()).take_while(follows).count();
        let piece = view.gather(axis, rest[..len].iter().copied());
        let Some(piece) = piece.filter(|_| pieces.len() < MOST) else {
            return unknown("at irregular places");
        };
        pieces.push(piece);
        rest = &rest[len..];
    }
    Ok(pieces)
}

/// From the place before `at` to that at it.
fn places_apart(places: &[usize], at: usize) -> isize {
    places[at] as isize - places[at - 1] as isize
}
