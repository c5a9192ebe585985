//! What a kernel needs of a processor's vectors.

/// A register of f32 values. All functions are only called from code that is compiled for the
/// processor that has it.
pub trait Vector: Copy {
    /// Values in it.
    const LANES: usize;

    /// All zeros.
    ///
    /// # Safety
    /// The processor has the instructions; likewise for every function here.
    unsafe fn zero() -> Self;

    /// The same value in every lane.
    ///
    /// # Safety
    /// See [`Vector::zero`].
    unsafe fn splat(value: f32) -> Self;

    /// Reads [`Vector::LANES`] values.
    ///
    /// # Safety
    /// They can be read; see [`Vector::zero`].
    unsafe fn load(from: *const f32) -> Self;

    /// Reads [`Vector::LANES`] half-precision values.
    ///
    /// # Safety
    /// They can be read; see [`Vector::zero`].
    unsafe fn load_half(from: *const u16) -> Self;

    /// Writes [`Vector::LANES`] values.
    ///
    /// # Safety
    /// They can be written; see [`Vector::zero`].
    unsafe fn store(self, to: *mut f32);

    /// `self · factor + sum`.
    ///
    /// # Safety
    /// See [`Vector::zero`].
    unsafe fn multiply_add(self, factor: Self, sum: Self) -> Self;

    /// `self + other`.
    ///
    /// # Safety
    /// See [`Vector::zero`].
    unsafe fn add(self, other: Self) -> Self;

    /// `self · other`.
    ///
    /// # Safety
    /// See [`Vector::zero`].
    unsafe fn multiply(self, other: Self) -> Self;

    /// The greater of each pair.
    ///
    /// # Safety
    /// See [`Vector::zero`].
    unsafe fn max(self, other: Self) -> Self;
}

/// Eight values in plain code: any processor's, and what the others are tested against.
#[derive(Clone, Copy)]
pub struct Portable([f32; 8]);

impl Portable {
    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
        Self(std::array::from_fn(|i| f(self.0[i], other.0[i])))
    }
}

impl Vector for Portable {
    const LANES: usize = 8;

    #[inline(always)]
    unsafe fn zero() -> Self {
        Self([0.0; 8])
    }

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        Self([value; 8])
    }

    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // SAFETY: the caller's promise.
        Self(std::array::from_fn(|i| unsafe { *from.add(i) }))
    }

    #[inline(always)]
    unsafe fn load_half(from: *const u16) -> Self {
        // SAFETY: the caller's promise.
        let half = |i| half::f16::from_bits(unsafe { *from.add(i) });
        Self(std::array::from_fn(|i| half(i).to_f32()))
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        for (i, value) in self.0.into_iter().enumerate() {
            // SAFETY: the caller's promise.
            unsafe { *to.add(i) = value };
        }
    }

    #[inline(always)]
    unsafe fn multiply_add(self, factor: Self, sum: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] * factor.0[i] + sum.0[i]))
    }

    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        self.zip(other, |a, b| a + b)
    }

    #[inline(always)]
    unsafe fn multiply(self, other: Self) -> Self {
        self.zip(other, |a, b| a * b)
    }

    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        self.zip(other, f32::max)
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::Vector;
    use std::arch::x86_64::*;

    macro_rules! vector {
        (
            $(#[$doc:meta])* $name:ident($register:ty), $lanes:literal,
            $zero:ident, $splat:ident, $load:ident, $store:ident,
            $half:ident, $half_load:ident as $half_register:ty,
            $fma:ident, $add:ident, $mul:ident, $max:ident
        ) => {
            $(#[$doc])*
            #[derive(Clone, Copy)]
            pub struct $name($register);

            // SAFETY: (all of it) the caller promises the instructions and the memory.
            impl Vector for $name {
                const LANES: usize = $lanes;

                #[inline(always)]
                unsafe fn zero() -> Self {
                    // SAFETY: the caller's promise.
                    Self(unsafe { $zero() })
                }

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
                unsafe fn multiply_add(self, factor: Self, sum: Self) -> Self {
                    // SAFETY: the caller's promise.
                    Self(unsafe { $fma(self.0, factor.0, sum.0) })
                }

                #[inline(always)]
                unsafe fn add(self, other: Self) -> Self {
                    // SAFETY: the caller's promise.
                    Self(unsafe { $add(self.0, other.0) })
                }

                #[inline(always)]
                unsafe fn multiply(self, other: Self) -> Self {
                    // SAFETY: the caller's promise.
                    Self(unsafe { $mul(self.0, other.0) })
                }

                #[inline(always)]
                unsafe fn max(self, other: Self) -> Self {
                    // SAFETY: the caller's promise.
                    Self(unsafe { $max(self.0, other.0) })
                }
            }
        };
    }

    vector! {
        /// AVX-512F.
        Avx512(__m512), 16,
        _mm512_setzero_ps, _mm512_set1_ps, _mm512_loadu_ps, _mm512_storeu_ps,
        _mm512_cvtph_ps, _mm256_loadu_si256 as __m256i,
        _mm512_fmadd_ps, _mm512_add_ps, _mm512_mul_ps, _mm512_max_ps
    }

    vector! {
        /// AVX2, FMA and F16C.
        Avx2(__m256), 8,
        _mm256_setzero_ps, _mm256_set1_ps, _mm256_loadu_ps, _mm256_storeu_ps,
        _mm256_cvtph_ps, _mm_loadu_si128 as __m128i,
        _mm256_fmadd_ps, _mm256_add_ps, _mm256_mul_ps, _mm256_max_ps
    }
}

#[cfg(target_arch = "x86_64")]
pub use x86::{Avx2, Avx512};
