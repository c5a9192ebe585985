//! What a kernel needs of a processor's vectors.

#[cfg(target_arch = "aarch64")]
mod neon;
mod portable;
#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(target_arch = "aarch64")]
pub use neon::Neon;
pub use portable::Portable;
#[cfg(target_arch = "x86_64")]
pub use x86::{Avx2, Avx512};

use std::ops::{Add, Div, Mul, Sub};

/// Lanes of the widest vector.
pub const WIDEST: usize = 16;

/// A register of f32 values.
///
/// One can only be made where the processor has the instructions: that is the promise of whoever
/// calls [`Vector::splat`] or [`Vector::load`]. Whoever holds one may do arithmetic with it.
pub trait Vector:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// Values in it: a power of two, [`WIDEST`] at most.
    const LANES: usize;

    /// Registers that sums may take: there must be some left for weights and input.
    const SUMS: usize;

    /// Registers in the width of a panel of weights.
    const PANEL: usize;

    /// The same value in every lane.
    ///
    /// # Safety
    /// The processor has the instructions.
    unsafe fn splat(value: f32) -> Self;

    /// Reads [`Vector::LANES`] values.
    ///
    /// # Safety
    /// They can be read, and the processor has the instructions.
    unsafe fn load(from: *const f32) -> Self;

    /// Reads the first `count` lanes, fewer than [`Vector::LANES`]; the others are 0.
    ///
    /// # Safety
    /// They can be read, and the processor has the instructions.
    unsafe fn load_part(from: *const f32, count: usize) -> Self;

    /// Reads [`Vector::LANES`] half-precision values.
    ///
    /// # Safety
    /// They can be read, and the processor has the instructions.
    unsafe fn load_half(from: *const u16) -> Self;

    /// Writes [`Vector::LANES`] values.
    ///
    /// # Safety
    /// They can be written.
    unsafe fn store(self, to: *mut f32);

    /// `self · factor + sum`, rounded once where the processor can.
    fn multiply_add(self, factor: Self, sum: Self) -> Self;

    /// The greater of each pair; either where one isn't a number.
    fn max(self, other: Self) -> Self;

    /// Square roots.
    fn sqrt(self) -> Self;

    /// The next integers below.
    fn floor(self) -> Self;

    /// Bits that are set in both.
    fn and(self, other: Self) -> Self;

    /// Bits that are set in either.
    fn or(self, other: Self) -> Self;

    /// Bits that are set in one of them.
    fn xor(self, other: Self) -> Self;

    /// Lowest bits to where the exponent is; the others are lost.
    fn to_exponent(self) -> Self;

    /// The exponent's bits, and the sign before them, as the lowest.
    fn exponent(self) -> Self;

    /// `yes` where `self < other`, else `no`; likewise below: nothing is less than, or equal to,
    /// what isn't a number.
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self;

    /// `yes` where `self ≤ other`, else `no`.
    fn if_at_most(self, other: Self, yes: Self, no: Self) -> Self;

    /// `yes` where `self = other`, else `no`.
    fn if_equal(self, other: Self, yes: Self, no: Self) -> Self;

    /// Whether `self ≤ other` in every lane.
    fn all_at_most(self, other: Self) -> bool;

    /// `value` in every lane.
    #[inline(always)]
    fn same(self, value: f32) -> Self {
        // SAFETY: there is one already.
        unsafe { Self::splat(value) }
    }

    /// All lanes; what is behind them is 0.
    #[inline(always)]
    fn values(self) -> [f32; WIDEST] {
        let mut values = [0.0; WIDEST];
        // SAFETY: no register is wider.
        unsafe { self.store(values.as_mut_ptr()) };
        values
    }
}

/// Asks for the cache line that `at` is in, which need not be anywhere.
#[inline(always)]
pub fn prefetch<T>(at: *const T) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: it reads nothing; every x86-64 processor has it.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(at.cast());
    }
    #[cfg(target_arch = "aarch64")]
    // SAFETY: it reads nothing.
    unsafe {
        std::arch::asm!("prfm pldl1keep, [{}]", in(reg) at, options(nostack, preserves_flags, readonly));
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    let _ = at;
}
