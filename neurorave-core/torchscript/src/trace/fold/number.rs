//! Functions of numbers.

use crate::trace::{Binary, Real, Unary};

/// A function of one number.
pub(in crate::trace) fn unary(op: Unary, x: f64) -> f64 {
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
pub(in crate::trace) fn binary(op: Binary, a: f64, b: f64) -> f64 {
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
