//! Spectra of windows, one after another.

use super::Args;
use super::transform::LONGEST;
use crate::run::{Machine, Stop, Value};
use crate::trace::{Dtype, Id};

impl Machine {
    /// `stft(x, n_fft, hop, win_length, window, normalized, onesided, return_complex)` of `[time]` or
    /// `[batch, time]`, not centred: `[batch, bins, frames]`.
    pub(super) fn stft(&mut self, args: &Args) -> Result<Id, Stop> {
        let x = self.id(args.at(0))?;
        let shape = self.trace.shape(x).to_vec();
        let n = self.one_size(args.at(1))?;
        let hop = match args.at(2) {
            Value::None => n / 4,
            hop => self.one_size(&hop.clone())?,
        };
        let length = *shape.last().unwrap_or(&0);
        if !(1..=LONGEST).contains(&n) || hop == 0 || length < n || shape.len() > 2 {
            return Err(Stop::new(format!(
                "stft of {n} values in {shape:?} is not supported"
            )));
        }
        let mut window = match args.at(4) {
            Value::None => vec![1.0; n],
            window => self.constant_values(&window.clone())?,
        };
        // A shorter one lies in the middle.
        let before = n.saturating_sub(window.len()) / 2;
        window.splice(0..0, std::iter::repeat_n(0.0, before));
        window.resize(n, 0.0);
        if matches!(args.at(6), Value::Bool(false)) {
            return Err(Stop::new(
                "stft with both sides of its spectrum is not supported",
            ));
        }
        if matches!(args.at(5), Value::Bool(true)) {
            let scale = (n as f64).sqrt().recip();
            window.iter_mut().for_each(|x| *x *= scale);
        }
        let frames = (length - n) / hop + 1;
        self.trace.budget().numbers(frames.saturating_mul(n), 8)?;
        let places = (0..frames).flat_map(|i| (0..n).map(move |j| (i * hop + j) as i64));
        let places = self.trace.ints(places.collect(), &[frames, n])?;
        let framed = self.trace.gather(x, shape.len() - 1, places)?;
        let bins = n / 2 + 1;
        let y = self.bins(framed, &window)?;
        let mut open = shape[..shape.len() - 1].to_vec();
        open.extend([frames, bins, 2]);
        let y = self.trace.reshape(y, &open)?;
        let mut order: Vec<usize> = (0..open.len()).collect();
        order.swap(open.len() - 3, open.len() - 2);
        let y = self.trace.transpose(y, &order)?;
        Ok(match args.at(7) {
            Value::Bool(true) => self.trace.retype(y, Dtype::Complex)?,
            _ => y,
        })
    }
}
