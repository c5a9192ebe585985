//! Spectra and complex numbers, for which ONNX graphs have no type.
//!
//! A complex tensor carries its real and imaginary parts along a last axis. Short transforms are
//! matrix products. The product of two spectra, transformed back, is a circular convolution: where one
//! of the two has few taps (a noise generator's impulse response has), it is written as a sum of that
//! many products.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Constant, Dtype, Id, Unary};
use std::f64::consts::TAU;

/// Longest transform that is written as a matrix.
const LONGEST: usize = 2048;
/// Most taps of a circular convolution that is written as a sum.
const MOST_TAPS: usize = 64;

/// What is known of a complex tensor.
#[derive(Clone, Copy, Debug)]
pub enum Spectrum {
    /// The transform of this tensor.
    Of(Id),
    /// The product of the transforms of these two.
    Product(Id, Id),
    /// This tensor as real part, nothing as imaginary part.
    Real(Id),
}

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
    pub(super) fn spectrum(&mut self, name: &str, args: &Args) -> Answer {
        if !matches!(args.at(0), Value::Tensor(_)) {
            return Ok(None);
        }
        let y = match name {
            "fft_rfft" => self.rfft(args)?,
            "fft_irfft" => self.irfft(args)?,
            "view_as_complex" => {
                let x = self.id(args.at(0))?;
                self.view_as_complex(x)?
            }
            "complex" => {
                let (re, im) = (self.id(args.at(0))?, self.id(args.at(1))?);
                self.complex(re, im)?
            }
            "polar" => {
                let (size, angle) = (self.id(args.at(0))?, self.id(args.at(1))?);
                let (cos, sin) = (
                    self.trace.unary(Unary::Cos, angle)?,
                    self.trace.unary(Unary::Sin, angle)?,
                );
                let re = self.trace.binary(Binary::Mul, size, cos)?;
                let im = self.trace.binary(Binary::Mul, size, sin)?;
                self.complex(re, im)?
            }
            "view_as_real" | "real" | "imag" | "abs" | "angle" | "conj" | "resolve_conj" => {
                let x = self.id(args.at(0))?;
                if self.trace.dtype(x) != Dtype::Complex {
                    return match name {
                        "real" | "conj" | "resolve_conj" => Ok(Some(args.at(0).clone())),
                        _ => Ok(None),
                    };
                }
                self.of_complex(name, x)?
            }
            "stft" => self.stft(args)?,
            "istft" | "fft_fft" | "fft_ifft" => {
                return Err(Stop::new(format!("the operator {name} is not supported")));
            }
            _ => return Ok(None),
        };
        self.answer(y)
    }

    /// Real and imaginary parts of a complex tensor.
    fn split(&mut self, x: Id) -> Result<(Id, Id), Stop> {
        let x = self.trace.retype(x, Dtype::Float)?;
        let shape = self.trace.shape(x).to_vec();
        let axis = shape.len() - 1;
        let mut part = |i| {
            let part = self.trace.slice(x, axis, i, 1, 1)?;
            self.trace.reshape(part, &shape[..axis])
        };
        Ok((part(0)?, part(1)?))
    }

    /// A complex tensor of two parts.
    fn complex(&mut self, re: Id, im: Id) -> Result<Id, Stop> {
        let zero = self.constant(0.0)?;
        let (a, b) = (
            self.trace.binary(Binary::Add, re, zero)?,
            self.trace.binary(Binary::Add, im, zero)?,
        );
        let shape = crate::trace::broadcast(self.trace.shape(a), self.trace.shape(b))?;
        let mut open = shape.to_vec();
        open.push(1);
        let mut part = |x| {
            let x = self.trace.expand(x, &shape)?;
            self.trace.reshape(x, &open)
        };
        let (a, b) = (part(a)?, part(b)?);
        let both = self.trace.concat(&[a, b], open.len() - 1)?;
        self.view_as_complex(both)
    }

    fn view_as_complex(&mut self, x: Id) -> Result<Id, Stop> {
        let shape = self.trace.shape(x).to_vec();
        if shape.last() != Some(&2) {
            return Err(Stop::new("view_as_complex of a tensor without pairs"));
        }
        let axis = shape.len() - 1;
        let im = self.trace.slice(x, axis, 1, 1, 1)?;
        let y = self.trace.retype(x, Dtype::Complex)?;
        if let Some(Constant::Fill(value)) = self.trace.constant(im)
            && value.0 == 0.0
        {
            let re = self.trace.slice(x, axis, 0, 1, 1)?;
            let re = self.trace.reshape(re, &shape[..axis])?;
            self.spectra.insert(y, Spectrum::Real(re));
        }
        Ok(y)
    }

    fn of_complex(&mut self, name: &str, x: Id) -> Result<Id, Stop> {
        if name == "view_as_real" {
            return Ok(self.trace.retype(x, Dtype::Float)?);
        }
        let (re, im) = self.split(x)?;
        Ok(match name {
            "real" => re,
            "imag" => im,
            "angle" => self.angle_of(im, re)?,
            "abs" => {
                let a = self.trace.binary(Binary::Mul, re, re)?;
                let b = self.trace.binary(Binary::Mul, im, im)?;
                let sum = self.trace.binary(Binary::Add, a, b)?;
                self.trace.unary(Unary::Sqrt, sum)?
            }
            _ => {
                let im = self.trace.unary(Unary::Neg, im)?;
                self.complex(re, im)?
            }
        })
    }

    /// Arithmetic of which at least one side is complex.
    pub(super) fn of_two_complex(&mut self, operator: Binary, a: Id, b: Id) -> Result<Id, Stop> {
        let mut parts = |x: Id| -> Result<(Id, Id), Stop> {
            match self.trace.dtype(x) {
                Dtype::Complex => self.split(x),
                _ => Ok((x, self.constant(0.0)?)),
            }
        };
        let ((a_re, a_im), (b_re, b_im)) = (parts(a)?, parts(b)?);
        let t = &mut self.trace;
        let (re, im) = match operator {
            Binary::Add | Binary::Sub => (
                t.binary(operator, a_re, b_re)?,
                t.binary(operator, a_im, b_im)?,
            ),
            Binary::Mul => {
                let (p, q) = (
                    t.binary(Binary::Mul, a_re, b_re)?,
                    t.binary(Binary::Mul, a_im, b_im)?,
                );
                let (r, s) = (
                    t.binary(Binary::Mul, a_re, b_im)?,
                    t.binary(Binary::Mul, a_im, b_re)?,
                );
                (t.binary(Binary::Sub, p, q)?, t.binary(Binary::Add, r, s)?)
            }
            Binary::Div if t.dtype(b) != Dtype::Complex => (
                t.binary(Binary::Div, a_re, b)?,
                t.binary(Binary::Div, a_im, b)?,
            ),
            other => {
                return Err(Stop::new(format!(
                    "{other:?} of complex numbers is not supported"
                )));
            }
        };
        let y = self.complex(re, im)?;
        if let (Binary::Mul, Some(&Spectrum::Of(x)), Some(&Spectrum::Of(z))) =
            (operator, self.spectra.get(&a), self.spectra.get(&b))
        {
            self.spectra.insert(y, Spectrum::Product(x, z));
        }
        Ok(y)
    }

    /// Length, and that the axis is the last: `fft(x, n, dim, norm)`.
    fn transform(&mut self, args: &Args, rank: usize, length: usize) -> Result<usize, Stop> {
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

    fn rfft(&mut self, args: &Args) -> Result<Id, Stop> {
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
        let matrix = self.table(n * bins * 2, fourier(&window), &[n, bins * 2])?;
        let y = self.trace.matmul(x, matrix)?;
        let mut open = shape[..rank - 1].to_vec();
        open.extend([bins, 2]);
        let y = self.trace.reshape(y, &open)?;
        let y = self.trace.retype(y, Dtype::Complex)?;
        self.spectra.insert(y, Spectrum::Of(x));
        Ok(y)
    }

    /// `stft(x, n_fft, hop, win_length, window, normalized, onesided, return_complex)` of `[time]` or
    /// `[batch, time]`, not centred: `[batch, bins, frames]`.
    fn stft(&mut self, args: &Args) -> Result<Id, Stop> {
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
        let matrix = self.table(n * bins * 2, fourier(&window), &[n, bins * 2])?;
        let y = self.trace.matmul(framed, matrix)?;
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

    /// Cut, or filled with zeros, to a length.
    fn fitted(&mut self, x: Id, axis: usize, length: usize) -> Result<Id, Stop> {
        let own = self.trace.shape(x)[axis];
        Ok(match own > length {
            true => self.trace.slice(x, axis, 0, length, 1)?,
            false => self.trace.pad(x, axis, (0, length - own), 0.0)?,
        })
    }

    fn irfft(&mut self, args: &Args) -> Result<Id, Stop> {
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

    /// The circular convolution of `a` and `b` over `n` values, where one of them has few taps.
    fn circular(&mut self, a: Id, b: Id, n: usize) -> Result<Option<Id>, Stop> {
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
