//! Operators that are several operations on each element.

use super::Attributes;
use super::arithmetic::Work;
use crate::network::native::expr::{Op, Operand};

/// What is done to the operands.
pub(super) type Build = fn(&mut Work, &[Operand], &Attributes) -> Operand;

/// Operators that are several operations: how many operands they have, and what is done to them.
pub(super) fn several(name: &str) -> Option<(usize, Build)> {
    Some(match name {
        "Ceil" => (1, |work, x, _| {
            let x = work.one(Op::Neg, x[0]);
            let x = work.one(Op::Floor, x);
            work.one(Op::Neg, x)
        }),
        "Celu" => (1, |work, x, attributes| {
            let alpha = attributes.float("alpha", 1.0);
            let x = work.times(x[0], 1.0 / alpha);
            let x = work.one(Op::Elu(1.0), x);
            work.times(x, alpha)
        }),
        "Erf" => (1, |work, x, _| erf(work, x[0])),
        "Gelu" => (1, gelu),
        "HardSigmoid" => (1, |work, x, attributes| {
            let (alpha, beta) = (
                attributes.float("alpha", 0.2),
                attributes.float("beta", 0.5),
            );
            hard_sigmoid(work, x[0], alpha, beta)
        }),
        "HardSwish" => (1, |work, x, _| {
            let gate = hard_sigmoid(work, x[0], 1.0 / 6.0, 0.5);
            work.two(Op::Mul, x[0], gate)
        }),
        "IsNaN" => (1, |work, x, _| {
            let equal = work.two(Op::Equal, x[0], x[0]);
            work.one(Op::Not, equal)
        }),
        "Mish" => (1, |work, x, _| {
            let gate = work.one(Op::Softplus, x[0]);
            let gate = work.one(Op::Tanh, gate);
            work.two(Op::Mul, x[0], gate)
        }),
        "PRelu" => (2, |work, x, _| {
            let below = work.two(Op::Min, x[0], Operand::Constant(0.0));
            let below = work.two(Op::Mul, below, x[1]);
            let above = work.two(Op::Max, x[0], Operand::Constant(0.0));
            work.two(Op::Add, above, below)
        }),
        "Round" => (1, |work, x, _| {
            // Beyond 2^23 there are no fractions: sums are rounded to whole numbers, halves to
            // even ones.
            let sign = sign(work, x[0]);
            let size = work.one(Op::Abs, x[0]);
            let sum = work.plus(size, 8_388_608.0);
            let size = work.plus(sum, -8_388_608.0);
            work.two(Op::Mul, size, sign)
        }),
        "Selu" => (1, |work, x, attributes| {
            let alpha = attributes.float("alpha", 1.673_263_2);
            let gamma = attributes.float("gamma", 1.050_701);
            let x = work.one(Op::Elu(alpha), x[0]);
            work.times(x, gamma)
        }),
        "Sign" => (1, |work, x, _| sign(work, x[0])),
        "Softsign" => (1, |work, x, _| {
            let size = work.one(Op::Abs, x[0]);
            let size = work.plus(size, 1.0);
            work.two(Op::Div, x[0], size)
        }),
        "Tan" => (1, |work, x, _| {
            let (sine, cosine) = (work.one(Op::Sin, x[0]), work.one(Op::Cos, x[0]));
            work.two(Op::Div, sine, cosine)
        }),
        "ThresholdedRelu" => (1, |work, x, attributes| {
            let least = Operand::Constant(attributes.float("alpha", 1.0));
            let above = work.two(Op::Greater, x[0], least);
            work.choose(above, x[0], Operand::Constant(0.0))
        }),
        "Where" => (3, |work, x, _| work.choose(x[0], x[1], x[2])),
        "Xor" => (2, |work, x, _| {
            let equal = work.two(Op::Equal, x[0], x[1]);
            work.one(Op::Not, equal)
        }),
        _ => return None,
    })
}

fn sign(work: &mut Work, x: Operand) -> Operand {
    let above = work.two(Op::Greater, x, Operand::Constant(0.0));
    let below = work.two(Op::Less, x, Operand::Constant(0.0));
    work.two(Op::Sub, above, below)
}

fn hard_sigmoid(work: &mut Work, x: Operand, alpha: f32, beta: f32) -> Operand {
    let x = work.times(x, alpha);
    let x = work.plus(x, beta);
    let x = work.two(Op::Max, x, Operand::Constant(0.0));
    work.two(Op::Min, x, Operand::Constant(1.0))
}

/// What the error function lacks to 1 where `size` is not below zero: Abramowitz and Stegun
/// 7.1.26, right to 1.5e-7. `square` is that of `size`.
fn rest_of_erf(work: &mut Work, size: Operand, square: Operand) -> Operand {
    const FACTORS: [f32; 5] = [
        1.061_405_4,
        -1.453_152,
        1.421_413_7,
        -0.284_496_72,
        0.254_829_6,
    ];
    let t = work.times(size, 0.327_591_1);
    let t = work.plus(t, 1.0);
    let t = work.one(Op::Reciprocal, t);
    let mut sum = work.times(t, FACTORS[0]);
    for factor in &FACTORS[1..] {
        sum = work.plus(sum, *factor);
        sum = work.two(Op::Mul, sum, t);
    }
    let square = work.one(Op::Neg, square);
    let bell = work.one(Op::Exp, square);
    work.two(Op::Mul, sum, bell)
}

fn erf(work: &mut Work, x: Operand) -> Operand {
    let size = work.one(Op::Abs, x);
    let square = work.two(Op::Mul, x, x);
    let rest = rest_of_erf(work, size, square);
    let size = work.two(Op::Sub, Operand::Constant(1.0), rest);
    let sign = sign(work, x);
    work.two(Op::Mul, size, sign)
}

fn gelu(work: &mut Work, x: &[Operand], attributes: &Attributes) -> Operand {
    let x = x[0];
    if attributes.text("approximate") == b"tanh" {
        let cube = work.two(Op::Mul, x, x);
        let cube = work.times(cube, 0.044_715);
        let cube = work.plus(cube, 1.0);
        let inner = work.two(Op::Mul, cube, x);
        let inner = work.times(inner, (2.0 / std::f32::consts::PI).sqrt());
        let gate = work.one(Op::Tanh, inner);
        let gate = work.plus(gate, 1.0);
        let half = work.times(x, 0.5);
        return work.two(Op::Mul, half, gate);
    }
    // Of a half-wave, as much less as the bell's tail has.
    let size = work.one(Op::Abs, x);
    let root = work.times(size, std::f32::consts::FRAC_1_SQRT_2);
    let square = work.two(Op::Mul, root, root);
    let rest = rest_of_erf(work, root, square);
    let rest = work.two(Op::Mul, rest, size);
    let rest = work.times(rest, 0.5);
    let above = work.two(Op::Max, x, Operand::Constant(0.0));
    work.two(Op::Sub, above, rest)
}
