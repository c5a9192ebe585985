//! Operations on constants, carried out.

use super::constant::Constant;
use super::op::{Binary, Op, Real, Reduction, Unary};
use super::shape::{Dtype, Fault, Shape, split};
use super::{Id, MOST_COMPUTED, Trace};
use std::borrow::Cow;

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
        let store = std::rc::Rc::clone(&self.store);
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
        let Some(result) = compute(op, &parts, shape) else {
            return Ok(None);
        };
        drop(parts);
        drop(values);
        self.computed += result.len();
        if self.computed > MOST_COMPUTED {
            return Err(Fault::new("the program computes too much before it sounds"));
        }
        Ok(Some(match dtype {
            Dtype::Float | Dtype::Complex => {
                Constant::Floats(result.into_iter().map(|x| x as f32).collect())
            }
            Dtype::Int | Dtype::Bool => {
                Constant::Ints(result.into_iter().map(|x| x as i64).collect())
            }
        }))
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

/// A function of one number.
pub(super) fn unary(op: Unary, x: f64) -> f64 {
    let truth = |t: bool| f64::from(u8::from(t));
    match op {
        Unary::Neg => -x,
        Unary::Abs => x.abs(),
        Unary::Sign if x == 0.0 => 0.0,
        Unary::Sign => x.signum(),
        Unary::Exp => x.exp(),
        Unary::Log => x.ln(),
        Unary::Sqrt => x.sqrt(),
        Unary::Reciprocal => x.recip(),
        Unary::Sin => x.sin(),
        Unary::Cos => x.cos(),
        Unary::Tan => x.tan(),
        Unary::Atan => x.atan(),
        Unary::Tanh => x.tanh(),
        Unary::Sigmoid => (1.0 + (-x).exp()).recip(),
        Unary::Softplus => x.max(0.0) + (-x.abs()).exp().ln_1p(),
        Unary::Erf => erf(x),
        Unary::Floor => x.floor(),
        Unary::Ceil => x.ceil(),
        Unary::Round => x.round_ties_even(),
        Unary::Relu => x.max(0.0),
        Unary::Not => truth(x == 0.0),
        Unary::Truncate => x.trunc(),
        Unary::Truth => truth(x != 0.0),
        Unary::Leaky(Real(slope)) => x.max(0.0) + slope * x.min(0.0),
        Unary::Elu(Real(alpha)) => x.max(0.0) + alpha * x.min(0.0).exp_m1(),
    }
}

/// A function of two numbers.
pub(super) fn binary(op: Binary, a: f64, b: f64) -> f64 {
    let truth = |t: bool| f64::from(u8::from(t));
    match op {
        Binary::Add => a + b,
        Binary::Sub => a - b,
        Binary::Mul => a * b,
        Binary::Div => a / b,
        Binary::Pow => a.powf(b),
        Binary::Min => a.min(b),
        Binary::Max => a.max(b),
        Binary::Mod => a - b * (a / b).floor(),
        Binary::Equal => truth(a == b),
        Binary::Less => truth(a < b),
        Binary::LessEqual => truth(a <= b),
        Binary::And => truth(a != 0.0 && b != 0.0),
        Binary::Or => truth(a != 0.0 || b != 0.0),
    }
}

/// The error function, within 1e-7 (its series, and for large x what it tends to).
fn erf(x: f64) -> f64 {
    if x.abs() > 5.0 {
        return x.signum();
    }
    let (mut term, mut sum) = (x, x);
    for n in 1..150 {
        term *= -x * x / f64::from(n);
        sum += term / f64::from(2 * n + 1);
    }
    sum * std::f64::consts::FRAC_2_SQRT_PI
}

struct Part<'a> {
    values: &'a Constant,
    shape: &'a [usize],
}

impl Part<'_> {
    fn at(&self, index: usize) -> f64 {
        self.values.at(index)
    }

    fn strides(&self) -> Vec<isize> {
        let mut strides = vec![1; self.shape.len()];
        for i in (1..self.shape.len()).rev() {
            strides[i - 1] = strides[i] * self.shape[i] as isize;
        }
        strides
    }

    /// Values at `offset` and on, along axes of `shape` with these strides.
    fn walk(&self, shape: &[usize], offset: isize, strides: &[isize]) -> Vec<f64> {
        let count = shape.iter().product();
        let mut out = Vec::with_capacity(count);
        let mut index = vec![0; shape.len()];
        let mut at = offset;
        for _ in 0..count {
            out.push(self.at(at as usize));
            for axis in (0..shape.len()).rev() {
                index[axis] += 1;
                at += strides[axis];
                if index[axis] < shape[axis] {
                    break;
                }
                at -= strides[axis] * shape[axis] as isize;
                index[axis] = 0;
            }
        }
        out
    }

    /// Repeated to a shape.
    fn expanded(&self, shape: &[usize]) -> Vec<f64> {
        let skip = shape.len() - self.shape.len();
        let own = self.strides();
        let strides: Vec<isize> = (0..shape.len())
            .map(|i| match i.checked_sub(skip) {
                Some(i) if self.shape[i] != 1 => own[i],
                _ => 0,
            })
            .collect();
        self.walk(shape, 0, &strides)
    }
}

