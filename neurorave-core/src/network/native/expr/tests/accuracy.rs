//! Operations against the same in f64, with all vectors that this machine has.

use super::super::super::kernel::Instructions;
use super::super::{Instruction, Op, Operand};
use super::results;
use crate::pitch::Noise;

fn unary(op: Op) -> Instruction {
    Instruction {
        op,
        operands: [Operand::Element(0), Operand::Constant(0.0)],
    }
}

fn binary(op: Op) -> Instruction {
    Instruction {
        op,
        operands: [Operand::Element(0), Operand::Element(1)],
    }
}

/// Numbers of all sizes, both signs, and the special ones.
fn numbers() -> Vec<f32> {
    let mut numbers = vec![
        0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -2.0, 3.0, -3.0, 1e-45, -1e-45,
    ];
    numbers.extend([
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::NAN,
        f32::MAX,
        f32::MIN,
    ]);
    numbers.extend([
        f32::MIN_POSITIVE,
        88.72284,
        -87.33655,
        -103.97209,
        1e4,
        -1e4,
    ]);
    // A prime, so that all bits vary.
    numbers.extend((0..=u32::MAX).step_by(20_011).map(f32::from_bits));
    // More of what networks are full of.
    numbers.extend((-100_000..100_000).map(|i| i as f32 * 1.7e-4));
    numbers
}

/// Whether `found` is `wanted`, off by at most `relative` of it or by `absolute`.
fn agrees(found: f32, wanted: f64, relative: f64, absolute: f64) -> bool {
    let rounded = wanted as f32;
    if rounded.is_nan() || rounded.is_infinite() || found.is_infinite() {
        // Around the largest number either is right.
        let most = f64::from(f32::MAX);
        return found == rounded
            || found.is_nan() && rounded.is_nan()
            || (wanted.abs() / most - 1.0).abs() < 1e-6 && found.signum() == rounded.signum();
    }
    let off = (f64::from(found) - wanted).abs();
    // What is too small for the usual form has fewer bits.
    off <= (wanted.abs() * relative).max(absolute).max(3e-45)
}

fn check_unary(op: Op, relative: f64, absolute: f64, f: impl Fn(f64) -> f64) {
    let numbers = numbers();
    for instructions in Instructions::found() {
        let results = results(instructions, &[unary(op)], &[&numbers]);
        let mut worst = (0.0, 0.0);
        for (x, found) in numbers.iter().zip(results) {
            let wanted = f(f64::from(*x));
            let right = agrees(found, wanted, relative, absolute);
            assert!(
                right,
                "{instructions:?} {op:?} of {x:e}: {found:e} for {wanted:e}"
            );
            if wanted == 0.0 && absolute == 0.0 {
                let sign = found.is_sign_negative() == wanted.is_sign_negative();
                assert!(
                    sign,
                    "{instructions:?} {op:?} of {x:e}: {found:e} for {wanted:e}"
                );
            }
            if wanted.abs() > 1e-37 && wanted.abs() < 1e38 {
                let off = (f64::from(found) / wanted - 1.0).abs();
                worst = if off > worst.0 { (off, *x) } else { worst };
            }
        }
        println!(
            "{instructions:?} {op:?}: off by {:.1e} at {}",
            worst.0, worst.1
        );
    }
}

#[test]
fn exact_operations_are_exact() {
    let truth = |holds: bool| f64::from(u8::from(holds));
    check_unary(Op::Same, 0.0, 0.0, |x| x);
    check_unary(Op::Neg, 0.0, 0.0, |x| -x);
    check_unary(Op::Abs, 0.0, 0.0, f64::abs);
    check_unary(Op::Floor, 0.0, 0.0, f64::floor);
    check_unary(Op::Not, 0.0, 0.0, |x| truth(x == 0.0));
    check_unary(Op::Sqrt, 6e-8, 0.0, f64::sqrt);
    check_unary(Op::Reciprocal, 6e-8, 0.0, |x| 1.0 / x);
    let slope = f64::from(0.2f32);
    let leaky = |x: f64| if x < 0.0 { x * slope } else { x };
    check_unary(Op::LeakyRelu(0.2), 6e-8, 0.0, leaky);
}

