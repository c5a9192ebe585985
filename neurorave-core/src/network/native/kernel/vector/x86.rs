//! AVX-512 and AVX2.

use super::Vector;
use std::arch::x86_64::*;
use std::ops::{Add, Div, Mul, Sub};

impl Avx512 {
    /// # Safety
    /// See [`Vector::load_part`].
    #[inline(always)]
    unsafe fn part(from: *const f32, count: usize) -> __m512 {
        // SAFETY: the caller's promise.
        unsafe { _mm512_maskz_loadu_ps((1 << count) - 1, from) }
    }

    #[inline(always)]
    fn pick<const IF: i32>(self, other: Self, yes: Self, no: Self) -> Self {
        // SAFETY: see `vector!`.
        Self(unsafe {
            _mm512_mask_blend_ps(_mm512_cmp_ps_mask::<IF>(self.0, other.0), no.0, yes.0)
        })
    }

    #[inline(always)]
    fn all<const IF: i32>(self, other: Self) -> bool {
        // SAFETY: see `vector!`.
        unsafe { _mm512_cmp_ps_mask::<IF>(self.0, other.0) == 0xffff }
    }
}

impl Avx2 {
    /// # Safety
    /// See [`Vector::load_part`].
    #[inline(always)]
    unsafe fn part(from: *const f32, count: usize) -> __m256 {
        // SAFETY: the caller's promise.
        unsafe {
            let lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
            let wanted = _mm256_cmpgt_epi32(_mm256_set1_epi32(count as i32), lanes);
            _mm256_maskload_ps(from, wanted)
        }
    }

    #[inline(always)]
    fn pick<const IF: i32>(self, other: Self, yes: Self, no: Self) -> Self {
        // SAFETY: see `vector!`.
        Self(unsafe { _mm256_blendv_ps(no.0, yes.0, _mm256_cmp_ps::<IF>(self.0, other.0)) })
    }

    #[inline(always)]
    fn all<const IF: i32>(self, other: Self) -> bool {
        // SAFETY: see `vector!`.
        unsafe { _mm256_movemask_ps(_mm256_cmp_ps::<IF>(self.0, other.0)) == 0xff }
    }
}

