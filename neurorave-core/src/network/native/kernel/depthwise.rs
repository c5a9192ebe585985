//! Convolutions of each channel with a filter of its own.
//!
//! Lanes are channels; each weight that is read serves several frames. Weights lie in panels of one
//! register's width: its channels, tap after tap, then the next register's.

use super::instructions::Kernel;
use super::packed::Task;
use super::tiles::{Frame, finish, for_frames, frames_for, turns};
use super::vector::Vector;
use super::weights::{Weight, row};

/// Every output from its own channel.
pub struct Depthwise<'a, W>(pub Task<'a, W>);

impl<W: Weight> Kernel for Depthwise<'_, W> {
    #[inline(always)]
    unsafe fn run<V: Vector>(self) {
        let Depthwise(task) = &self;
        let per_register = task.segments.len() * V::LANES;
        for (at, first) in (0..task.packed.outputs).step_by(V::LANES).enumerate() {
            for frames in turns(task.frames, frames_for::<V>(1)) {
                // SAFETY: the caller's promises.
                unsafe {
                    let weights = task.weights.as_ptr().add(at * per_register);
                    for_frames!(frames, tile::<V, W>(task, weights, first, frames));
                }
            }
        }
    }
}

/// A register of channels, from `first` on, of `M` frames.
///
/// # Safety
/// The processor has the vector; `weights` holds a register for each tap; there are `M` frames.
#[inline(always)]
unsafe fn tile<V: Vector, W: Weight, const M: usize>(
    task: &Task<'_, W>,
    mut weights: *const W,
    first: usize,
    frames: &[Frame],
) {
    if M > frames_for::<V>(1) {
        return;
    }
    let left = task.packed.outputs - first;
    // SAFETY: (the whole function) the caller's promises.
    unsafe {
        // A known number of them, or the sums would not stay in registers.
        let frames = &*frames.as_ptr().cast::<[Frame; M]>();
        let mut sums = [task.packed.bias.load::<V, 1>(first); M];
        let inputs: [*const f32; M] = std::array::from_fn(|m| frames[m].input.add(first));
        for &segment in task.segments {
            let [weight] = row::<V, W, 1>(weights);
            weights = weights.add(V::LANES);
            for ([sum], input) in sums.iter_mut().zip(inputs) {
                let input = match left >= V::LANES {
                    true => V::load(input.offset(segment)),
                    false => V::load_part(input.offset(segment), left),
                };
                *sum = weight.multiply_add(input, *sum);
            }
        }
        finish(sums, frames, first, left, task.slope);
    }
}
