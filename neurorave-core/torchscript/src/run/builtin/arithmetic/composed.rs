//! Functions of one tensor that are made of others.

use super::Args;
use super::inverse_erf::erfinv;
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Dtype, Id, Trace, Unary};

impl Machine {
    pub(super) fn composed(&mut self, name: &str, args: &Args, x: Id) -> Result<Id, Stop> {
        let one = self.constant(1.0)?;
        let half = self.constant(0.5)?;
        let t = &mut self.trace;
        Ok(match name {
            "square" => t.binary(Binary::Mul, x, x)?,
            "rsqrt" => {
                let root = t.unary(Unary::Sqrt, x)?;
                t.unary(Unary::Reciprocal, root)?
            }
            "log2" | "log10" => {
                let base = if name == "log2" { 2.0_f64 } else { 10.0 };
                let log = t.unary(Unary::Log, x)?;
                let base = t.fill(base.ln(), &[], Dtype::Float)?;
                t.binary(Binary::Div, log, base)?
            }
            "log1p" => {
                let y = t.binary(Binary::Add, x, one)?;
                t.unary(Unary::Log, y)?
            }
            "expm1" => {
                let y = t.unary(Unary::Exp, x)?;
                t.binary(Binary::Sub, y, one)?
            }
            "exp2" => {
                let two = t.fill(std::f64::consts::LN_2, &[], Dtype::Float)?;
                let y = t.binary(Binary::Mul, x, two)?;
                t.unary(Unary::Exp, y)?
            }
            "silu" => {
                let gate = t.unary(Unary::Sigmoid, x)?;
                t.binary(Binary::Mul, x, gate)?
            }
            "gelu" => {
                let tanh = matches!(args.named("approximate", 1), Value::Str(s) if &**s == "tanh");
                gelu(t, x, tanh)?
            }
            "log_sigmoid" => {
                let y = t.unary(Unary::Neg, x)?;
                let y = t.unary(Unary::Softplus, y)?;
                t.unary(Unary::Neg, y)?
            }
            "softsign" => {
                let y = t.unary(Unary::Abs, x)?;
                let y = t.binary(Binary::Add, y, one)?;
                t.binary(Binary::Div, x, y)?
            }
            "sinh" | "cosh" => {
                let up = t.unary(Unary::Exp, x)?;
                let down = t.unary(Unary::Reciprocal, up)?;
                let both = match name {
                    "sinh" => t.binary(Binary::Sub, up, down)?,
                    _ => t.binary(Binary::Add, up, down)?,
                };
                t.binary(Binary::Mul, both, half)?
            }
            "frac" => {
                let whole = t.unary(Unary::Truncate, x)?;
                t.binary(Binary::Sub, x, whole)?
            }
            "erfinv" => erfinv(t, x)?,
            "hardsigmoid" => {
                let three = t.fill(3.0, &[], Dtype::Float)?;
                let six = t.fill(6.0, &[], Dtype::Float)?;
                let zero = t.fill(0.0, &[], Dtype::Float)?;
                let y = t.binary(Binary::Add, x, three)?;
                let y = t.binary(Binary::Max, y, zero)?;
                let y = t.binary(Binary::Min, y, six)?;
                t.binary(Binary::Div, y, six)?
            }
            "asin" | "acos" => {
                // asin x = atan2(x, √(1 - x²)), acos x = atan2(√(1 - x²), x).
                let square = t.binary(Binary::Mul, x, x)?;
                let rest = t.binary(Binary::Sub, one, square)?;
                let root = t.unary(Unary::Sqrt, rest)?;
                return match name {
                    "asin" => self.angle_of(x, root),
                    _ => self.angle_of(root, x),
                };
            }
            _ => return Err(Stop::new(format!("the operator {name} is not supported"))),
        })
    }
}

fn gelu(t: &mut Trace, x: Id, tanh: bool) -> Result<Id, Stop> {
    let constant = |t: &mut Trace, x| t.fill(x, &[], Dtype::Float);
    let inner = match tanh {
        true => {
            let (a, b) = (
                constant(t, 0.044_715)?,
                constant(t, (2.0 / std::f64::consts::PI).sqrt())?,
            );
            let square = t.binary(Binary::Mul, x, x)?;
            let cube = t.binary(Binary::Mul, square, x)?;
            let cube = t.binary(Binary::Mul, cube, a)?;
            let sum = t.binary(Binary::Add, x, cube)?;
            let sum = t.binary(Binary::Mul, sum, b)?;
            t.unary(Unary::Tanh, sum)?
        }
        false => {
            let root = constant(t, std::f64::consts::FRAC_1_SQRT_2)?;
            let y = t.binary(Binary::Mul, x, root)?;
            t.unary(Unary::Erf, y)?
        }
    };
    let (one, half) = (constant(t, 1.0)?, constant(t, 0.5)?);
    let y = t.binary(Binary::Add, inner, one)?;
    let y = t.binary(Binary::Mul, y, x)?;
    Ok(t.binary(Binary::Mul, y, half)?)
}
