//! Operators that only say anew where elements are.

use super::constants::attribute;
use super::value::{Limits, Value, input, optional};
use super::{Attributes, Lowered, Lowering, constants, unknown};
use crate::network::native::expr::Op;
use crate::network::native::program::Tensor;
use crate::network::native::view::{Stride, View, elements, merged};
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
                let order = transposed(&attributes, before.len())?;
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

    fn new_shape(
        &self,
        node: &NodeProto,
        attributes: &Attributes,
        before: &[usize],
    ) -> Lowered<Vec<usize>> {
        let axes = || match optional(node, 1) {
            Some(name) => self.integers(name).map(Some),
            None => Ok(attributes.ints("axes").map(<[i64]>::to_vec)),
        };
        let shape = match node.op_type.as_str() {
            "Reshape" => {
                let asked = match optional(node, 1) {
                    Some(name) => self.integers(name)?,
                    None => attributes.ints("shape").unwrap_or_default().to_vec(),
                };
                resolved(&asked, before, attributes.int("allowzero", 0) == 0)
            }
            "Flatten" => {
                let axis = index(attributes.int("axis", 1), before.len() + 1)?;
                let (outer, inner) = before.split_at(axis);
                elements(outer)
                    .zip(elements(inner))
                    .map(|(a, b)| vec![a, b])
            }
            "Squeeze" => Some(squeezed(before, axes()?.as_deref())?),
            _ => unsqueezed(before, &axes()?.unwrap_or_default())?,
        };
        match shape.filter(|shape| elements(shape) == elements(before)) {
            Some(shape) => Ok(shape),
            None => unknown("a shape that doesn't fit"),
        }
    }

    /// Operands that older versions have as attributes.
    fn said(&self, node: &NodeProto, at: usize, name: &str) -> Lowered<Option<Vec<i64>>> {
        match optional(node, at) {
            Some(name) => self.integers(name).map(Some),
            None => Ok(attribute(node, name).map(|said| said.ints.clone())),
        }
    }

    fn sliced(
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
    fn gathered(
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
    fn picked(&mut self, node: &NodeProto) -> Lowered<Value> {
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
    fn split(
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
fn sizes(asked: &[i64]) -> Lowered<Vec<usize>> {
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

/// The order of axes that a `Transpose` asks for.
fn transposed(attributes: &Attributes, rank: usize) -> Lowered<Vec<usize>> {
    let Some(asked) = attributes.ints("perm") else {
        return Ok((0..rank).rev().collect());
    };
    let order: Vec<usize> = asked
        .iter()
        .map(|axis| index(*axis, rank))
        .collect::<Lowered<_>>()?;
    match order.len() == rank && (0..rank).all(|axis| order.contains(&axis)) {
        true => Ok(order),
        false => unknown("of shapes that don't fit"),
    }
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

/// A shape with -1 for what is left, and 0 for what was there before where `keep` says so.
fn resolved(asked: &[i64], before: &[usize], keep: bool) -> Option<Vec<usize>> {
    let len = elements(before)?;
    let mut shape = Vec::with_capacity(asked.len());
    for (at, &size) in asked.iter().enumerate() {
        shape.push(match size {
            -1 => None,
            0 if keep => Some(*before.get(at)?),
            _ => Some(usize::try_from(size).ok()?),
        });
    }
    let known: Vec<usize> = shape.iter().flatten().copied().collect();
    let known = elements(&known)?;
    if known.max(1) == len.max(1) || shape.iter().filter(|size| size.is_none()).count() == 1 {
        let rest = len.checked_div(known)?;
        return Some(shape.into_iter().map(|s| s.unwrap_or(rest)).collect());
    }
    None
}

fn squeezed(before: &[usize], axes: Option<&[i64]>) -> Lowered<Vec<usize>> {
    let rank = before.len();
    let axes: Vec<usize> = match axes {
        Some(axes) => axes
            .iter()
            .map(|axis| index(*axis, rank))
            .collect::<Lowered<_>>()?,
        None => (0..rank).filter(|axis| before[*axis] == 1).collect(),
    };
    let left = (0..rank).filter(|axis| !axes.contains(axis));
    Ok(left.map(|axis| before[axis]).collect())
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
