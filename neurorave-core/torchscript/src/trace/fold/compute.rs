//! The result of each operation.

use super::matmul::matmul;
use super::number::{binary, unary};
use super::part::Part;
use super::reduce::{argmax, reduce, running};
use super::rows::{concat, gather};
use crate::trace::Op;

/// Values that are made when they are asked for.
type Values<'a> = Box<dyn Iterator<Item = f64> + 'a>;

pub(super) fn compute<'a>(
    op: &'a Op,
    parts: &'a [Part<'a>],
    shape: &[usize],
) -> Option<Values<'a>> {
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
