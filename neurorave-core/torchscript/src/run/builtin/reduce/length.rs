//! Lengths of vectors.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Dtype, Reduction, Unary};

impl Machine {
    /// `norm(x, p, dim, keepdim)` of the first and second kind.
    pub(super) fn length(&mut self, args: &Args) -> Answer {
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
