//! Other ways of looking at complex values, whose real and imaginary parts are a last axis.

use super::{Answer, Args};
use crate::run::Value;
use crate::run::builtin::axis::product;
use crate::run::{Machine, Stop};
use crate::trace::{Dtype, Id};

impl Machine {
    /// Other ways of looking at complex values: their own axes come first, the pairs stay last.
    pub(super) fn complex_view(&mut self, name: &str, x: Id, args: &Args) -> Answer {
        let shape = self.trace.shape(x).to_vec();
        let rank = shape.len() - 1;
        let pairs = self.trace.retype(x, Dtype::Float)?;
        let y = match name {
            "contiguous" | "detach" | "alias" => pairs,
            "reshape" | "view" => {
                let total: usize = shape[..rank].iter().product();
                let asked = self.ints(args.at(1))?;
                let rest = total / product(&asked).unwrap_or(1).max(1);
                let lengths = asked.iter().map(|&n| usize::try_from(n).unwrap_or(rest));
                let open: Vec<usize> = lengths.chain([2]).collect();
                self.trace.reshape(pairs, &open)?
            }
            "permute" => {
                let mut perm = self.axes(args.at(1), rank)?;
                perm.push(rank);
                self.trace.transpose(pairs, &perm)?
            }
            "transpose" => {
                let (a, b) = (
                    self.one_axis(args.at(1), rank)?,
                    self.one_axis(args.at(2), rank)?,
                );
                let mut perm: Vec<usize> = (0..=rank).collect();
                perm.swap(a, b);
                self.trace.transpose(pairs, &perm)?
            }
            "unsqueeze" => {
                let axis = self.one_axis(args.at(1), rank + 1)?;
                let mut open = shape.clone();
                open.insert(axis, 1);
                self.trace.reshape(pairs, &open)?
            }
            "slice" => {
                let axis = match args.at(1) {
                    Value::None => 0,
                    axis => self.one_axis(&axis.clone(), rank)?,
                };
                let (start, end, step) = self.range(shape[axis], args, 2)?;
                let count = (end - start).div_ceil(step);
                self.trace.slice(pairs, axis, start, count, step)?
            }
            other => {
                return Err(Stop::new(format!(
                    "{other} of complex numbers is not supported"
                )));
            }
        };
        let y = self.trace.retype(y, Dtype::Complex)?;
        self.answer(y)
    }
}
