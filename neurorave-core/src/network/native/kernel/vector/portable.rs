//! Plain code.

use super::Vector;
use std::array::from_fn;
use std::ops::{Add, Div, Mul, Sub};

/// Eight values in plain code, without branches: what any processor's compiler makes vectors of.
#[derive(Clone, Copy)]
pub struct Portable([f32; 8]);

impl Portable {
    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
        Self(from_fn(|i| f(self.0[i], other.0[i])))
    }

    #[inline(always)]
    fn bits(self, other: Self, f: impl Fn(u32, u32) -> u32) -> Self {
        self.zip(other, |a, b| f32::from_bits(f(a.to_bits(), b.to_bits())))
    }

    #[inline(always)]
    fn pick(self, other: Self, yes: Self, no: Self, f: impl Fn(&f32, &f32) -> bool) -> Self {
        Self(from_fn(|i| {
            let holds = f(&self.0[i], &other.0[i]);
            if holds { yes.0[i] } else { no.0[i] }
        }))
    }
}

/// A half-precision number of these bits.
#[inline(always)]
fn widened(half: u16) -> f32 {
    let (sign, rest) = (u32::from(half & 0x8000) << 16, u32::from(half & 0x7fff));
    let size = match rest {
        // Multiples of 2⁻²⁴, which is what the last bit of a number from a half up is worth.
        0..0x400 => (f32::from_bits(0x3f00_0000 | rest) - 0.5).to_bits(),
        // The exponent counts from elsewhere.
        0x400..0x7c00 => (rest << 13) + (112 << 23),
        // Infinite, or not a number.
        _ => (rest << 13) | (255 << 23),
    };
    f32::from_bits(sign | size)
}

macro_rules! operators {
    ($($trait:ident, $name:ident;)*) => {$(
        impl $trait for Portable {
            type Output = Self;

            #[inline(always)]
            fn $name(self, other: Self) -> Self {
                self.zip(other, f32::$name)
            }
        }
    )*};
}

operators! {
    Add, add;
    Sub, sub;
    Mul, mul;
    Div, div;
}

impl Vector for Portable {
    const LANES: usize = 8;
    // Each is several of the processor's.
    const SUMS: usize = 6;
    const PANEL: usize = 1;

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        Self([value; 8])
    }

    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { from.cast::<[f32; 8]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn load_part(from: *const f32, count: usize) -> Self {
        // SAFETY: the caller's promise.
        let at = |i| unsafe { *from.add(i) };
        Self(from_fn(|i| if i < count { at(i) } else { 0.0 }))
    }

    #[inline(always)]
    unsafe fn load_half(from: *const u16) -> Self {
        // SAFETY: the caller's promise.
        let halves = unsafe { from.cast::<[u16; 8]>().read_unaligned() };
        Self(from_fn(|i| widened(halves[i])))
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // SAFETY: the caller's promise.
        unsafe { to.cast::<[f32; 8]>().write_unaligned(self.0) };
    }

    #[inline(always)]
    fn multiply_add(self, factor: Self, sum: Self) -> Self {
        self * factor + sum
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.zip(other, f32::max)
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(self.0.map(f32::sqrt))
    }

    #[inline(always)]
    fn floor(self) -> Self {
        Self(self.0.map(f32::floor))
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        self.bits(other, |a, b| a & b)
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        self.bits(other, |a, b| a | b)
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        self.bits(other, |a, b| a ^ b)
    }

    #[inline(always)]
    fn to_exponent(self) -> Self {
        Self(self.0.map(|a| f32::from_bits(a.to_bits() << 23)))
    }

    #[inline(always)]
    fn exponent(self) -> Self {
        Self(self.0.map(|a| f32::from_bits(a.to_bits() >> 23)))
    }

    #[inline(always)]
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
        self.pick(other, yes, no, f32::lt)
    }

    #[inline(always)]
    fn if_at_most(self, other: Self, yes: Self, no: Self) -> Self {
        self.pick(other, yes, no, f32::le)
    }

    #[inline(always)]
    fn if_equal(self, other: Self, yes: Self, no: Self) -> Self {
        self.pick(other, yes, no, f32::eq)
    }

    #[inline(always)]
    fn all_at_most(self, other: Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a <= b)
    }
}
