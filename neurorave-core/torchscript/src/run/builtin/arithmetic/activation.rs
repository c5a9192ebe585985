//! Functions that bend or bound values, with options of their own.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Dtype, Id, Real, Unary};

impl Machine {
    pub(super) fn shaped(&mut self, name: &str, args: &Args) -> Answer {
        let x = self.id(args.at(0))?;
        let y = match name {
            "leaky_relu" => {
                let slope = self.option(args, 1, 0.01)?;
                self.trace.unary(Unary::Leaky(Real(slope)), x)?
            }
            "elu" => {
                let (alpha, scale, input) = (
                    self.option(args, 1, 1.0)?,
                    self.option(args, 2, 1.0)?,
                    self.option(args, 3, 1.0)?,
                );
                self.elu(x, alpha, scale, input)?
            }
            "selu" => self.elu(x, 1.673_263_242_354_377_2, 1.050_700_987_355_480_5, 1.0)?,
            "softplus" => {
                let (beta, threshold) = (self.option(args, 1, 1.0)?, self.option(args, 2, 20.0)?);
                // Above the threshold x itself, from which e^-20 is too little to differ.
                if threshold < 15.0 {
                    return Err(Stop::new("softplus with a threshold below 15"));
                }
                let beta = self.constant(beta)?;
                let y = self.trace.binary(Binary::Mul, x, beta)?;
                let y = self.trace.unary(Unary::Softplus, y)?;
                self.trace.binary(Binary::Div, y, beta)?
            }
            "clamp" | "clip" | "hardtanh" | "clamp_min" | "clamp_max" | "relu6" => {
                let (low, high) = match name {
                    "clamp_min" => (args.at(1).clone(), Value::None),
                    "clamp_max" => (Value::None, args.at(1).clone()),
                    "relu6" => (Value::Int(0), Value::Int(6)),
                    "hardtanh" if !args.has(1) => (Value::Int(-1), Value::Int(1)),
                    _ => (args.named("min", 1).clone(), args.named("max", 2).clone()),
                };
                self.clamp(x, &low, &high)?
            }
            _ => self.composed(name, args, x)?,
        };
        self.answer(y)
    }

    fn elu(&mut self, x: Id, alpha: f64, scale: f64, input: f64) -> Result<Id, Stop> {
        if input != 1.0 {
            return Err(Stop::new("elu with a scale of its input"));
        }
        let y = self.trace.unary(Unary::Elu(Real(alpha)), x)?;
        let scale = self.constant(scale)?;
        Ok(self.trace.binary(Binary::Mul, y, scale)?)
    }

    fn clamp(&mut self, x: Id, low: &Value, high: &Value) -> Result<Id, Stop> {
        let mut y = x;
        let dtype = self.trace.dtype(x);
        if !matches!(low, Value::None) {
            let low = self.id(low)?;
            y = self.trace.binary(Binary::Max, y, low)?;
        }
        if !matches!(high, Value::None) {
            let high = self.id(high)?;
            y = self.trace.binary(Binary::Min, y, high)?;
        }
        Ok(match dtype {
            Dtype::Float => self.trace.retype(y, Dtype::Float)?,
            _ => y,
        })
    }
}
