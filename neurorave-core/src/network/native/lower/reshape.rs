//! The shapes and orders of axes that operators ask for.

use super::pick::index;
use super::value::optional;
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::view::elements;
use tract_onnx::pb::NodeProto;

impl Lowering<'_> {
    /// What a node that reshapes makes of a shape.
    pub(super) fn new_shape(
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
}

/// The order of axes that a `Transpose` asks for.
pub(super) fn transposed(attributes: &Attributes, rank: usize) -> Lowered<Vec<usize>> {
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
