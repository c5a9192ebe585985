//! Operations on constants, carried out.

mod compute;
mod matmul;
mod number;
mod part;
mod reduce;
mod rows;

use super::constant::Constant;
use super::op::{Binary, Op, Real, Reduction, Unary};
use super::shape::{Dtype, Fault, Shape};
use super::{Id, Trace};
use compute::compute;
use part::Part;
use std::borrow::Cow;
use std::rc::Rc;

pub(super) use number::{binary, unary};

impl Trace {
    /// The result of an operation whose inputs are all constants; none where it isn't one that is
    /// carried out here.
    pub(super) fn fold(
        &mut self,
        op: &Op,
        inputs: &[Id],
        shape: &Shape,
        dtype: Dtype,
    ) -> Result<Option<Constant>, Fault> {
        let constants: Option<Vec<&Constant>> =
            inputs.iter().map(|&id| self.constant(id)).collect();
        let Some(constants) = constants else {
            return Ok(None);
        };
        if let Op::Reshape = op {
            return Ok(Some(constants[0].clone()));
        }
        let fills: Option<Vec<f64>> = constants
            .iter()
            .map(|constant| match constant {
                Constant::Fill(value) => Some(value.0),
                _ => None,
            })
            .collect();
        if let Some(fills) = fills
            && let Some(value) = of_fills(op, &fills)
        {
            return Ok(Some(Constant::Fill(Real(rounded(value, dtype)))));
        }
        let store = Rc::clone(&self.store);
        let values: Vec<Cow<'_, Constant>> = constants
            .iter()
            .map(|constant| constant.loaded(&*store))
            .collect::<Result<_, _>>()?;
        let shapes: Vec<&[usize]> = inputs.iter().map(|&id| self.shape(id)).collect();
        let parts: Vec<Part<'_>> = values
            .iter()
            .zip(shapes)
            .map(|(values, shape)| Part { values, shape })
            .collect();
        if shape.contains(&0) {
            return Ok(Some(Constant::Fill(Real(0.0))));
        }
        self.pay(op, &parts, shape, dtype)?;
        let Some(result) = compute(op, &parts, shape) else {
            return Ok(None);
        };
        Ok(Some(match dtype {
            Dtype::Float | Dtype::Complex => Constant::Floats(result.map(|x| x as f32).collect()),
            Dtype::Int | Dtype::Bool => Constant::Ints(result.map(|x| x as i64).collect()),
        }))
    }

    /// Pays for an operation on constants before it is carried out.
    fn pay(&self, op: &Op, parts: &[Part<'_>], shape: &[usize], dtype: Dtype) -> Result<(), Fault> {
        let count = |shape: &[usize]| shape.iter().product::<usize>();
        let whole = parts.first().map_or(0, |part| count(part.shape));
        let inner = parts.first().and_then(|part| part.shape.last());
        let each = match op {
            Op::MatMul => 2 * inner.unwrap_or(&1),
            Op::Unary(Unary::Erf) => 256,
            Op::Unary(_) => 16,
            Op::Binary(Binary::Pow | Binary::Mod) => 16,
            _ => 4,
        };
        let result = count(shape);
        self.budget.work(result.saturating_mul(each))?;
        let between = match op {
            Op::Reduce(..) | Op::CumSum(_) | Op::ArgMax(_) => whole,
            Op::Gather(_) => count(parts[1].shape),
            _ => 0,
        };
        self.budget.work(between)?;
        self.budget.lend(between.saturating_mul(8))?;
        self.budget.numbers(result, width(dtype))
    }
}

/// Bytes of a value.
fn width(dtype: Dtype) -> usize {
    match dtype {
        Dtype::Float | Dtype::Complex => 4,
        Dtype::Int | Dtype::Bool => 8,
    }
}

/// A value as its kind can hold it.
fn rounded(value: f64, dtype: Dtype) -> f64 {
    match dtype {
        Dtype::Float | Dtype::Complex => f64::from(value as f32),
        Dtype::Int | Dtype::Bool => value,
    }
}

/// What all values of the result are, where all values of each input are the same.
fn of_fills(op: &Op, fills: &[f64]) -> Option<f64> {
    match op {
        Op::Unary(op) => Some(unary(*op, fills[0])),
        Op::Binary(op) => Some(binary(*op, fills[0], fills[1])),
        Op::Where => Some(fills[if fills[0] != 0.0 { 1 } else { 2 }]),
        Op::Slice { .. } | Op::Flip(_) | Op::Transpose(_) | Op::Expand | Op::Gather(_) => {
            Some(fills[0])
        }
        Op::Concat(_) => fills.iter().all(|x| x == &fills[0]).then_some(fills[0]),
        Op::Reduce(Reduction::Mean | Reduction::Max | Reduction::Min, _) => Some(fills[0]),
        _ => None,
    }
}
