//! Convolutions as dense rows times panels of weights.
//!
//! A frame of output is a sum over the segments of input that its taps see, each a run of channels.
//! Weights lie in panels of a few registers' width, one run of outputs for each input value, so
//! that they are read once, in order, and each value that is read serves several frames.

use super::instructions::{Instructions, Kernel};
use super::tiles::{Frame, finish, for_frames, frames_for, turns};
use super::vector::Vector;
use super::weights::{Bias, Values, Weight, row};
use std::sync::Arc;

/// Weights in the order in which a kernel reads them.
pub struct Packed {
    instructions: Instructions,
    pub(super) weights: Arc<Values>,
    bias: Bias,
    outputs: usize,
}

impl Packed {
    /// Packs a matrix, given by output and input, for `instructions`; weights are kept as f16 with
    /// `half`. An empty bias is none.
    pub fn new(
        instructions: Instructions,
        outputs: usize,
        inputs: usize,
        weight: impl Fn(usize, usize) -> f32,
        bias: &[f32],
        half: bool,
    ) -> Packed {
        let width = outputs.next_multiple_of(instructions.lanes());
        let panel = instructions.panel();
        let mut order = Vec::with_capacity(width * inputs);
        for first in (0..width).step_by(panel) {
            for input in 0..inputs {
                for output in first..(first + panel).min(width) {
                    let inside = output < outputs;
                    order.push(if inside { weight(output, input) } else { 0.0 });
                }
            }
        }
        let weights = Arc::new(Values::new(order, half));
        Packed::of(instructions, weights, outputs, bias)
    }

    /// A matrix of so many outputs whose weights are packed for `instructions`. An empty bias is none.
    pub fn of(
        instructions: Instructions,
        weights: Arc<Values>,
        outputs: usize,
        bias: &[f32],
    ) -> Packed {
        Packed {
            instructions,
            weights,
            bias: Bias::new(bias, outputs.next_multiple_of(instructions.lanes())),
            outputs,
        }
    }

    /// Adds to the bias.
    pub fn add_bias(&mut self, more: &[f32]) {
        self.bias.add(more);
    }

    /// What the results of `frames` are: `bias + weights · input`, the segments of the input one
    /// after another, each `run` values from where `segments` says, plus the residual; `slope` is
    /// that of the rectified result below zero, 1 at most.
    ///
    /// # Safety
    /// Every frame's places can be read, over all of `segments`, and written, and overlap no other
    /// frame's outputs; `segments.len() · run` is the matrix's number of inputs.
    pub unsafe fn convolve(&self, segments: &[isize], run: usize, frames: &[Frame], slope: f32) {
        match &*self.weights {
            Values::Half(weights) => self.instructions.run(Convolution {
                packed: self,
                weights,
                segments,
                run,
                frames,
                slope,
            }),
            Values::Single(weights) => self.instructions.run(Convolution {
                packed: self,
                weights,
                segments,
                run,
                frames,
                slope,
            }),
        }
    }
}

/// The promises of [`Packed::convolve`] hold for it.
struct Convolution<'a, W> {
    packed: &'a Packed,
    weights: &'a [W],
    segments: &'a [isize],
    run: usize,
    frames: &'a [Frame],
    slope: f32,
}

impl<W: Weight> Kernel for Convolution<'_, W> {
    /// All frames through all panels.
    #[inline(always)]
    unsafe fn run<V: Vector>(self) {
        let depth = self.segments.len() * self.run;
        let outputs = self.packed.outputs;
        let mut weights = self.weights.as_ptr();
        let mut first = 0;
        while first < outputs {
            let registers = (outputs - first).div_ceil(V::LANES).min(V::PANEL);
            // SAFETY: the caller's promises; panels follow each other.
            unsafe {
                match registers {
                    4 => panel::<V, W, 4>(&self, weights, first),
                    3 => panel::<V, W, 3>(&self, weights, first),
                    2 => panel::<V, W, 2>(&self, weights, first),
                    _ => panel::<V, W, 1>(&self, weights, first),
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
    convolution: &Convolution<'_, W>,
    weights: *const W,
    first: usize,
) {
    for frames in turns(convolution.frames, frames_for::<V>(N)) {
        // SAFETY: the caller's promises.
        unsafe { for_frames!(frames, tile::<V, W, N>(convolution, weights, first, frames)) }
    }
}

/// `N` registers of outputs, from `first` on, of `M` frames.
///
/// # Safety
/// As [`panel`], and there are `M` frames.
#[inline(always)]
unsafe fn tile<V: Vector, W: Weight, const N: usize, const M: usize>(
    convolution: &Convolution<'_, W>,
    mut weights: *const W,
    first: usize,
    frames: &[Frame],
) {
    if M > frames_for::<V>(N) {
        return;
    }
    let packed = convolution.packed;
    // SAFETY: (the whole function) the caller's promises.
    unsafe {
        // A known number of them, or the sums would not stay in registers.
        let frames = &*frames.as_ptr().cast::<[Frame; M]>();
        let mut sums = [packed.bias.load::<V, N>(first); M];
        for &segment in convolution.segments {
            let inputs: [*const f32; M] = std::array::from_fn(|m| frames[m].input.offset(segment));
            for c in 0..convolution.run {
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
        finish(sums, frames, first, left, convolution.slope);
    }
}
