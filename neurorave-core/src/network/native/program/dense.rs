//! Convolutions, and products with a constant matrix.

use super::Rows;
use crate::network::native::kernel::{Frame, Packed};
use crate::network::native::lanes::Lanes;
use std::sync::Arc;

/// Dense rows times packed weights: convolutions, and products with a constant matrix.
pub struct Dense {
    /// The weights, which several steps may share.
    pub packed: Arc<Packed>,
    /// Where each segment begins, from a row's start.
    pub segments: Vec<isize>,
    /// Values in a segment.
    pub run: usize,
    /// Input channels' rows.
    pub input: Rows,
    /// Result.
    pub output: Option<Rows>,
    /// What is added to it.
    pub residual: Option<Rows>,
    /// The result once more, rectified, and the slope below zero.
    pub rectified: Option<(Rows, f32)>,
    /// Outputs of a row.
    pub outputs: usize,
}

/// Rows that are gathered before they go through the weights: enough that reading these costs
/// little, few enough that what the rows read and write stays in the cache.
pub const MOST_FRAMES: usize = 192;

impl Dense {
    /// # Safety
    /// Every place of the step is inside its buffer, in every lane.
    pub unsafe fn run(&self, lanes: &Lanes<'_>, frames: &mut Vec<Frame>) {
        frames.clear();
        lanes.each(|bases| {
            let at = |rows: &Rows, row: usize| {
                // SAFETY: the caller's promise.
                unsafe { bases[rows.buffer].offset(rows.starts[row]) }
            };
            let or_null =
                |rows: Option<&Rows>, row| rows.map_or(std::ptr::null_mut(), |rows| at(rows, row));
            for row in 0..self.input.starts.len() {
                frames.push(Frame {
                    input: at(&self.input, row),
                    residual: or_null(self.residual.as_ref(), row),
                    output: or_null(self.output.as_ref(), row),
                    rectified: or_null(self.rectified.as_ref().map(|(rows, _)| rows), row),
                });
                if frames.len() == MOST_FRAMES {
                    // SAFETY: the caller's promise.
                    unsafe { self.convolve(frames) };
                    frames.clear();
                }
            }
        });
        if !frames.is_empty() {
            // SAFETY: the caller's promise.
            unsafe { self.convolve(frames) };
        }
    }

    /// # Safety
    /// See [`Dense::run`].
    unsafe fn convolve(&self, frames: &[Frame]) {
        let slope = self.rectified.as_ref().map_or(0.0, |(_, slope)| *slope);
        // SAFETY: the caller's promise.
        unsafe { self.packed.run(&self.segments, self.run, frames, slope) };
    }
}
