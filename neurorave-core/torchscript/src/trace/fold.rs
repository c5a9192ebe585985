//! Operations on constants, carried out.

use super::constant::Constant;
use super::op::{Binary, Op, Real, Reduction, Unary};
use super::shape::{Dtype, Fault, Shape, split};
use super::{Id, Trace};
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
    fn walk(&self, shape: &[usize], offset: isize, strides: Vec<isize>) -> Walk<'_> {
        Walk {
            values: self.values,
            index: vec![0; shape.len()],
            at: offset,
            left: shape.iter().product(),
            shape: shape.into(),
            strides,
        }
    }

    /// Repeated to a shape.
    fn expanded(&self, shape: &[usize]) -> Walk<'_> {
        let skip = shape.len() - self.shape.len();
        let own = self.strides();
        let strides: Vec<isize> = (0..shape.len())
            .map(|i| match i.checked_sub(skip) {
                Some(i) if self.shape[i] != 1 => own[i],
                _ => 0,
            })
            .collect();
        self.walk(shape, 0, strides)
    }
}

/// Values of a constant, one after another.
struct Walk<'a> {
    values: &'a Constant,
    index: Vec<usize>,
    at: isize,
    left: usize,
    shape: Vec<usize>,
    strides: Vec<isize>,
}

impl Iterator for Walk<'_> {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        self.left = self.left.checked_sub(1)?;
        let value = self.values.at(self.at as usize);
        for axis in (0..self.shape.len()).rev() {
            self.index[axis] += 1;
            self.at += self.strides[axis];
            if self.index[axis] < self.shape[axis] {
                break;
            }
            self.at -= self.strides[axis] * self.shape[axis] as isize;
            self.index[axis] = 0;
        }
        Some(value)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

/// Values that are made when they are asked for.
type Values<'a> = Box<dyn Iterator<Item = f64> + 'a>;

fn compute<'a>(op: &'a Op, parts: &'a [Part<'a>], shape: &[usize]) -> Option<Values<'a>> {
    let first = parts.first()?;
    Some(match op {
        Op::Unary(op) => Box::new(first.expanded(shape).map(|x| unary(*op, x))),
        Op::Binary(op) => {
            let pairs = first.expanded(shape).zip(parts[1].expanded(shape));
            Box::new(pairs.map(|(a, b)| binary(*op, a, b)))
        }
        Op::Where => {
            let [c, a, b] = [0, 1, 2].map(|i: usize| parts[i].expanded(shape));
            let chosen = c.zip(a).zip(b);
            Box::new(chosen.map(|((c, a), b)| if c != 0.0 { a } else { b }))
        }
        Op::Concat(axis) => Box::new(concat(parts, shape, *axis)),
        &Op::Slice { axis, start, step } => {
            let mut strides = first.strides();
            let offset = strides[axis] * start as isize;
            strides[axis] *= step as isize;
            Box::new(first.walk(shape, offset, strides))
        }
        &Op::Flip(axis) => {
            let mut strides = first.strides();
            let offset = strides[axis] * (first.shape[axis] as isize - 1);
            strides[axis] = -strides[axis];
            Box::new(first.walk(shape, offset.max(0), strides))
        }
        Op::Transpose(perm) => {
            let own = first.strides();
            let strides = perm.iter().map(|&axis| own[axis]).collect();
            Box::new(first.walk(shape, 0, strides))
        }
        Op::Expand => Box::new(first.expanded(shape)),
        Op::Gather(axis) => Box::new(gather(first, &parts[1], *axis)?),
        Op::Reduce(reduction, axes) => Box::new(reduce(first, *reduction, axes).into_iter()),
        Op::ArgMax(axis) => Box::new(argmax(first, *axis).into_iter()),
        Op::CumSum(axis) => Box::new(running(first, *axis).into_iter()),
        Op::MatMul => Box::new(matmul(first, &parts[1], shape)?),
        _ => return None,
    })
}

/// Rows of each part in turn.
fn concat<'a>(
    parts: &'a [Part<'a>],
    shape: &[usize],
    axis: usize,
) -> impl Iterator<Item = f64> + 'a {
    let (before, _, behind) = split(shape, axis);
    let rows = (0..before).flat_map(move |row| parts.iter().map(move |part| (row, part)));
    rows.flat_map(move |(row, part)| {
        let width = part.shape[axis] * behind;
        (row * width..(row + 1) * width).map(|i| part.at(i))
    })
}

/// None where an index leads out of the axis.
fn gather<'a>(
    data: &'a Part<'a>,
    indices: &'a Part<'a>,
    axis: usize,
) -> Option<impl Iterator<Item = f64> + 'a> {
    let (before, length, behind) = split(data.shape, axis);
    let count: usize = indices.shape.iter().product();
    let place = move |i: usize| {
        let index = indices.at(i);
        let index = if index < 0.0 {
            index + length as f64
        } else {
            index
        };
        (0.0..length as f64)
            .contains(&index)
            .then_some(index as usize)
    };
    if !(0..count).all(|i| place(i).is_some()) {
        return None;
    }
    let rows = (0..before).flat_map(move |row| (0..count).map(move |i| (row, i)));
    Some(rows.flat_map(move |(row, i)| {
        let from = (row * length + place(i).unwrap_or(0)) * behind;
        (from..from + behind).map(|j| data.at(j))
    }))
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
fn matmul<'a>(
    a: &'a Part<'a>,
    b: &'a Part<'a>,
    shape: &[usize],
) -> Option<impl Iterator<Item = f64> + 'a> {
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
    let all = (0..batches).flat_map(move |batch| (0..rows).map(move |row| (batch, row)));
    let all =
        all.flat_map(move |(batch, row)| (0..columns).map(move |column| (batch, row, column)));
    Some(all.map(move |(batch, row, column)| {
        let product = (0..inner).map(|i| {
            a.at(batch * a_step + row * inner + i) * b.at(batch * b_step + i * columns + column)
        });
        product.sum()
    }))
}