fn compute(op: &Op, parts: &[Part<'_>], shape: &[usize]) -> Option<Vec<f64>> {
    let first = parts.first()?;
    let rank = first.shape.len();
    Some(match op {
        Op::Unary(op) => first
            .expanded(shape)
            .into_iter()
            .map(|x| unary(*op, x))
            .collect(),
        Op::Binary(op) => {
            let (a, b) = (first.expanded(shape), parts[1].expanded(shape));
            a.into_iter()
                .zip(b)
                .map(|(a, b)| binary(*op, a, b))
                .collect()
        }
        Op::Where => {
            let [c, a, b] = [0, 1, 2].map(|i: usize| parts[i].expanded(shape));
            let chosen = c.iter().zip(a).zip(b);
            chosen
                .map(|((c, a), b)| if *c != 0.0 { a } else { b })
                .collect()
        }
        Op::Concat(axis) => concat(parts, shape, *axis),
        &Op::Slice { axis, start, step } => {
            let mut strides = first.strides();
            let offset = strides[axis] * start as isize;
            strides[axis] *= step as isize;
            first.walk(shape, offset, &strides)
        }
        &Op::Flip(axis) => {
            let mut strides = first.strides();
            let offset = strides[axis] * (first.shape[axis] as isize - 1);
            strides[axis] = -strides[axis];
            first.walk(shape, offset.max(0), &strides)
        }
        Op::Transpose(perm) => {
            let own = first.strides();
            let strides: Vec<isize> = perm.iter().map(|&axis| own[axis]).collect();
            first.walk(shape, 0, &strides)
        }
        Op::Expand => first.expanded(shape),
        Op::Gather(axis) => gather(first, &parts[1], *axis)?,
        Op::Reduce(reduction, axes) => reduce(first, *reduction, axes),
        Op::ArgMax(axis) => argmax(first, *axis),
        Op::CumSum(axis) => running(first, *axis),
        Op::MatMul => matmul(first, &parts[1], shape)?,
        _ if rank == 0 => return None,
        _ => return None,
    })
}

fn concat(parts: &[Part<'_>], shape: &[usize], axis: usize) -> Vec<f64> {
    let (before, _, behind) = split(shape, axis);
    let mut out = Vec::with_capacity(shape.iter().product());
    for row in 0..before {
        for part in parts {
            let width = part.shape[axis] * behind;
            out.extend((0..width).map(|i| part.at(row * width + i)));
        }
    }
    out
}

fn gather(data: &Part<'_>, indices: &Part<'_>, axis: usize) -> Option<Vec<f64>> {
    let (before, length, behind) = split(data.shape, axis);
    let count: usize = indices.shape.iter().product();
    let mut out = Vec::with_capacity(before * count * behind);
    for row in 0..before {
        for i in 0..count {
            let index = indices.at(i);
            let index = if index < 0.0 {
                index + length as f64
            } else {
                index
            };
            if !(0.0..length as f64).contains(&index) {
                return None;
            }
            let from = (row * length + index as usize) * behind;
            out.extend((0..behind).map(|j| data.at(from + j)));
        }
    }
    Some(out)
}

fn reduce(part: &Part<'_>, reduction: Reduction, axes: &[usize]) -> Vec<f64> {
    let mut values: Vec<f64> = (0..part.shape.iter().product())
        .map(|i| part.at(i))
        .collect();
    let mut shape = part.shape.to_vec();
    for &axis in axes {
        let (before, length, behind) = split(&shape, axis);
        let mut out = Vec::with_capacity(before * behind);
        for row in 0..before {
            for column in 0..behind {
                let along = (0..length).map(|i| values[(row * length + i) * behind + column]);
                out.push(match reduction {
                    Reduction::Sum => along.sum(),
                    Reduction::Mean => along.sum::<f64>() / length as f64,
                    Reduction::Max => along.fold(f64::NEG_INFINITY, f64::max),
                    Reduction::Min => along.fold(f64::INFINITY, f64::min),
                    Reduction::Prod => along.product(),
                });
            }
        }
        values = out;
        shape[axis] = 1;
    }
    values
}

fn argmax(part: &Part<'_>, axis: usize) -> Vec<f64> {
    let (before, length, behind) = split(part.shape, axis);
    let mut out = Vec::with_capacity(before * behind);
    for row in 0..before {
        for column in 0..behind {
            let at = |i: usize| part.at((row * length + i) * behind + column);
            let best = (0..length).fold(0, |best, i| if at(i) > at(best) { i } else { best });
            out.push(best as f64);
        }
    }
    out
}

fn running(part: &Part<'_>, axis: usize) -> Vec<f64> {
    let (before, length, behind) = split(part.shape, axis);
    let mut out: Vec<f64> = (0..before * length * behind).map(|i| part.at(i)).collect();
    for row in 0..before {
        for i in 1..length {
            for column in 0..behind {
                let at = (row * length + i) * behind + column;
                out[at] += out[at - behind];
            }
        }
    }
    out
}

/// Of matrices, or of batches of the same shape.
fn matmul(a: &Part<'_>, b: &Part<'_>, shape: &[usize]) -> Option<Vec<f64>> {
    let (&[.., rows, inner], &[.., inner_too, columns]) = (a.shape, b.shape) else {
        return None;
    };
    let batches: usize = shape[..shape.len() - 2].iter().product();
    let step = |part: &Part<'_>, size: usize| {
        let own: usize = part.shape[..part.shape.len() - 2].iter().product();
        (own == batches || own == 1).then_some(if own == 1 { 0 } else { size })
    };
    let (a_step, b_step) = (step(a, rows * inner)?, step(b, inner * columns)?);
    if inner != inner_too {
        return None;
    }
    let mut out = Vec::with_capacity(batches * rows * columns);
    for batch in 0..batches {
        for row in 0..rows {
            for column in 0..columns {
                let product = (0..inner).map(|i| {
                    a.at(batch * a_step + row * inner + i)
                        * b.at(batch * b_step + i * columns + column)
                });
                out.push(product.sum());
            }
        }
    }
    Some(out)
}
