//! Convolutions as dense rows times panels of weights.
//!
//! A frame of output is a sum over the segments of input that its taps see, each a run of channels.
//! Weights lie in panels of a few registers' width, one run of outputs for each input value, so
//! that they are read once, in order, and each value that is read serves several frames.

use super::vector::Vector;

/// Most frames that a weight serves at a time.
pub const FRAMES: usize = 6;
/// Most registers in a panel's width.
pub const REGISTERS: usize = 4;

/// What every frame of a convolution has in common.
pub struct Layout<'a> {
    /// Where each segment begins, in values from the frame's first.
    pub segments: &'a [isize],
    /// Values in a segment.
    pub run: usize,
    /// Output channels.
    pub outputs: usize,
}

/// One frame's places.
#[derive(Clone, Copy)]
pub struct Frame {
    /// First input value.
    pub input: *const f32,
    /// What is added to the result: `outputs` values, or null.
    pub residual: *const f32,
    /// Where the result goes, or null.
    pub output: *mut f32,
    /// Where the result goes once more, rectified, or null.
    pub rectified: *mut f32,
}

/// Weights as they are stored.
pub trait Weight: Copy {
    /// Reads a register of them.
    ///
    /// # Safety
    /// They can be read, and the processor has the vector.
    unsafe fn load<V: Vector>(from: *const Self) -> V;
}

impl Weight for f32 {
    #[inline(always)]
    unsafe fn load<V: Vector>(from: *const f32) -> V {
        // SAFETY: the caller's promise.
        unsafe { V::load(from) }
    }
}

impl Weight for u16 {
    #[inline(always)]
    unsafe fn load<V: Vector>(from: *const u16) -> V {
        // SAFETY: the caller's promise.
        unsafe { V::load_half(from) }
    }
}

/// `N` registers of outputs, from `first` on, of `M` frames.
///
/// # Safety
/// The processor has the vector; `weights` holds `segments · run` rows of `N · LANES` values and
/// `bias` `N · LANES`; every frame's places can be read and written.
#[inline(always)]
unsafe fn tile<V: Vector, W: Weight, const M: usize, const N: usize>(
    layout: &Layout<'_>,
    mut weights: *const W,
    bias: *const f32,
    frames: &[Frame],
    first: usize,
    slope: f32,
) {
    // SAFETY: (the whole function) the caller's promises.
    unsafe {
        let mut sums = [[V::zero(); N]; M];
        for n in 0..N {
            let bias = V::load(bias.add(n * V::LANES));
            sums.iter_mut().for_each(|sum| sum[n] = bias);
        }
        for &segment in layout.segments {
            let inputs: [*const f32; M] =
                std::array::from_fn(|m| frames.get_unchecked(m).input.offset(segment));
            for c in 0..layout.run {
                let row: [V; N] = std::array::from_fn(|n| W::load(weights.add(n * V::LANES)));
                weights = weights.add(N * V::LANES);
                for m in 0..M {
                    let value = V::splat(*inputs[m].add(c));
                    for n in 0..N {
                        sums[m][n] = row[n].multiply_add(value, sums[m][n]);
                    }
                }
            }
        }
        let slope = V::splat(slope);
        for m in 0..M {
            let frame = frames.get_unchecked(m);
            for n in 0..N {
                let at = first + n * V::LANES;
                let count = layout.outputs - at;
                if count >= V::LANES {
                    finish(sums[m][n], frame, at, slope);
                } else {
                    finish_part(sums[m][n], frame, at, count, slope);
                }
            }
        }
    }
}

/// # Safety
/// As [`tile`].
#[inline(always)]
unsafe fn finish<V: Vector>(mut sum: V, frame: &Frame, at: usize, slope: V) {
    // SAFETY: the caller's promises.
    unsafe {
        if !frame.residual.is_null() {
            sum = sum.add(V::load(frame.residual.add(at)));
        }
        if !frame.output.is_null() {
            sum.store(frame.output.add(at));
        }
        if !frame.rectified.is_null() {
            sum.max(sum.multiply(slope)).store(frame.rectified.add(at));
        }
    }
}

/// The last outputs, fewer than a register has.
///
/// # Safety
/// As [`tile`].
#[inline(always)]
unsafe fn finish_part<V: Vector>(sum: V, frame: &Frame, at: usize, count: usize, slope: V) {
    let mut values = [0.0f32; 16];
    let mut factor = [0.0f32; 16];
    // SAFETY: no register is wider than 16 values; the rest is the caller's promise.
    unsafe {
        sum.store(values.as_mut_ptr());
        slope.store(factor.as_mut_ptr());
        for (i, value) in values.into_iter().enumerate().take(count) {
            let mut value = value;
            if !frame.residual.is_null() {
                value += *frame.residual.add(at + i);
            }
            if !frame.output.is_null() {
                *frame.output.add(at + i) = value;
            }
            if !frame.rectified.is_null() {
                *frame.rectified.add(at + i) = value.max(value * factor[0]);
            }
        }
    }
}

/// All frames through one panel of `N` registers.
///
/// # Safety
/// As [`tile`].
#[inline(always)]
unsafe fn panel<V: Vector, W: Weight, const N: usize>(
    layout: &Layout<'_>,
    weights: *const W,
    bias: *const f32,
    frames: &[Frame],
    first: usize,
    slope: f32,
) {
    // As many frames at a time as go, about equally many each time.
    let turns = frames.len().div_ceil(FRAMES);
    for turn in 0..turns {
        let from = frames.len() * turn / turns;
        let to = frames.len() * (turn + 1) / turns;
        let some = &frames[from..to];
        // SAFETY: the caller's promises.
        unsafe {
            match some.len() {
                1 => tile::<V, W, 1, N>(layout, weights, bias, some, first, slope),
                2 => tile::<V, W, 2, N>(layout, weights, bias, some, first, slope),
                3 => tile::<V, W, 3, N>(layout, weights, bias, some, first, slope),
                4 => tile::<V, W, 4, N>(layout, weights, bias, some, first, slope),
                5 => tile::<V, W, 5, N>(layout, weights, bias, some, first, slope),
                _ => tile::<V, W, 6, N>(layout, weights, bias, some, first, slope),
            }
        }
    }
}

/// All frames through all panels.
///
/// # Safety
/// As [`tile`], for `weights` and `bias` as [`super::pack`] makes them for this vector.
#[inline(always)]
pub unsafe fn convolve<V: Vector, W: Weight>(
    layout: &Layout<'_>,
    weights: &[W],
    bias: &[f32],
    frames: &[Frame],
    slope: f32,
    registers: usize,
) {
    let depth = layout.segments.len() * layout.run;
    let mut weights = weights.as_ptr();
    let mut first = 0;
    while first < layout.outputs {
        let left = (layout.outputs - first).div_ceil(V::LANES).min(registers);
        // SAFETY: the caller's promises; panels follow each other.
        unsafe {
            let bias = bias.as_ptr().add(first);
            match left {
                1 => panel::<V, W, 1>(layout, weights, bias, frames, first, slope),
                2 => panel::<V, W, 2>(layout, weights, bias, frames, first, slope),
                3 => panel::<V, W, 3>(layout, weights, bias, frames, first, slope),
                _ => panel::<V, W, 4>(layout, weights, bias, frames, first, slope),
            }
            weights = weights.add(depth * left * V::LANES);
        }
        first += left * V::LANES;
    }
}
