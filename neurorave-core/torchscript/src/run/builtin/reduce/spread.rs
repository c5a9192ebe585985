//! How far values are from their mean.

use super::{Answer, Args};
use crate::run::{Machine, Value};
use crate::trace::{Binary, Reduction, Unary};

impl Machine {
    /// `std(x, unbiased)`, `std(x, dim, unbiased, keepdim)` and the same with `correction`.
    pub(super) fn spread(&mut self, name: &str, args: &Args) -> Answer {
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
}

impl Value {
    /// Whether it isn't this truth value.
    fn is_not(&self, truth: bool) -> bool {
        !matches!(self, Value::Bool(own) if *own == truth)
    }
}
