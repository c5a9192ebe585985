//! Real values of a spectrum.

use super::{Args, Spectrum};
use crate::run::{Machine, Stop};
use crate::trace::{Dtype, Id};
use std::f64::consts::TAU;

impl Machine {
    pub(super) fn irfft(&mut self, args: &Args) -> Result<Id, Stop> {
        let x = self.id(args.at(0))?;
        if self.trace.dtype(x) != Dtype::Complex {
            return Err(Stop::new("fft_irfft of something that isn't complex"));
        }
        let shape = self.trace.shape(x).to_vec();
        let (rank, bins) = match shape.as_slice() {
            [.., bins, _] => (shape.len() - 1, *bins),
            _ => return Err(Stop::new("fft_irfft of a single number")),
        };
        let n = self.transform(args, rank, 2 * bins.saturating_sub(1))?;
        let known = self.spectra.get(&x).copied();
        let length = |machine: &Machine, id: Id| machine.trace.shape(id).last().copied();
        match known {
            Some(Spectrum::Of(y)) if length(self, y) == Some(n) => return Ok(y),
            Some(Spectrum::Product(a, b))
                if length(self, a) == Some(n) && length(self, b) == Some(n) =>
            {
                if let Some(y) = self.circular(a, b, n)? {
                    return Ok(y);
                }
            }
            _ => {}
        }
        let used = bins.min(n / 2 + 1);
        // The weight of a bin's real and imaginary parts in each sample.
        let row = |bin: usize, imaginary: bool| {
            let twin = bin != 0 && 2 * bin != n;
            let weight = if twin { 2.0 } else { 1.0 } / n as f64;
            (0..n).map(move |sample| {
                let phase = TAU * ((sample * bin) % n) as f64 / n as f64;
                match (imaginary, twin) {
                    (false, _) => weight * phase.cos(),
                    (true, true) => -weight * phase.sin(),
                    // These bins' imaginary parts are taken to be nothing.
                    (true, false) => 0.0,
                }
            })
        };
        if let Some(Spectrum::Real(re)) = known {
            let re = self.trace.slice(re, rank - 1, 0, used, 1)?;
            let matrix = (0..used).flat_map(|bin| row(bin, false));
            let matrix = self.table(used * n, matrix, &[used, n])?;
            return Ok(self.trace.matmul(re, matrix)?);
        }
        let x = self.trace.retype(x, Dtype::Float)?;
        let x = self.trace.slice(x, rank - 1, 0, used, 1)?;
        let mut flat = shape[..rank - 1].to_vec();
        flat.push(used * 2);
        let x = self.trace.reshape(x, &flat)?;
        let rows = (0..used).flat_map(|bin| row(bin, false).chain(row(bin, true)));
        let matrix = self.table(used * 2 * n, rows, &[used * 2, n])?;
        Ok(self.trace.matmul(x, matrix)?)
    }
}
