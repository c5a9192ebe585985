//! One operation on a row.

use super::super::kernel::Vector;
use super::functions::{exp, exp_less_1, log, magnitude, negative, sigmoid, softplus, tanh};
use super::power::power;
use super::sine::{cos, sin};
use super::{Instruction, Op, Operand};

/// What an operation reads.
#[derive(Clone, Copy)]
pub struct Place {
    /// The first element.
    pub at: *const f32,
    /// 1, or 0 where it is the same element all along, with as many copies as the widest vector
    /// has lanes.
    pub step: usize,
}

/// The same with less work.
pub fn simplified(instruction: &Instruction) -> Instruction {
    match *instruction {
        Instruction {
            op: Op::Pow,
            operands: [base, Operand::Constant(2.0)],
        } => Instruction {
            op: Op::Mul,
            operands: [base, base],
        },
        other => other,
    }
}

/// Writes `op` of `a` and `b` to `to`, for `count` elements and as many more as fill a vector.
///
/// # Safety
/// That many can be read and written; the processor has the vector.
#[inline(always)]
pub unsafe fn apply<V: Vector>(op: Op, [a, b]: [Place; 2], to: *mut f32, count: usize) {
    let row = Operation { a, b, to, count };
    // SAFETY: (the whole function) the caller's promises.
    unsafe {
        let (zero, one) = (V::splat(0.0), V::splat(1.0));
        match op {
            Op::Same => row.unary(|a: V| a),
            Op::Add => row.binary(|a: V, b| a + b),
            Op::Sub => row.binary(|a: V, b| a - b),
            Op::Mul => row.binary(|a: V, b| a * b),
            Op::Div => row.binary(|a: V, b| a / b),
            Op::Pow => row.binary(power::<V>),
            // Of a number and what isn't one, the number.
            Op::Min => row.binary(|a: V, b| a.if_equal(a, b.if_less(a, b, a), b)),
            Op::Max => row.binary(|a: V, b| a.if_equal(a, a.if_less(b, b, a), b)),
            Op::Greater => row.binary(|a: V, b| b.if_less(a, one, zero)),
            Op::GreaterOrEqual => row.binary(|a: V, b| b.if_at_most(a, one, zero)),
            Op::Less => row.binary(|a: V, b| a.if_less(b, one, zero)),
            Op::LessOrEqual => row.binary(|a: V, b| a.if_at_most(b, one, zero)),
            Op::Equal => row.binary(|a: V, b| a.if_equal(b, one, zero)),
            Op::Neg => row.unary(negative::<V>),
            Op::Abs => row.unary(magnitude::<V>),
            Op::Exp => row.unary(exp::<V>),
            Op::Log => row.unary(log::<V>),
            Op::Sqrt => row.unary(V::sqrt),
            Op::Reciprocal => row.unary(|a: V| one / a),
            Op::Sin => row.unary(sin::<V>),
            Op::Cos => row.unary(cos::<V>),
            Op::Tanh => row.unary(tanh::<V>),
            Op::Sigmoid => row.unary(sigmoid::<V>),
            Op::Softplus => row.unary(softplus::<V>),
            Op::Floor => row.unary(V::floor),
            Op::Not => row.unary(|a: V| a.if_equal(zero, one, zero)),
            Op::LeakyRelu(slope) => {
                let slope = V::splat(slope);
                row.unary(|a: V| a.if_less(zero, a * slope, a));
            }
            Op::Elu(factor) => {
                let factor = V::splat(factor);
                row.unary(|a: V| a.if_less(zero, factor * exp_less_1(a), a));
            }
        }
    }
}

struct Operation {
    a: Place,
    b: Place,
    to: *mut f32,
    count: usize,
}

impl Operation {
    /// # Safety
    /// As [`apply`].
    #[inline(always)]
    unsafe fn unary<V: Vector>(&self, f: impl Fn(V) -> V) {
        for i in (0..self.count).step_by(V::LANES) {
            // SAFETY: the caller's promises.
            unsafe { f(V::load(self.a.at.add(i * self.a.step))).store(self.to.add(i)) };
        }
    }

    /// # Safety
    /// As [`apply`].
    #[inline(always)]
    unsafe fn binary<V: Vector>(&self, f: impl Fn(V, V) -> V) {
        for i in (0..self.count).step_by(V::LANES) {
            // SAFETY: the caller's promises.
            unsafe {
                let a = V::load(self.a.at.add(i * self.a.step));
                let b = V::load(self.b.at.add(i * self.b.step));
                f(a, b).store(self.to.add(i));
            }
        }
    }
}
