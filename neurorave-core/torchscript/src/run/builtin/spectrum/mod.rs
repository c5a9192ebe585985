//! Spectra and complex numbers, for which ONNX graphs have no type.
//!
//! A complex tensor carries its real and imaginary parts along a last axis. Short transforms are
//! matrix products. The product of two spectra, transformed back, is a circular convolution: where one
//! of the two has few taps (a noise generator's impulse response has), it is written as a sum of that
//! many products.

mod circular;
mod complex;
mod forward;
mod frames;
mod inverse;
mod transform;

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Dtype, Id, Unary};

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
}