/// A vector of the intrinsics that are given. All of its methods are safe for one reason: a value
/// is only made where the processor has them (see [`Vector`]).
macro_rules! vector {
    (
        $(#[$doc:meta])* $name:ident($register:ty), $lanes:literal lanes, $panel:literal to a panel;
        memory: $splat:ident, $load:ident, $store:ident;
        halves: $half:ident, $half_load:ident as $half_register:ty;
        operators: $($operator:ident $operate:ident $operation:ident,)*;
        arithmetic: $fma:ident, $max:ident, $sqrt:ident, $round:ident;
        bits: $as_bits:ident, $as_floats:ident, $($bitwise:ident $bits:ident,)*;
        shifts: $left:ident, $right:ident;
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $name($register);

        $(
            impl $operator for $name {
                type Output = Self;

                #[inline(always)]
                fn $operate(self, other: Self) -> Self {
                    // SAFETY: see `vector!`.
                    Self(unsafe { $operation(self.0, other.0) })
                }
            }
        )*

        impl Vector for $name {
            const LANES: usize = $lanes;
            const SUMS: usize = 6 * $panel;
            const PANEL: usize = $panel;

            #[inline(always)]
            unsafe fn splat(value: f32) -> Self {
                // SAFETY: the caller's promise.
                Self(unsafe { $splat(value) })
            }

            #[inline(always)]
            unsafe fn load(from: *const f32) -> Self {
                // SAFETY: the caller's promise.
                Self(unsafe { $load(from) })
            }

            #[inline(always)]
            unsafe fn load_part(from: *const f32, count: usize) -> Self {
                // SAFETY: the caller's promise.
                Self(unsafe { Self::part(from, count) })
            }

            #[inline(always)]
            unsafe fn load_half(from: *const u16) -> Self {
                // SAFETY: the caller's promise.
                Self(unsafe { $half($half_load(from.cast::<$half_register>())) })
            }

            #[inline(always)]
            unsafe fn store(self, to: *mut f32) {
                // SAFETY: the caller's promise.
                unsafe { $store(to, self.0) }
            }

            #[inline(always)]
            fn multiply_add(self, factor: Self, sum: Self) -> Self {
                // SAFETY: see `vector!`.
                Self(unsafe { $fma(self.0, factor.0, sum.0) })
            }

            #[inline(always)]
            fn max(self, other: Self) -> Self {
                // SAFETY: see `vector!`.
                Self(unsafe { $max(self.0, other.0) })
            }

            #[inline(always)]
            fn sqrt(self) -> Self {
                // SAFETY: see `vector!`.
                Self(unsafe { $sqrt(self.0) })
            }

            #[inline(always)]
            fn floor(self) -> Self {
                const DOWN: i32 = _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC;
                // SAFETY: see `vector!`.
                Self(unsafe { $round::<DOWN>(self.0) })
            }

            $(
                #[inline(always)]
                fn $bitwise(self, other: Self) -> Self {
                    // SAFETY: see `vector!`.
                    Self(unsafe { $as_floats($bits($as_bits(self.0), $as_bits(other.0))) })
                }
            )*

            #[inline(always)]
            fn to_exponent(self) -> Self {
                // SAFETY: see `vector!`.
                Self(unsafe { $as_floats($left::<23>($as_bits(self.0))) })
            }

            #[inline(always)]
            fn exponent(self) -> Self {
                // SAFETY: see `vector!`.
                Self(unsafe { $as_floats($right::<23>($as_bits(self.0))) })
            }

            #[inline(always)]
            fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
                self.pick::<_CMP_LT_OQ>(other, yes, no)
            }

            #[inline(always)]
            fn if_at_most(self, other: Self, yes: Self, no: Self) -> Self {
                self.pick::<_CMP_LE_OQ>(other, yes, no)
            }

            #[inline(always)]
            fn if_equal(self, other: Self, yes: Self, no: Self) -> Self {
                self.pick::<_CMP_EQ_OQ>(other, yes, no)
            }

            #[inline(always)]
            fn all_at_most(self, other: Self) -> bool {
                self.all::<_CMP_LE_OQ>(other)
            }
        }
    };
}

vector! {
    /// AVX-512F.
    Avx512(__m512), 16 lanes, 4 to a panel;
    memory: _mm512_set1_ps, _mm512_loadu_ps, _mm512_storeu_ps;
    halves: _mm512_cvtph_ps, _mm256_loadu_si256 as __m256i;
    operators: Add add _mm512_add_ps, Sub sub _mm512_sub_ps,
        Mul mul _mm512_mul_ps, Div div _mm512_div_ps,;
    arithmetic: _mm512_fmadd_ps, _mm512_max_ps, _mm512_sqrt_ps, _mm512_roundscale_ps;
    bits: _mm512_castps_si512, _mm512_castsi512_ps,
        and _mm512_and_si512, or _mm512_or_si512, xor _mm512_xor_si512,;
    shifts: _mm512_slli_epi32, _mm512_srli_epi32;
}

vector! {
    /// AVX2, FMA and F16C.
    Avx2(__m256), 8 lanes, 2 to a panel;
    memory: _mm256_set1_ps, _mm256_loadu_ps, _mm256_storeu_ps;
    halves: _mm256_cvtph_ps, _mm_loadu_si128 as __m128i;
    operators: Add add _mm256_add_ps, Sub sub _mm256_sub_ps,
        Mul mul _mm256_mul_ps, Div div _mm256_div_ps,;
    arithmetic: _mm256_fmadd_ps, _mm256_max_ps, _mm256_sqrt_ps, _mm256_round_ps;
    bits: _mm256_castps_si256, _mm256_castsi256_ps,
        and _mm256_and_si256, or _mm256_or_si256, xor _mm256_xor_si256,;
    shifts: _mm256_slli_epi32, _mm256_srli_epi32;
}
