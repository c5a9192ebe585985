//! Weights as a kernel reads them.

use super::vector::{Vector, prefetch};

/// How far ahead of their use weights are asked for, in bytes. Panels are read once, in order; with
/// few frames to a weight it is memory that a kernel waits for.
const AHEAD: usize = 2048;
/// Bytes of a cache line, or of half of one.
const LINE: usize = 64;

/// Weights in order, as they are stored.
pub enum Values {
    Half(Vec<u16>),
    Single(Vec<f32>),
}

/// What is added to each output.
pub struct Bias(Vec<f32>);

impl Bias {
    /// `values`, and zeros after them up to `width`.
    pub fn new(values: &[f32], width: usize) -> Bias {
        let mut bias = values.to_vec();
        bias.resize(width, 0.0);
        Bias(bias)
    }

    /// Adds to the first.
    pub fn add(&mut self, more: &[f32]) {
        self.0
            .iter_mut()
            .zip(more)
            .for_each(|(bias, more)| *bias += more);
    }

    /// Reads `N` registers from `first` on.
    ///
    /// # Safety
    /// There are as many; the processor has the vector.
    #[inline(always)]
    pub unsafe fn load<V: Vector, const N: usize>(&self, first: usize) -> [V; N] {
        // SAFETY: the caller's promise.
        std::array::from_fn(|n| unsafe { V::load(self.0.as_ptr().add(first + n * V::LANES)) })
    }
}

/// One weight.
pub trait Weight: Copy {
    /// Reads a register of them.
    ///
    /// # Safety
    /// They can be read, and the processor has the vector.
    unsafe fn load<V: Vector>(from: *const Self) -> V;
}

impl Weight for f32 {
    #[inline(always)]
    unsafe fn load<V: Vector>(from: *const f32) -> V {
        // SAFETY: the caller's promise.
        unsafe { V::load(from) }
    }
}

impl Weight for u16 {
    #[inline(always)]
    unsafe fn load<V: Vector>(from: *const u16) -> V {
        // SAFETY: the caller's promise.
        unsafe { V::load_half(from) }
    }
}

/// Reads `N` registers of weights, and asks for those that will be read after a while.
///
/// # Safety
/// See [`Weight::load`].
#[inline(always)]
pub unsafe fn row<V: Vector, W: Weight, const N: usize>(from: *const W) -> [V; N] {
    let ahead = from.cast::<u8>().wrapping_add(AHEAD);
    for at in (0..N * V::LANES * size_of::<W>()).step_by(LINE) {
        prefetch(ahead.wrapping_add(at));
    }
    // SAFETY: the caller's promise.
    std::array::from_fn(|n| unsafe { W::load(from.add(n * V::LANES)) })
}
