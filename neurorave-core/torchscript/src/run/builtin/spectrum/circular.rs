//! A circular convolution, in place of a product of spectra.

use crate::run::{Machine, Stop};
use crate::trace::{Binary, Id};

/// Most taps of a circular convolution that is written as a sum.
const MOST_TAPS: usize = 64;

impl Machine {
    /// The circular convolution of `a` and `b` over `n` values, where one of them has few taps.
    pub(super) fn circular(&mut self, a: Id, b: Id, n: usize) -> Result<Option<Id>, Stop> {
        for (a, b) in [(a, b), (b, a)] {
            let (source, matrix) = self.trace.linear(b)?;
            let rows = matrix.len() / n;
            let used = |tap: usize| (0..rows).any(|row| matrix[row * n + tap] != 0.0);
            let taps: Vec<usize> = (0..n).filter(|&tap| used(tap)).collect();
            if taps.is_empty() || taps.len() > MOST_TAPS {
                continue;
            }
            let weights = (0..rows).flat_map(|row| taps.iter().map(move |tap| (row, *tap)));
            let weights = weights.map(|(row, tap)| matrix[row * n + tap]);
            let weights = self.table(rows * taps.len(), weights, &[rows, taps.len()])?;
            let strengths = self.trace.matmul(source, weights)?;
            // Halves by themselves: whoever needs only one of them leaves the other out.
            let middle = n / 2;
            let first = self.taps(a, strengths, &taps, (0, middle))?;
            let second = self.taps(a, strengths, &taps, (middle, n))?;
            let axis = self.trace.shape(a).len() - 1;
            return Ok(Some(self.trace.concat(&[first, second], axis)?));
        }
        Ok(None)
    }

    /// The part `from..to` of the sum of `x`, moved on by each tap, times the tap's strength.
    fn taps(
        &mut self,
        x: Id,
        strengths: Id,
        taps: &[usize],
        (from, to): (usize, usize),
    ) -> Result<Id, Stop> {
        let (axis, n) = {
            let shape = self.trace.shape(x);
            (shape.len() - 1, shape[shape.len() - 1])
        };
        let last = self.trace.shape(strengths).len() - 1;
        let mut sum = None;
        for (i, &tap) in taps.iter().enumerate() {
            let end = self.trace.slice(x, axis, n - tap, tap, 1)?;
            let start = self.trace.slice(x, axis, 0, n - tap, 1)?;
            let moved = self.trace.concat(&[end, start], axis)?;
            let moved = self.trace.slice(moved, axis, from, to - from, 1)?;
            let strength = self.trace.slice(strengths, last, i, 1, 1)?;
            let product = self.trace.binary(Binary::Mul, moved, strength)?;
            sum = Some(match sum {
                Some(sum) => self.trace.binary(Binary::Add, sum, product)?,
                None => product,
            });
        }
        sum.ok_or_else(|| Stop::new("a convolution without taps"))
    }
}
