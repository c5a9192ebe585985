//! Sines and cosines of every lane.

use super::super::kernel::{Vector, WIDEST};
use super::functions::{magnitude, nearest, polynomial};
use std::f32::consts::FRAC_2_PI;

/// Up to here the parts of [`QUARTER`] are exact enough.
const LIMIT: f32 = 10_000.0;
/// A quarter turn in parts, the first two of so few bits that up to 8192 of them are exact.
const QUARTER: [f32; 3] = [1.570_312_5, 4.837_513e-4, 7.549_79e-8];

/// The sine.
#[inline(always)]
pub fn sin<V: Vector>(x: V) -> V {
    turned(x, 0.0, f32::sin)
}

/// The cosine.
#[inline(always)]
pub fn cos<V: Vector>(x: V) -> V {
    turned(x, 1.0, f32::cos)
}

/// The sine some quarter turns ahead, which is `scalar`.
#[inline(always)]
fn turned<V: Vector>(x: V, ahead: f32, scalar: fn(f32) -> f32) -> V {
    let one = x.same(1.0);
    let n = nearest(x * x.same(FRAC_2_PI));
    let r = QUARTER
        .iter()
        .fold(x, |r, part| n.multiply_add(n.same(-part), r));
    let z = r * r;
    const SINE: [f32; 3] = [-0.166_666_64, 8.332_716e-3, -1.958_359_5e-4];
    const COSINE: [f32; 3] = [0.041_666_664, -1.388_827_1e-3, 2.454_363_5e-5];
    let sine = (polynomial(z, SINE) * z).multiply_add(r, r);
    let cosine = (polynomial(z, COSINE) * z).multiply_add(z, one - z * x.same(0.5));
    let n = n + x.same(ahead);
    // Halves are rounded down.
    let half = |n: V| nearest(n * x.same(0.5) - x.same(0.25));
    let is_odd = |n: V| n - half(n) * x.same(2.0);
    let value = is_odd(n).if_equal(one, cosine, sine);
    let value = value * (one - is_odd(half(n)) * x.same(2.0));
    match magnitude(x).all_at_most(x.same(LIMIT)) {
        true => value,
        false => {
            let values = beyond(&x.values(), value.values(), scalar);
            // SAFETY: no register is wider, and there are some already.
            unsafe { V::load(values.as_ptr()) }
        }
    }
}

/// `values` with those of arguments beyond [`LIMIT`] made one by one.
#[cold]
#[inline(never)]
fn beyond(x: &[f32; WIDEST], mut values: [f32; WIDEST], f: fn(f32) -> f32) -> [f32; WIDEST] {
    for (value, &x) in values.iter_mut().zip(x) {
        if x.is_nan() || x.abs() > LIMIT {
            *value = f(x);
        }
    }
    values
}
