//! Elementary functions of every lane.
//!
//! Each takes its argument to a short interval, where a polynomial does; those are minimax with
//! coefficients in f32 (Sollya's `fpminimax`), off by less than 3e-8 of the value. Constants that
//! are subtracted many times are split as W. J. Cody and W. Waite do, *Software Manual for the
//! Elementary Functions* (1980), so that all but the last part is exact.

use super::super::kernel::Vector;
use std::f32::consts::{LOG2_E, SQRT_2};

/// The logarithm of 2: sixteen bits of it, and the rest.
const LN_2: [f32; 2] = [0.693_145_75, 1.428_606_8e-6];
/// Added to a number of at most 2²², it leaves no bits for a fraction.
const ROUNDING: f32 = 12_582_912.0;

/// Without its sign.
#[inline(always)]
pub fn magnitude<V: Vector>(x: V) -> V {
    x.and(x.same(f32::from_bits(0x7fff_ffff)))
}

/// With the other sign.
#[inline(always)]
pub fn negative<V: Vector>(x: V) -> V {
    x.xor(x.same(-0.0))
}

/// The nearest integer to a number of at most 2²².
#[inline(always)]
pub fn nearest<V: Vector>(x: V) -> V {
    x + x.same(ROUNDING) - x.same(ROUNDING)
}

/// `c[0] + c[1] x + c[2] x² + …`
#[inline(always)]
pub fn polynomial<V: Vector, const N: usize>(x: V, c: [f32; N]) -> V {
    let mut sum = x.same(c[N - 1]);
    for i in (0..N - 1).rev() {
        sum = sum.multiply_add(x, x.same(c[i]));
    }
    sum
}

/// 2^n for integers from -126 to 127.
#[inline(always)]
fn power_of_two<V: Vector>(n: V) -> V {
    (n + n.same(ROUNDING + 127.0)).to_exponent()
}

/// `n` and `e^r - 1`, such that `x = n ln 2 + r` and `n` is an integer; for |x| below 200.
#[inline(always)]
fn power_and_rest<V: Vector>(x: V) -> (V, V) {
    let n = nearest(x * x.same(LOG2_E));
    let [most, rest] = LN_2;
    let r = n.multiply_add(n.same(-most), x);
    let r = n.multiply_add(n.same(-rest), r);
    const C: [f32; 5] = [
        0.5,
        0.166_665_76,
        0.041_666_463,
        8.363_313e-3,
        1.393_536_5e-3,
    ];
    (n, polynomial(r, C).multiply_add(r * r, r))
}

/// e^x.
#[inline(always)]
pub fn exp<V: Vector>(x: V) -> V {
    // Beyond these it is 0 or infinite.
    let (least, most) = (x.same(-104.0), x.same(89.0));
    let x = x.if_less(least, least, x);
    let x = most.if_less(x, most, x);
    let (n, q) = power_and_rest(x);
    // By two factors: their product may be out of range where the result isn't.
    let half = nearest(n * n.same(0.5));
    (q + q.same(1.0)) * power_of_two(half) * power_of_two(n - half)
}

/// e^x - 1 of what isn't above 0, as exact near 0 as elsewhere.
#[inline(always)]
pub fn exp_less_1<V: Vector>(x: V) -> V {
    let least = x.same(-87.0);
    let (n, q) = power_and_rest(x.if_less(least, least, x));
    let factor = power_of_two(n);
    factor.multiply_add(q, factor - q.same(1.0))
}

/// Twice the inverse hyperbolic tangent, of up to 1/3: log((1 + s) / (1 - s)).
#[inline(always)]
fn two_atanh<V: Vector>(s: V) -> V {
    let z = s * s;
    let c = [0.666_666_4, 0.400_077_94, 0.282_310_4, 0.268_849_88];
    (polynomial(z, c) * z).multiply_add(s, s + s)
}

/// The natural logarithm.
#[inline(always)]
pub fn log<V: Vector>(x: V) -> V {
    let (zero, one) = (x.same(0.0), x.same(1.0));
    // Numbers too small for the usual form are made larger first.
    let small = x.same(f32::MIN_POSITIVE);
    let normal = x.if_less(small, x * x.same(8_388_608.0), x);
    let raised = x.if_less(small, x.same(23.0), zero);
    // The exponent's bits below those of 2²³ make a number that is that much larger.
    let e = normal.exponent().or(x.same(8_388_608.0)) - x.same(8_388_608.0 + 127.0) - raised;
    let m = normal.and(x.same(f32::from_bits(0x007f_ffff))).or(one);
    let root = x.same(SQRT_2);
    let e = root.if_less(m, e + one, e);
    let m = root.if_less(m, m * x.same(0.5), m);
    let f = m - one;
    let [most, rest] = LN_2;
    let sum = e.multiply_add(x.same(rest), two_atanh(f / (f + x.same(2.0))));
    let sum = e.multiply_add(x.same(most), sum);
    // Infinity and what isn't a number stay as they are.
    let sum = x.if_less(x.same(f32::INFINITY), sum, x);
    let sum = x.if_equal(zero, x.same(f32::NEG_INFINITY), sum);
    x.if_less(zero, x.same(f32::NAN), sum)
}

/// The hyperbolic tangent.
#[inline(always)]
pub fn tanh<V: Vector>(x: V) -> V {
    let m = exp_less_1(magnitude(x) * x.same(-2.0));
    magnitude(m / (m + x.same(2.0))).or(x.and(x.same(-0.0)))
}

/// 1 / (1 + e^-x).
#[inline(always)]
pub fn sigmoid<V: Vector>(x: V) -> V {
    let e = exp(negative(magnitude(x)));
    let one = x.same(1.0);
    x.if_less(x.same(0.0), e, one) / (e + one)
}

/// log(1 + e^x).
#[inline(always)]
pub fn softplus<V: Vector>(x: V) -> V {
    let zero = x.same(0.0);
    let e = exp(negative(magnitude(x)));
    x.if_less(zero, zero, x) + two_atanh(e / (e + x.same(2.0)))
}
