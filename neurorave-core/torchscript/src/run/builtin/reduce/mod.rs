//! Operators that make one value of many.

mod axes;
mod extreme;
mod length;
mod spread;

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Id, Reduction, Unary};

impl Machine {
    pub(super) fn reduction(&mut self, name: &str, args: &Args) -> Answer {
        let Value::Tensor(_) = args.at(0) else {
            return Ok(None);
        };
        let plain = match name {
            "sum" => Some(Reduction::Sum),
            "mean" => Some(Reduction::Mean),
            "amax" => Some(Reduction::Max),
            "amin" => Some(Reduction::Min),
            "prod" => Some(Reduction::Prod),
            _ => None,
        };
        if let Some(reduction) = plain {
            let x = self.id(args.at(0))?;
            let (axes, keep) = self.asked_axes(x, args)?;
            let y = self.trace.reduce(reduction, x, &axes)?;
            let y = self.without(y, &axes, keep)?;
            return self.answer(y);
        }
        match name {
            "max" | "min" => self.extreme(name, args),
            "argmax" | "argmin" => {
                let x = self.id(args.at(0))?;
                let (x, axis) = match args.at(1) {
                    Value::None => {
                        let count = self.trace.shape(x).iter().product();
                        (self.trace.reshape(x, &[count])?, 0)
                    }
                    axis => {
                        let axis = axis.clone();
                        let rank = self.trace.shape(x).len();
                        (x, self.one_axis(&axis, rank)?)
                    }
                };
                let keep = matches!(args.at(2), Value::Bool(true));
                let y = self.place_of(x, axis, name == "argmin")?;
                let y = self.without(y, &[axis], keep)?;
                self.answer(y)
            }
            "std" | "var" => self.spread(name, args),
            "any" | "all" => {
                let x = self.id(args.at(0))?;
                let truth = self.trace.unary(Unary::Truth, x)?;
                let (axes, keep) = self.asked_axes(x, args)?;
                let reduction = match name {
                    "any" => Reduction::Max,
                    _ => Reduction::Min,
                };
                let y = self.trace.reduce(reduction, truth, &axes)?;
                let y = self.without(y, &axes, keep)?;
                self.answer(y)
            }
            "cumsum" => {
                let x = self.id(args.at(0))?;
                let rank = self.trace.shape(x).len();
                let axis = self.one_axis(args.at(1), rank)?;
                let y = self.trace.running_sum(x, axis)?;
                self.answer(y)
            }
            "cumprod" => {
                let x = self.id(args.at(0))?;
                let rank = self.trace.shape(x).len();
                let axis = self.one_axis(args.at(1), rank)?;
                let y = self.running_product(x, axis)?;
                self.answer(y)
            }
            "softmax" | "_softmax" | "log_softmax" => {
                let x = self.id(args.at(0))?;
                let rank = self.trace.shape(x).len();
                let axis = self.one_axis(args.at(1), rank)?;
                let y = self.trace.softmax(x, axis)?;
                let y = match name {
                    "log_softmax" => self.trace.unary(Unary::Log, y)?,
                    _ => y,
                };
                self.answer(y)
            }
            "logsumexp" => {
                let x = self.id(args.at(0))?;
                let (axes, keep) = self.asked_axes(x, args)?;
                let most = self.trace.reduce(Reduction::Max, x, &axes)?;
                let y = self.trace.binary(Binary::Sub, x, most)?;
                let y = self.trace.unary(Unary::Exp, y)?;
                let y = self.trace.reduce(Reduction::Sum, y, &axes)?;
                let y = self.trace.unary(Unary::Log, y)?;
                let y = self.trace.binary(Binary::Add, y, most)?;
                let y = self.without(y, &axes, keep)?;
                self.answer(y)
            }
            "norm" | "linalg_vector_norm" | "linalg_norm" => self.length(args),
            _ => Ok(None),
        }
    }

    /// Products of all entries so far, along an axis.
    fn running_product(&mut self, x: Id, axis: usize) -> Result<Id, Stop> {
        let length = self.trace.shape(x).get(axis).copied().unwrap_or(1);
        if length > 1024 {
            return Err(Stop::new("cumprod of that many entries is not supported"));
        }
        let mut all = Vec::with_capacity(length);
        for i in 0..length {
            let one = self.trace.slice(x, axis, i, 1, 1)?;
            all.push(match all.last() {
                Some(&before) => self.trace.binary(Binary::Mul, before, one)?,
                None => one,
            });
        }
        Ok(self.trace.concat(&all, axis)?)
    }
}
