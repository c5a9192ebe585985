//! What all transforms have in common: how long they may be, and the matrix that they are.

use super::Args;
use crate::run::{Machine, Stop, Value};
use crate::trace::Id;
use std::f64::consts::TAU;

/// Longest transform that is written as a matrix.
pub(super) const LONGEST: usize = 2048;

/// The matrix that makes the spectrum of windowed values: real and imaginary part of each bin.
fn fourier(window: &[f64]) -> impl Iterator<Item = f64> {
    let n = window.len();
    let samples = window.iter().enumerate();
    samples.flat_map(move |(sample, weight)| {
        (0..=n / 2).flat_map(move |bin| {
            let phase = TAU * ((sample * bin) % n) as f64 / n as f64;
            [weight * phase.cos(), -weight * phase.sin()]
        })
    })
}

impl Machine {
    /// The spectrum of windowed values, along a last axis: real and imaginary part of each bin.
    pub(super) fn bins(&mut self, x: Id, window: &[f64]) -> Result<Id, Stop> {
        let (n, bins) = (window.len(), window.len() / 2 + 1);
        let matrix = self.table(n * bins * 2, fourier(window), &[n, bins * 2])?;
        Ok(self.trace.matmul(x, matrix)?)
    }

    /// Length, and that the axis is the last: `fft(x, n, dim, norm)`.
    pub(super) fn transform(
        &mut self,
        args: &Args,
        rank: usize,
        length: usize,
    ) -> Result<usize, Stop> {
        let axis = match args.at(2) {
            Value::None => rank - 1,
            axis => self.one_axis(&axis.clone(), rank)?,
        };
        let normal = matches!(args.at(3), Value::None)
            || matches!(args.at(3), Value::Str(norm) if &**norm == "backward");
        if axis != rank - 1 || !normal {
            return Err(Stop::new(
                "a transform of another axis, or normalised in another way",
            ));
        }
        let n = match args.at(1) {
            Value::None => length,
            n => self.one_size(&n.clone())?,
        };
        match (1..=LONGEST).contains(&n) {
            true => Ok(n),
            false => Err(Stop::new(format!("a transform of {n} values is too long"))),
        }
    }
}
