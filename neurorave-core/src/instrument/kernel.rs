//! The interpolation filter of the resamplers: a Kaiser-windowed sinc, one row per phase.
//!
//! Source: J. O. Smith, *Digital Audio Resampling*; J. F. Kaiser's formulas for the window's shape
//! and length.

use crate::window::kaiser;
use std::f64::consts::PI;

/// Rejection of aliases and images, in dB.
const STOP_DB: f64 = 80.0;
/// Where the pass band ends, as a fraction of the lower rate: 20 kHz at 44.1 kHz. The stop band
/// begins as far above half the lower rate as this lies below it.
const PASS: f64 = 20000.0 / 44100.0;
/// More phases than this are interpolated between …
const MOST_EXACT: u64 = 1024;
/// … rows of a table this fine: linear interpolation then errs below −100 dB.
const TABLE: u64 = 512;

/// A bank of filter rows for fractional positions.
pub(crate) struct Kernel {
    half: usize,
    phases: u64,
    /// Rows in one unit of the source, less the last (which is phase 1).
    rows: u64,
    table: Box<[f32]>,
}

impl Kernel {
    /// Source samples on each side of a position that a filter from `from` Hz to `to` Hz reads.
    pub fn half_length(from: f64, to: f64) -> usize {
        if from == to {
            return 0;
        }
        let transition = 2.0 * (0.5 - PASS) * from.min(to) / from;
        let taps = (STOP_DB - 7.95) / (14.36 * transition) + 1.0;
        (taps / 2.0).ceil() as usize
    }

    /// A kernel for positions that are multiples of `1/phases` of a source sample.
    pub fn new(from: f64, to: f64, phases: u64) -> Kernel {
        let half = Kernel::half_length(from, to);
        let rows = if phases <= MOST_EXACT { phases } else { TABLE };
        let cutoff = from.min(to) / from;
        let mut table = Vec::with_capacity((rows as usize + 1) * 2 * half);
        for row in 0..=rows {
            let fraction = row as f64 / rows as f64;
            let tap = |j: usize| sinc_tap((j as f64 + 1.0 - half as f64) - fraction, half, cutoff);
            // Unit gain at 0 Hz in every phase, so that a constant stays exactly constant.
            let sum: f64 = (0..2 * half).map(tap).sum();
            table.extend((0..2 * half).map(|j| (tap(j) / sum) as f32));
        }
        Kernel {
            half,
            phases,
            rows,
            table: table.into_boxed_slice(),
        }
    }

    /// See [`Kernel::half_length`].
    pub fn half(&self) -> usize {
        self.half
    }

    /// The value at `fraction/phases` after the sample `window[half − 1]`, where `window` holds
    /// `2·half` samples. Without resampling (`half` = 0) this is not called.
    pub fn at(&self, fraction: u64, window: &[f32]) -> f32 {
        if self.rows == self.phases {
            return dot(self.row(fraction), window);
        }
        let position = fraction as u128 * self.rows as u128;
        let row = (position / self.phases as u128) as u64;
        let rest = (position % self.phases as u128) as f64 / self.phases as f64;
        let low = dot(self.row(row), window);
        let high = dot(self.row(row + 1), window);
        low + (high - low) * rest as f32
    }

    fn row(&self, index: u64) -> &[f32] {
        let length = 2 * self.half;
        &self.table[index as usize * length..][..length]
    }
}

fn sinc_tap(x: f64, half: usize, cutoff: f64) -> f64 {
    let edge = x / half as f64;
    if edge.abs() >= 1.0 {
        return 0.0;
    }
    let beta = 0.1102 * (STOP_DB - 8.7);
    let sinc = if x == 0.0 {
        1.0
    } else {
        (PI * cutoff * x).sin() / (PI * cutoff * x)
    };
    sinc * kaiser(edge, beta)
}

/// Eight partial sums: fast, and the same bits on every machine.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let (a8, a_rest) = a.as_chunks::<8>();
    let (b8, b_rest) = b.as_chunks::<8>();
    for (x, y) in a8.iter().zip(b8) {
        for i in 0..8 {
            sums[i] += x[i] * y[i];
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum();
    ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7])) + rest
}
