//! What kernels do with a few frames at a time.

use super::vector::{Vector, WIDEST};
use std::mem::MaybeUninit;
use std::slice;

/// Most frames that a weight serves at a time, where a panel is one register wide.
const MOST_FRAMES: usize = 12;

/// Frames that a panel of `registers` serves at a time: as many as there are registers for sums.
pub const fn frames_for<V: Vector>(registers: usize) -> usize {
    let frames = V::SUMS / registers;
    if frames < MOST_FRAMES {
        frames
    } else {
        MOST_FRAMES
    }
}

/// One frame's places.
#[derive(Clone, Copy)]
pub struct Frame {
    /// First input value.
    pub input: *const f32,
    /// What is added to the result: as many values as there are outputs, or null.
    pub residual: *const f32,
    /// Where the result goes, or null.
    pub output: *mut f32,
    /// Where the result goes once more, rectified, or null.
    pub rectified: *mut f32,
}

/// At most `most` frames at a time, about equally many each time.
#[inline(always)]
pub fn turns(frames: &[Frame], most: usize) -> impl Iterator<Item = &[Frame]> {
    let turns = frames.len().div_ceil(most);
    let start = move |turn| frames.len() * turn / turns;
    (0..turns).map(move |turn| &frames[start(turn)..start(turn + 1)])
}

/// Runs `$run`, a function whose const parameter `M` is a number of frames, for as many as there
/// are in `$frames`: 1 to [`frames_for`] as many registers as it takes, where it returns at once for
/// more, so that nothing is compiled for those.
macro_rules! for_frames {
    ($frames:expr, $run:ident::<$($parameter:ident),*>($($argument:expr),*)) => {
        for_frames!(@ 1 2 3 4 5 6 7 8 9 10 11 12, $frames, $run, ($($parameter,)*), ($($argument),*))
    };
    (@ $($m:literal)*, $frames:expr, $run:ident, $parameters:tt, $arguments:tt) => {
        match $frames.len() {
            $($m => for_frames!(@@ $m, $run, $parameters, $arguments),)*
            _ => {}
        }
    };
    (@@ $m:literal, $run:ident, ($($parameter:ident,)*), ($($argument:expr),*)) => {
        $run::<$($parameter,)* $m>($($argument),*)
    };
}
pub(super) use for_frames;

/// Gives frames their results from `first` on: `sums` plus the residual, and rectified with `slope`
/// below zero. `left` are wanted, which may be fewer than there are.
///
/// # Safety
/// The processor has the vector; the frames' places can be read and written from `first` on, for
/// `left` values or as many as there are.
#[inline(always)]
pub unsafe fn finish<V: Vector, const N: usize, const M: usize>(
    sums: [[V; N]; M],
    frames: &[Frame; M],
    first: usize,
    left: usize,
    slope: f32,
) {
    // By way of memory: a loop over the registers themselves is too long to be unrolled, and would
    // have them in memory already while they are summed up.
    let mut results = [[[MaybeUninit::<f32>::uninit(); WIDEST]; N]; M];
    for (results, sums) in results.iter_mut().zip(sums) {
        let results = results.as_flattened_mut().as_mut_ptr().cast::<f32>();
        for (n, sum) in sums.into_iter().enumerate() {
            // SAFETY: no register is wider than `WIDEST`.
            unsafe { sum.store(results.add(n * V::LANES)) };
        }
    }
    for (results, frame) in results.iter().zip(frames) {
        let results = results.as_flattened().as_ptr().cast::<f32>();
        // SAFETY: that many have been stored; the rest is the caller's promise.
        unsafe {
            let results = slice::from_raw_parts(results, left.min(N * V::LANES));
            finish_one::<V>(results, frame, first, slope);
        }
    }
}

/// # Safety
/// The processor has the vector, and the frame's places can be read and written from `at` on.
#[inline(always)]
unsafe fn finish_one<V: Vector>(sums: &[f32], frame: &Frame, at: usize, slope: f32) {
    let whole = sums.len() / V::LANES * V::LANES;
    // SAFETY: (the whole function) the caller's promises.
    unsafe {
        for i in (0..whole).step_by(V::LANES) {
            let at = at + i;
            let mut sum = V::load(sums.as_ptr().add(i));
            if !frame.residual.is_null() {
                sum = sum + V::load(frame.residual.add(at));
            }
            if !frame.output.is_null() {
                sum.store(frame.output.add(at));
            }
            if !frame.rectified.is_null() {
                sum.max(sum * sum.same(slope))
                    .store(frame.rectified.add(at));
            }
        }
        if whole < sums.len() {
            finish_part(&sums[whole..], frame, at + whole, slope);
        }
    }
}

/// Fewer results than a register has.
///
/// # Safety
/// As [`finish_one`].
#[inline(never)]
unsafe fn finish_part(sums: &[f32], frame: &Frame, at: usize, slope: f32) {
    for (&sum, at) in sums.iter().zip(at..) {
        let mut sum = sum;
        // SAFETY: the caller's promises.
        unsafe {
            if !frame.residual.is_null() {
                sum += *frame.residual.add(at);
            }
            if !frame.output.is_null() {
                *frame.output.add(at) = sum;
            }
            if !frame.rectified.is_null() {
                *frame.rectified.add(at) = sum.max(sum * slope);
            }
        }
    }
}
