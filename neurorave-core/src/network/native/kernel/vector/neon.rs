//! NEON of 64-bit ARM.

use super::Vector;
use std::arch::aarch64::*;
use std::ops::{Add, Div, Mul, Sub};

/// NEON, with the conversion from half precision that every 64-bit ARM processor has.
///
/// All of its methods are safe for one reason: a value is only made where the processor has the
/// instructions (see [`Vector`]).
#[derive(Clone, Copy)]
pub struct Neon(float32x4_t);

macro_rules! operators {
    ($($trait:ident, $name:ident, $operation:ident;)*) => {$(
        impl $trait for Neon {
            type Output = Self;

            #[inline(always)]
            fn $name(self, other: Self) -> Self {
                // SAFETY: see `Neon`.
                Self(unsafe { $operation(self.0, other.0) })
            }
        }
    )*};
}

operators! {
    Add, add, vaddq_f32;
    Sub, sub, vsubq_f32;
    Mul, mul, vmulq_f32;
    Div, div, vdivq_f32;
}

macro_rules! bitwise {
    ($($name:ident, $operation:ident;)*) => {$(
        #[inline(always)]
        fn $name(self, other: Self) -> Self {
            // SAFETY: see `Neon`.
            unsafe { Self::of_bits($operation(self.bits(), other.bits())) }
        }
    )*};
}

macro_rules! comparisons {
    ($($name:ident, $comparison:ident;)*) => {$(
        #[inline(always)]
        fn $name(self, other: Self, yes: Self, no: Self) -> Self {
            // SAFETY: see `Neon`.
            Self(unsafe { vbslq_f32($comparison(self.0, other.0), yes.0, no.0) })
        }
    )*};
}

impl Neon {
    #[inline(always)]
    fn bits(self) -> uint32x4_t {
        // SAFETY: see `Neon`.
        unsafe { vreinterpretq_u32_f32(self.0) }
    }

    /// # Safety
    /// The processor has the instructions.
    #[inline(always)]
    unsafe fn of_bits(bits: uint32x4_t) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { vreinterpretq_f32_u32(bits) })
    }
}

impl Vector for Neon {
    const LANES: usize = 4;
    const SUMS: usize = 24;
    const PANEL: usize = 4;

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { vdupq_n_f32(value) })
    }

    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { vld1q_f32(from) })
    }

    #[inline(always)]
    unsafe fn load_part(from: *const f32, count: usize) -> Self {
        // SAFETY: the caller's promise.
        unsafe {
            let at = |i| if i < count { *from.add(i) } else { 0.0 };
            Self::load([at(0), at(1), at(2), at(3)].as_ptr())
        }
    }

    #[inline(always)]
    unsafe fn load_half(from: *const u16) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(from))) })
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // SAFETY: the caller's promise.
        unsafe { vst1q_f32(to, self.0) }
    }

    #[inline(always)]
    fn multiply_add(self, factor: Self, sum: Self) -> Self {
        // SAFETY: see `Neon`.
        Self(unsafe { vfmaq_f32(sum.0, self.0, factor.0) })
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        // SAFETY: see `Neon`.
        Self(unsafe { vmaxq_f32(self.0, other.0) })
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        // SAFETY: see `Neon`.
        Self(unsafe { vsqrtq_f32(self.0) })
    }

    #[inline(always)]
    fn floor(self) -> Self {
        // SAFETY: see `Neon`.
        Self(unsafe { vrndmq_f32(self.0) })
    }

    bitwise! {
        and, vandq_u32;
        or, vorrq_u32;
        xor, veorq_u32;
    }

    #[inline(always)]
    fn to_exponent(self) -> Self {
        // SAFETY: see `Neon`.
        unsafe { Self::of_bits(vshlq_n_u32::<23>(self.bits())) }
    }

    #[inline(always)]
    fn exponent(self) -> Self {
        // SAFETY: see `Neon`.
        unsafe { Self::of_bits(vshrq_n_u32::<23>(self.bits())) }
    }

    comparisons! {
        if_less, vcltq_f32;
        if_at_most, vcleq_f32;
        if_equal, vceqq_f32;
    }

    #[inline(always)]
    fn all_at_most(self, other: Self) -> bool {
        // SAFETY: see `Neon`.
        unsafe { vminvq_u32(vcleq_f32(self.0, other.0)) == u32::MAX }
    }
}
