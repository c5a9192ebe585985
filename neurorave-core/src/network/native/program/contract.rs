//! Products of what changes with what changes, and folds.

use super::MOST_VIEWS;
use crate::network::native::expr::{ROW, scatter};
use crate::network::native::loops::{Loop, each};

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

impl Contract {
    /// # Safety
    /// `bases` are where the buffers' first values lie, and every place of the step is inside.
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
    /// See [`Contract::run`].
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
        unsafe { scatter(sums, first(0), by[0]) };
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
            ((a, on), (b, 0)) | ((b, 0), (a, on)) => {
                let b = *b;
                for (i, sum) in sums.iter_mut().enumerate() {
                    *sum += *a.offset(i as isize * on) * b;
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