#[test]
fn elementary_functions_are_as_exact_as_f32_lets_them() {
    check_unary(Op::Exp, 1.5e-7, 0.0, f64::exp);
    check_unary(Op::Log, 2e-7, 0.0, f64::ln);
    check_unary(Op::Tanh, 3e-7, 0.0, f64::tanh);
    check_unary(Op::Sigmoid, 3e-7, 0.0, |x| 1.0 / (1.0 + (-x).exp()));
    let softplus = |x: f64| match x > 0.0 {
        true => x + (-x).exp().ln_1p(),
        false => x.exp().ln_1p(),
    };
    check_unary(Op::Softplus, 3e-7, 0.0, softplus);
    let elu = |x: f64| if x < 0.0 { 0.7 * x.exp_m1() } else { x };
    check_unary(Op::Elu(0.7), 3e-7, 0.0, elu);
}

#[test]
fn sines_and_cosines_are_exact_however_far_out() {
    check_unary(Op::Sin, 3e-7, 1e-7, f64::sin);
    check_unary(Op::Cos, 3e-7, 1e-7, f64::cos);
    // Multiples of half a turn, where little is left of the argument.
    let far: Vec<f32> = (0..70_000).map(|i| i as f32 * 0.2 - 7000.0).collect();
    for instructions in Instructions::found() {
        let found = results(instructions, &[unary(Op::Sin)], &[&far]);
        for (x, found) in far.iter().zip(found) {
            assert!(
                agrees(found, f64::from(*x).sin(), 3e-7, 1e-7),
                "sine of {x}"
            );
        }
    }
}

/// All pairs of some numbers.
fn pairs() -> (Vec<f32>, Vec<f32>) {
    let mut some = vec![
        0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 3.0, -3.0, 2.3, -7.0, 1e-40,
    ];
    some.extend([
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::NAN,
        f32::MAX,
        f32::MIN_POSITIVE,
    ]);
    some.extend([
        16_777_215.0,
        -16_777_217.0,
        1e30,
        -1e30,
        0.999_999_9,
        1.000_000_1,
        127.0,
    ]);
    let mut noise = vec![0.0; 100];
    Noise::new(3).fill(&mut noise);
    some.extend(noise.iter().map(|x| x * 10.0));
    let pairs = some.iter().flat_map(|a| some.iter().map(|b| (*a, *b)));
    pairs.unzip()
}

fn check_binary(op: Op, relative: f64, f: impl Fn(f32, f32) -> f64) {
    let (a, b) = pairs();
    for instructions in Instructions::found() {
        let results = results(instructions, &[binary(op)], &[&a, &b]);
        for ((a, b), found) in a.iter().zip(&b).zip(results) {
            let wanted = f(*a, *b);
            let right = agrees(found, wanted, relative, 0.0);
            assert!(
                right,
                "{instructions:?} {op:?} of {a:e}, {b:e}: {found:e} for {wanted:e}"
            );
        }
    }
}

#[test]
fn operations_on_pairs_mean_what_their_names_say() {
    let truth = |holds: bool| f64::from(u8::from(holds));
    check_binary(Op::Add, 0.0, |a, b| f64::from(a + b));
    check_binary(Op::Sub, 0.0, |a, b| f64::from(a - b));
    check_binary(Op::Mul, 0.0, |a, b| f64::from(a * b));
    check_binary(Op::Div, 0.0, |a, b| f64::from(a / b));
    check_binary(Op::Min, 0.0, |a, b| f64::from(a.min(b)));
    check_binary(Op::Max, 0.0, |a, b| f64::from(a.max(b)));
    check_binary(Op::Greater, 0.0, |a, b| truth(a > b));
    check_binary(Op::GreaterOrEqual, 0.0, |a, b| truth(a >= b));
    check_binary(Op::Less, 0.0, |a, b| truth(a < b));
    check_binary(Op::LessOrEqual, 0.0, |a, b| truth(a <= b));
    check_binary(Op::Equal, 0.0, |a, b| truth(a == b));
    check_binary(Op::Pow, 7e-8, |a, b| f64::from(a).powf(f64::from(b)));
}

#[test]
fn squares_are_products() {
    let (x, _) = pairs();
    let square = Instruction {
        op: Op::Pow,
        operands: [Operand::Element(0), Operand::Constant(2.0)],
    };
    for instructions in Instructions::found() {
        let found = results(instructions, &[square], &[&x]);
        let right = |(x, found): (&f32, &f32)| (x * x).total_cmp(found).is_eq() || x.is_nan();
        assert!(x.iter().zip(&found).all(right));
    }
}
