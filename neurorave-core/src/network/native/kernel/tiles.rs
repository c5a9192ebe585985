//! What kernels do with a few frames at a time.

use super::vector::Vector;

/// Most frames that a weight serves at a time.
pub const FRAMES: usize = 6;

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

/// As many frames at a time as go, about equally many each time.
#[inline(always)]
pub fn turns(frames: &[Frame]) -> impl Iterator<Item = &[Frame]> {
    let turns = frames.len().div_ceil(FRAMES);
    let start = move |turn| frames.len() * turn / turns;
    (0..turns).map(move |turn| &frames[start(turn)..start(turn + 1)])
}

/// Runs `$run`, a function whose const parameter `M` is a number of frames, for as many as there
/// are in `$frames`: 1 to [`FRAMES`].
macro_rules! for_frames {
    ($frames:expr, $run:ident::<$($parameter:ident),*>($($argument:expr),*)) => {
        match $frames.len() {
            1 => $run::<$($parameter,)* 1>($($argument),*),
            2 => $run::<$($parameter,)* 2>($($argument),*),
            3 => $run::<$($parameter,)* 3>($($argument),*),
            4 => $run::<$($parameter,)* 4>($($argument),*),
            5 => $run::<$($parameter,)* 5>($($argument),*),
            _ => $run::<$($parameter,)* 6>($($argument),*),
        }
    };
}
pub(super) use for_frames;

/// Gives a frame its results `at..at + count`: `sum` plus the residual, and rectified with `slope`
/// below zero. `count` is how many there are left, a register of them or less.
///
/// # Safety
/// The frame's places can be read and written from `at` to the end of the outputs.
#[inline(always)]
pub unsafe fn finish<V: Vector>(sum: V, frame: &Frame, at: usize, count: usize, slope: V) {
    // SAFETY: the caller's promises.
    unsafe {
        if count >= V::LANES {
            give(
                sum,
                frame,
                at,
                slope,
                |from| V::load(from),
                |v, to| v.store(to),
            );
        } else {
            let load = |from| V::load_part(from, count);
            give(sum, frame, at, slope, load, |v, to| v.store_part(to, count));
        }
    }
}

/// # Safety
/// As [`finish`], as far as `load` and `store` go.
#[inline(always)]
unsafe fn give<V: Vector>(
    mut sum: V,
    frame: &Frame,
    at: usize,
    slope: V,
    load: impl Fn(*const f32) -> V,
    store: impl Fn(V, *mut f32),
) {
    // SAFETY: the caller's promises.
    unsafe {
        if !frame.residual.is_null() {
            sum = sum + load(frame.residual.add(at));
        }
        if !frame.output.is_null() {
            store(sum, frame.output.add(at));
        }
        if !frame.rectified.is_null() {
            store(sum.max(sum * slope), frame.rectified.add(at));
        }
    }
}
