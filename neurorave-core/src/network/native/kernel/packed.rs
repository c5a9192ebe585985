//! Weights that are ready for a kernel, and what it makes of them.

use super::conv::Convolution;
use super::depthwise::Depthwise;
use super::instructions::Instructions;
use super::pack::Width;
use super::tiles::Frame;
use super::weights::{Bias, Values, Weight};
use std::sync::Arc;

/// What an output is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Every input.
    Dense,
    /// The taps of its own channel.
    Depthwise,
}

impl Form {
    /// How wide its kernel's panels are.
    pub fn width(self, instructions: Instructions) -> Width {
        match self {
            Form::Dense => Width::of(instructions),
            Form::Depthwise => Width::narrow(instructions),
        }
    }
}

/// Weights in the order in which a kernel reads them.
pub struct Packed {
    instructions: Instructions,
    form: Form,
    weights: Arc<Values>,
    pub(super) bias: Bias,
    pub(super) outputs: usize,
}

impl Packed {
    /// A matrix of so many outputs whose weights are packed for `instructions`, in the form's
    /// [`Width`]. An empty bias is none.
    pub fn new(
        instructions: Instructions,
        form: Form,
        weights: Arc<Values>,
        outputs: usize,
        bias: &[f32],
    ) -> Packed {
        Packed {
            instructions,
            form,
            weights,
            bias: Bias::new(bias, outputs.next_multiple_of(instructions.lanes())),
            outputs,
        }
    }

    /// Adds to the bias.
    pub fn add_bias(&mut self, more: &[f32]) {
        self.bias.add(more);
    }

    /// What the results of `frames` are: the bias, plus the residual, plus weights times inputs,
    /// which begin where `segments` says, from a frame's input on. Of a dense matrix the inputs are
    /// `run` values in each segment, one segment after another; of a depthwise one each segment is a
    /// tap and has a value for each output. `slope` is that of the rectified result below zero, 1 at
    /// most.
    ///
    /// # Safety
    /// Every frame's places can be read, over all of `segments`, and written, and overlap no other
    /// frame's outputs; the matrix has `segments.len() · run` inputs, or as many taps as there are
    /// segments.
    pub unsafe fn run(&self, segments: &[isize], run: usize, frames: &[Frame], slope: f32) {
        // SAFETY: the caller's promises.
        unsafe {
            match &*self.weights {
                Values::Half(weights) => self.go(weights, segments, run, frames, slope),
                Values::Single(weights) => self.go(weights, segments, run, frames, slope),
            }
        }
    }

    /// # Safety
    /// See [`Packed::run`].
    unsafe fn go<W: Weight>(
        &self,
        weights: &[W],
        segments: &[isize],
        run: usize,
        frames: &[Frame],
        slope: f32,
    ) {
        let task = Task {
            packed: self,
            weights,
            segments,
            run,
            frames,
            slope,
        };
        match self.form {
            Form::Dense => self.instructions.run(Convolution(task)),
            Form::Depthwise => self.instructions.run(Depthwise(task)),
        }
    }
}

/// The promises of [`Packed::run`] hold for it.
pub(super) struct Task<'a, W> {
    pub(super) packed: &'a Packed,
    pub(super) weights: &'a [W],
    pub(super) segments: &'a [isize],
    pub(super) run: usize,
    pub(super) frames: &'a [Frame],
    pub(super) slope: f32,
}
