//! Convolutions as dense rows times panels of weights.
//!
//! A frame of output is a sum over the segments of input that its taps see, each a run of channels.
//! Weights lie in panels of a few registers' width, one run of outputs for each input value, so
//! that they are read once, in order, and each value that is read serves several frames.

use super::instructions::Kernel;
use super::packed::Task;
use super::tiles::{Frame, finish, for_frames, frames_for, turns};
use super::vector::Vector;
use super::weights::{Weight, row};

/// Every output from every input.
pub struct Convolution<'a, W>(pub Task<'a, W>);

impl<W: Weight> Kernel for Convolution<'_, W> {
    /// All frames through all panels.
    #[inline(always)]
    unsafe fn run<V: Vector>(self) {
        let Convolution(task) = &self;
        let depth = task.segments.len() * task.run;
        let outputs = task.packed.outputs;
        let mut weights = task.weights.as_ptr();
        let mut first = 0;
        while first < outputs {
            let registers = (outputs - first).div_ceil(V::LANES).min(V::PANEL);
            // SAFETY: the caller's promises; panels follow each other.
            unsafe {
                match registers {
                    4 => panel::<V, W, 4>(task, weights, first),
                    3 => panel::<V, W, 3>(task, weights, first),
                    2 => panel::<V, W, 2>(task, weights, first),
                    _ => panel::<V, W, 1>(task, weights, first),
                }
                weights = weights.add(depth * registers * V::LANES);
            }
            first += registers * V::LANES;
        }
    }
}

/// All frames through one panel of `N` registers, whose outputs are those from `first` on.
///
/// # Safety
/// The processor has the vector; `weights` holds a row of `N · LANES` values for each input.
#[inline(always)]
unsafe fn panel<V: Vector, W: Weight, const N: usize>(
    task: &Task<'_, W>,
    weights: *const W,
    first: usize,
) {
    for frames in turns(task.frames, frames_for::<V>(N)) {
        // SAFETY: the caller's promises.
        unsafe { for_frames!(frames, tile::<V, W, N>(task, weights, first, frames)) }
    }
}

/// `N` registers of outputs, from `first` on, of `M` frames.
///
/// # Safety
/// As [`panel`], and there are `M` frames.
#[inline(always)]
unsafe fn tile<V: Vector, W: Weight, const N: usize, const M: usize>(
    task: &Task<'_, W>,
    mut weights: *const W,
    first: usize,
    frames: &[Frame],
) {
    if M > frames_for::<V>(N) {
        return;
    }
    let packed = task.packed;
    // SAFETY: (the whole function) the caller's promises.
    unsafe {
        // A known number of them, or the sums would not stay in registers.
        let frames = &*frames.as_ptr().cast::<[Frame; M]>();
        let mut sums = [packed.bias.load::<V, N>(first); M];
        for &segment in task.segments {
            let inputs: [*const f32; M] = std::array::from_fn(|m| frames[m].input.offset(segment));
            for c in 0..task.run {
                let row: [V; N] = row(weights);
                weights = weights.add(N * V::LANES);
                for (sums, input) in sums.iter_mut().zip(inputs) {
                    let value = V::splat(*input.add(c));
                    for (sum, weight) in sums.iter_mut().zip(row) {
                        *sum = weight.multiply_add(value, *sum);
                    }
                }
            }
        }
        let left = packed.outputs - first;
        finish(sums, frames, first, left, task.slope);
    }
}
