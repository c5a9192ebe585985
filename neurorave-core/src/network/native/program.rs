//! A lowered graph: buffers, and steps that go through them in order.

use super::expr::{self, Instruction, ROW};
use super::kernel::{Frame, Packed};
use super::loops::{Loop, each};
use super::view::View;
use std::sync::Arc;

/// What a buffer is.
#[derive(Clone, Debug)]
pub enum Home {
    /// An input of the method.
    Input(usize),
    /// An output of the method.
    Output(usize),
    /// Numbers that never change.
    Constant(Vec<f32>),
    /// Made and used up within a step.
    Scratch,
    /// Kept from step to step, and written at a step's end.
    Memory,
    /// Made in a step and kept for later ones: see [`History`].
    History(History),
}

/// A buffer that slides along the stream, so that what is past need not be moved each time: its
/// values lie behind those of the last step, and only when it comes to its end does it go back to
/// the start, taking the past along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// Streams side by side, each with its own past.
    pub lines: usize,
    /// Values of one line's past.
    pub past: usize,
    /// New values of a line in a step.
    pub advance: usize,
    /// Steps until it goes back to the start.
    pub steps: usize,
}

impl History {
    /// Values from one line to the next.
    pub fn line(&self) -> usize {
        self.past + self.advance * self.steps
    }

    /// How many steps it goes along, so that moving the past costs little.
    pub fn steps_for(past: usize, advance: usize) -> usize {
        (8 * past).div_ceil(advance.max(1)).clamp(1, 64)
    }
}

/// Memory for a tensor or several.
#[derive(Clone, Debug)]
pub struct Buffer {
    /// What it is.
    pub home: Home,
    /// Values; of a history, new ones in a step over all lines.
    pub len: usize,
}

/// A tensor in a buffer.
#[derive(Clone, Debug)]
pub struct Tensor {
    /// Index of the buffer.
    pub buffer: usize,
    /// Where its elements are; of a history, counted from the first new value.
    pub view: View,
}

/// Rows of a tensor, by the places of their first elements.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Index of the buffer.
    pub buffer: usize,
    /// One a row.
    pub starts: Vec<isize>,
}

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

/// Arithmetic on corresponding elements.
pub struct Map {
    /// Buffers: the output's, then the operands'.
    pub buffers: Vec<usize>,
    /// Places of their first elements.
    pub offsets: Vec<isize>,
    /// Over the elements of all of them.
    pub loops: Vec<Loop>,
    /// What is done; its last result is the output.
    pub program: Vec<Instruction>,
}

/// How elements become one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fold {
    /// Their sum, times a factor.
    Sum(f32),
    /// The greatest.
    Max,
    /// The least.
    Min,
}

/// Sums of products over some axes, or folds of single elements.
pub struct Contract {
    /// Buffers: the output's, then one operand's or two.
    pub buffers: Vec<usize>,
    /// Places of their first elements.
    pub offsets: Vec<isize>,
    /// Over the output's elements.
    pub outer: Vec<Loop>,
    /// Over what is folded.
    pub inner: Vec<Loop>,
    /// How.
    pub fold: Fold,
}

/// One step of a program.
pub enum Step {
    /// See [`Dense`].
    Dense(Dense),
    /// See [`Map`].
    Map(Map),
    /// See [`Contract`].
    Contract(Contract),
}

