//! Complex tensors, made of their parts and taken apart.

use super::Spectrum;
use crate::run::{Machine, Stop};
use crate::trace::{Binary, Constant, Dtype, Id, Unary, broadcast};

impl Machine {
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
    pub(super) fn complex(&mut self, re: Id, im: Id) -> Result<Id, Stop> {
        let zero = self.constant(0.0)?;
        let (a, b) = (
            self.trace.binary(Binary::Add, re, zero)?,
            self.trace.binary(Binary::Add, im, zero)?,
        );
        let shape = broadcast(self.trace.shape(a), self.trace.shape(b))?;
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

    pub(super) fn view_as_complex(&mut self, x: Id) -> Result<Id, Stop> {
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

    pub(super) fn of_complex(&mut self, name: &str, x: Id) -> Result<Id, Stop> {
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
    pub(in crate::run::builtin) fn of_two_complex(
        &mut self,
        operator: Binary,
        a: Id,
        b: Id,
    ) -> Result<Id, Stop> {
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
}
