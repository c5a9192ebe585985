//! Operators that make one value of many.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Dtype, Id, Reduction, Unary};

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

    /// The axes of the arguments `dim` and `keepdim`, all where none are given.
    fn asked_axes(&mut self, x: Id, args: &Args) -> Result<(Vec<usize>, bool), Stop> {
        let rank = self.trace.shape(x).len();
        let given = match args.at(1) {
            Value::None => Vec::new(),
            axes => self.axes(&axes.clone(), rank)?,
        };
        let keep = matches!(args.at(2), Value::Bool(true));
        Ok(match given.is_empty() {
            true => ((0..rank).collect(), keep),
            false => (given, keep),
        })
    }

    /// Without the axes, which have length 1, unless they are to be kept.
    fn without(&mut self, x: Id, axes: &[usize], keep: bool) -> Result<Id, Stop> {
        if keep {
            return Ok(x);
        }
        let shape = self.trace.shape(x).to_vec();
        let kept = (0..shape.len()).filter(|i| !axes.contains(i));
        let kept: Vec<usize> = kept.map(|i| shape[i]).collect();
        Ok(self.trace.reshape(x, &kept)?)
    }

    fn place_of(&mut self, x: Id, axis: usize, least: bool) -> Result<Id, Stop> {
        let x = match least {
            true => self.trace.unary(Unary::Neg, x)?,
            false => x,
        };
        Ok(self.trace.argmax(x, axis)?)
    }

    /// `max(x)`, `max(x, y)` or `max(x, dim, keepdim)`, which tells the place too.
    fn extreme(&mut self, name: &str, args: &Args) -> Answer {
        let x = self.id(args.at(0))?;
        let (reduction, of_two) = match name {
            "max" => (Reduction::Max, Binary::Max),
            _ => (Reduction::Min, Binary::Min),
        };
        let rank = self.trace.shape(x).len();
        match args.at(1) {
            Value::None => {
                let axes: Vec<usize> = (0..rank).collect();
                let y = self.trace.reduce(reduction, x, &axes)?;
                let y = self.without(y, &axes, false)?;
                self.answer(y)
            }
            Value::Tensor(_) => {
                let other = self.id(args.at(1))?;
                let y = self.trace.binary(of_two, x, other)?;
                self.answer(y)
            }
            axis => {
                let axis = self.one_axis(&axis.clone(), rank)?;
                let keep = matches!(args.at(2), Value::Bool(true));
                let y = self.trace.reduce(reduction, x, &[axis])?;
                let y = self.without(y, &[axis], keep)?;
                let place = self.place_of(x, axis, name == "min")?;
                let place = self.without(place, &[axis], keep)?;
                let both = [self.make(y), self.make(place)];
                Ok(Some(Value::tuple(both)))
            }
        }
    }

    /// `std(x, unbiased)`, `std(x, dim, unbiased, keepdim)` and the same with `correction`.
    fn spread(&mut self, name: &str, args: &Args) -> Answer {
        let x = self.id(args.at(0))?;
        let rank = self.trace.shape(x).len();
        let (axes, unbiased, keep) = match args.at(1) {
            Value::Bool(unbiased) => ((0..rank).collect(), *unbiased, false),
            Value::None => ((0..rank).collect(), args.at(2).clone().is_not(false), false),
            axes => {
                let axes = self.axes(&axes.clone(), rank)?;
                let keep = args.named("keepdim", 3);
                (
                    axes,
                    args.at(2).is_not(false),
                    matches!(keep, Value::Bool(true)),
                )
            }
        };
        let correction = match args.named("correction", usize::MAX) {
            Value::None => f64::from(u8::from(unbiased)),
            value => self.float(&value.clone())?,
        };
        let mut once = axes.clone();
        once.sort_unstable();
        once.dedup();
        let lengths = once.iter().filter_map(|&i| self.trace.shape(x).get(i));
        let count: usize = lengths.product();
        let mean = self.trace.reduce(Reduction::Mean, x, &axes)?;
        let off = self.trace.binary(Binary::Sub, x, mean)?;
        let square = self.trace.binary(Binary::Mul, off, off)?;
        let sum = self.trace.reduce(Reduction::Sum, square, &axes)?;
        let rest = self.constant((count as f64 - correction).max(0.0))?;
        let mut y = self.trace.binary(Binary::Div, sum, rest)?;
        if name == "std" {
            y = self.trace.unary(Unary::Sqrt, y)?;
        }
        let y = self.without(y, &axes, keep)?;
        self.answer(y)
    }

    /// `norm(x, p, dim, keepdim)` of the first and second kind.
    fn length(&mut self, args: &Args) -> Answer {
        let x = self.id(args.at(0))?;
        let p = match args.at(1) {
            Value::None => 2.0,
            Value::Str(_) => 2.0,
            p => self.float(&p.clone())?,
        };
        let rest = Args::from(
            [args.at(0), args.at(2), args.at(3)]
                .map(Value::clone)
                .to_vec(),
        );
        let (axes, keep) = self.asked_axes(x, &rest)?;
        let parts = match p {
            2.0 => self.trace.binary(Binary::Mul, x, x)?,
            1.0 => self.trace.unary(Unary::Abs, x)?,
            p => return Err(Stop::new(format!("the norm of kind {p} is not supported"))),
        };
        let sum = self.trace.reduce(Reduction::Sum, parts, &axes)?;
        let y = match p {
            2.0 => self.trace.unary(Unary::Sqrt, sum)?,
            _ => sum,
        };
        let y = self.trace.cast(y, Dtype::Float)?;
        let y = self.without(y, &axes, keep)?;
        self.answer(y)
    }
}

impl Value {
    /// Whether it isn't this truth value.
    fn is_not(&self, truth: bool) -> bool {
        !matches!(self, Value::Bool(own) if *own == truth)
    }
}