/// Buffers and steps.
pub struct Program {
    /// The buffers.
    pub buffers: Vec<Buffer>,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

impl Dense {
    /// # Safety
    /// `bases` are where the buffers' first values lie, and every place of the step is inside.
    pub unsafe fn run(&self, bases: &[*mut f32], frames: &mut Vec<Frame>) {
        let at = |rows: &Rows, row: usize| {
            // SAFETY: the caller's promise.
            unsafe { bases[rows.buffer].offset(rows.starts[row]) }
        };
        let or_null =
            |rows: Option<&Rows>, row| rows.map_or(std::ptr::null_mut(), |rows| at(rows, row));
        frames.clear();
        frames.extend((0..self.input.starts.len()).map(|row| Frame {
            input: at(&self.input, row),
            residual: or_null(self.residual.as_ref(), row),
            output: or_null(self.output.as_ref(), row),
            rectified: or_null(self.rectified.as_ref().map(|(rows, _)| rows), row),
        }));
        let slope = self.rectified.as_ref().map_or(0.0, |(_, slope)| *slope);
        // SAFETY: the caller's promise.
        unsafe {
            self.packed
                .convolve(&self.segments, self.run, frames, slope)
        };
    }
}

/// Most views of one step.
pub const MOST_VIEWS: usize = 12;

impl Map {
    /// # Safety
    /// See [`Dense::run`].
    pub unsafe fn run(
        &self,
        bases: &[*mut f32],
        rows: &mut Vec<[f32; ROW]>,
        results: &mut expr::Results,
    ) {
        let operands = self.buffers.len() - 1;
        rows.resize(operands, [0.0; ROW]);
        let mut offsets = [0; MOST_VIEWS];
        let offsets = &mut offsets[..self.offsets.len()];
        offsets.copy_from_slice(&self.offsets);
        each(&self.loops, offsets, &mut |at, count, by| {
            let mut done = 0;
            while done < count {
                let now = (count - done).min(ROW);
                for (operand, row) in rows.iter_mut().enumerate() {
                    let view = operand + 1;
                    let stride = by[view];
                    // SAFETY: the caller's promise.
                    unsafe {
                        let from =
                            bases[self.buffers[view]].offset(at[view] + done as isize * stride);
                        read(from, stride, &mut row[..now]);
                    }
                }
                expr::run(&self.program, rows, results, now);
                let result = &results[self.program.len() - 1][..now];
                // SAFETY: the caller's promise.
                unsafe {
                    let to = bases[self.buffers[0]].offset(at[0] + done as isize * by[0]);
                    write(to, by[0], result);
                }
                done += now;
            }
        });
    }
}

unsafe fn read(from: *const f32, stride: isize, row: &mut [f32]) {
    // SAFETY: the caller's promise.
    unsafe {
        match stride {
            1 => std::ptr::copy_nonoverlapping(from, row.as_mut_ptr(), row.len()),
            0 => row.fill(*from),
            _ => {
                for (i, value) in row.iter_mut().enumerate() {
                    *value = *from.offset(i as isize * stride);
                }
            }
        }
    }
}

unsafe fn write(to: *mut f32, stride: isize, row: &[f32]) {
    // SAFETY: the caller's promise.
    unsafe {
        match stride {
            1 => std::ptr::copy_nonoverlapping(row.as_ptr(), to, row.len()),
            _ => {
                for (i, value) in row.iter().enumerate() {
                    *to.offset(i as isize * stride) = *value;
                }
            }
        }
    }
}

impl Contract {
    /// # Safety
    /// See [`Dense::run`].
    pub unsafe fn run(&self, bases: &[*mut f32]) {
        let mut offsets = [0; MOST_VIEWS];
        let offsets = &mut offsets[..self.offsets.len()];
        offsets.copy_from_slice(&self.offsets);
        each(&self.outer, offsets, &mut |at, count, by| {
            let mut done = 0;
            while done < count {
                let now = (count - done).min(ROW);
                let shift = done as isize;
                // SAFETY: the caller's promise.
                unsafe { self.row(bases, at, shift, now, by) };
                done += now;
            }
        });
    }

    /// `count` outputs next to each other.
    ///
    /// # Safety
    /// See [`Dense::run`].
    unsafe fn row(
        &self,
        bases: &[*mut f32],
        at: &[isize],
        shift: isize,
        count: usize,
        by: &[isize],
    ) {
        let start = match self.fold {
            Fold::Sum(_) => 0.0f32,
            Fold::Max => f32::NEG_INFINITY,
            Fold::Min => f32::INFINITY,
        };
        let mut sums = [start; ROW];
        let sums = &mut sums[..count];
        let operands = self.buffers.len() - 1;
        // SAFETY: the caller's promise.
        let first =
            |view: usize| unsafe { bases[self.buffers[view]].offset(at[view] + shift * by[view]) };
        // Where there is one operand, it stands in for the other, which isn't looked at.
        let second = operands;
        let (a, b) = (first(1).cast_const(), first(second).cast_const());
        let mut within = [0; 2];
        each(
            &self.inner,
            &mut within[..operands],
            &mut |within, turns, on| {
                for turn in 0..turns as isize {
                    // SAFETY: the caller's promise.
                    unsafe {
                        let a = a.offset(within[0] + turn * on[0]);
                        match (operands, self.fold) {
                            (1, Fold::Sum(_)) => fold(sums, a, by[1], |sum, a| sum + a),
                            (1, Fold::Max) => fold(sums, a, by[1], f32::max),
                            (1, Fold::Min) => fold(sums, a, by[1], f32::min),
                            _ => {
                                let b = b.offset(within[1] + turn * on[1]);
                                accumulate(sums, (a, by[1]), (b, by[2]));
                            }
                        }
                    }
                }
            },
        );
        if let Fold::Sum(factor) = self.fold
            && factor != 1.0
        {
            sums.iter_mut().for_each(|sum| *sum *= factor);
        }
        // SAFETY: the caller's promise.
        unsafe { write(first(0), by[0], sums) };
    }
}

/// # Safety
/// `sums.len()` values can be read, `stride` apart.
unsafe fn fold(sums: &mut [f32], a: *const f32, stride: isize, f: impl Fn(f32, f32) -> f32) {
    for (i, sum) in sums.iter_mut().enumerate() {
        // SAFETY: the caller's promise.
        *sum = f(*sum, unsafe { *a.offset(i as isize * stride) });
    }
}

/// Adds products.
///
/// # Safety
/// See [`fold`].
unsafe fn accumulate(sums: &mut [f32], a: (*const f32, isize), b: (*const f32, isize)) {
    // SAFETY: the caller's promise.
    unsafe {
        match (a, b) {
            ((a, 1), (b, 0)) | ((b, 0), (a, 1)) => {
                let b = *b;
                for (i, sum) in sums.iter_mut().enumerate() {
                    *sum += *a.add(i) * b;
                }
            }
            ((a, 1), (b, 1)) => {
                for (i, sum) in sums.iter_mut().enumerate() {
                    *sum += *a.add(i) * *b.add(i);
                }
            }
            ((a, on_a), (b, on_b)) => {
                for (i, sum) in sums.iter_mut().enumerate() {
                    let i = i as isize;
                    *sum += *a.offset(i * on_a) * *b.offset(i * on_b);
                }
            }
        }
    }
}
