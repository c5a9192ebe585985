//! The spectrum of real values.

use super::{Args, Spectrum};
use crate::run::{Machine, Stop};
use crate::trace::{Dtype, Id};

impl Machine {
    pub(super) fn rfft(&mut self, args: &Args) -> Result<Id, Stop> {
        let x = self.id(args.at(0))?;
        let shape = self.trace.shape(x).to_vec();
        let rank = shape.len();
        if rank == 0 || self.trace.dtype(x) == Dtype::Complex {
            return Err(Stop::new("fft_rfft of something that isn't real"));
        }
        let n = self.transform(args, rank, shape[rank - 1])?;
        let x = self.fitted(x, rank - 1, n)?;
        let bins = n / 2 + 1;
        let window = vec![1.0; n];
        let y = self.bins(x, &window)?;
        let mut open = shape[..rank - 1].to_vec();
        open.extend([bins, 2]);
        let y = self.trace.reshape(y, &open)?;
        let y = self.trace.retype(y, Dtype::Complex)?;
        self.spectra.insert(y, Spectrum::Of(x));
        Ok(y)
    }

    /// Cut, or filled with zeros, to a length.
    fn fitted(&mut self, x: Id, axis: usize, length: usize) -> Result<Id, Stop> {
        let own = self.trace.shape(x)[axis];
        Ok(match own > length {
            true => self.trace.slice(x, axis, 0, length, 1)?,
            false => self.trace.pad(x, axis, (0, length - own), 0.0)?,
        })
    }
}
