//! Convolutions of each channel with a filter of its own.
//!
//! Lanes are channels; each weight that is read serves several frames.

use super::instructions::{Instructions, Kernel};
use super::tiles::{Frame, finish, for_frames, frames_for, turns};
use super::vector::Vector;
use super::weights::{Bias, Values, Weight, row};

/// Weights in the order in which the kernel reads them: a register's channels, tap after tap, then
/// the next register's.
pub struct Depthwise {
    instructions: Instructions,
    weights: Values,
    bias: Bias,
    channels: usize,
    taps: usize,
}

impl Depthwise {
    /// Packs filters, given by channel and tap, for `instructions`; weights are kept as f16 with
    /// `half`. An empty bias is none.
    pub fn new(
        instructions: Instructions,
        channels: usize,
        taps: usize,
        weight: impl Fn(usize, usize) -> f32,
        bias: &[f32],
        half: bool,
    ) -> Depthwise {
        let lanes = instructions.lanes();
        let width = channels.next_multiple_of(lanes);
        let mut order = Vec::with_capacity(width * taps);
        for first in (0..width).step_by(lanes) {
            for tap in 0..taps {
                for channel in first..first + lanes {
                    let inside = channel < channels;
                    order.push(if inside { weight(channel, tap) } else { 0.0 });
                }
            }
        }
        Depthwise {
            instructions,
            weights: Values::new(order, half),
            bias: Bias::new(bias, width),
            channels,
            taps,
        }
    }

    /// Adds to the bias.
    pub fn add_bias(&mut self, more: &[f32]) {
        self.bias.add(more);
    }

    /// What the results of `frames` are: for each channel `c` its bias and, over the taps, weight
    /// times `input[segments[tap] + c]`, plus the residual; `slope` is that of the rectified result
    /// below zero, 1 at most.
    ///
    /// # Safety
    /// Every frame's places can be read, over all channels of all `segments`, and written, and
    /// overlap no other frame's outputs; there are as many segments as taps.
    pub unsafe fn run(&self, segments: &[isize], frames: &[Frame], slope: f32) {
        debug_assert_eq!(segments.len(), self.taps);
        match &self.weights {
            Values::Half(weights) => self.instructions.run(Filters {
                packed: self,
                weights,
                segments,
                frames,
                slope,
            }),
            Values::Single(weights) => self.instructions.run(Filters {
                packed: self,
                weights,
                segments,
                frames,
                slope,
            }),
        }
    }
}

/// The promises of [`Depthwise::run`] hold for it.
struct Filters<'a, W> {
    packed: &'a Depthwise,
    weights: &'a [W],
    segments: &'a [isize],
    frames: &'a [Frame],
    slope: f32,
}

impl<W: Weight> Kernel for Filters<'_, W> {
    #[inline(always)]
    unsafe fn run<V: Vector>(self) {
        let per_register = self.packed.taps * V::LANES;
        for (at, first) in (0..self.packed.channels).step_by(V::LANES).enumerate() {
            for frames in turns(self.frames, frames_for::<V>(1)) {
                // SAFETY: the caller's promises.
                unsafe {
                    let weights = self.weights.as_ptr().add(at * per_register);
                    for_frames!(frames, tile::<V, W>(&self, weights, first, frames));
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
    filters: &Filters<'_, W>,
    mut weights: *const W,
    first: usize,
    frames: &[Frame],
) {
    if M > frames_for::<V>(1) {
        return;
    }
    let left = filters.packed.channels - first;
    // SAFETY: (the whole function) the caller's promises.
    unsafe {
        // A known number of them, or the sums would not stay in registers.
        let frames = &*frames.as_ptr().cast::<[Frame; M]>();
        let mut sums = [filters.packed.bias.load::<V, 1>(first); M];
        let inputs: [*const f32; M] = std::array::from_fn(|m| frames[m].input.add(first));
        for &segment in filters.segments {
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
        finish(sums, frames, first, left, filters.slope);
    }
}
