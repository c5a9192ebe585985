//! New tensors of others' values.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Tensor, Value};
use crate::trace::Id;

impl Machine {
    pub(super) fn moved(&mut self, name: &str, tensor: Tensor, args: &Args) -> Answer {
        let x = self.heap.read(&mut self.trace, tensor)?;
        let rank = self.trace.shape(x).len();
        let y = match name {
            "clone" => x,
            "flip" => {
                let mut y = x;
                for axis in self.axes(args.at(1), rank)? {
                    y = self.trace.flip(y, axis)?;
                }
                y
            }
            "roll" => self.roll(x, args)?,
            "repeat" => self.repeat(x, args)?,
            "repeat_interleave" => self.repeat_each(x, args)?,
            "pad" | "constant_pad_nd" => self.padded(x, args)?,
            "index_select" => {
                let axis = self.axis(args.at(1), rank, 0)?;
                let indices = self.id(args.at(2))?;
                self.trace.gather(x, axis, indices)?
            }
            "embedding" => {
                let indices = self.id(args.at(1))?;
                self.trace.gather(x, 0, indices)?
            }
            "index" => return self.indexed(x, args),
            "index_put" => {
                let (axis, indices) = self.one_index(args.at(1))?;
                let values = self.id(args.at(2))?;
                if matches!(args.at(3), Value::Bool(true)) {
                    return Err(Stop::new("index_put that adds up is not supported"));
                }
                self.trace.scatter(x, axis, indices, values)?
            }
            "argsort" => self.argsort(x, args)?,
            "unfold" => self.unfolded(x, args)?,
            "gather" => self.gather_along(x, args)?,
            _ => return Ok(None),
        };
        self.answer(y)
    }

    /// `argsort(x, dim, descending)` of a row of known values.
    fn argsort(&mut self, x: Id, args: &Args) -> Result<Id, Stop> {
        let shape = self.trace.shape(x).to_vec();
        let rank = shape.len();
        let values = self.constant_values(args.at(0))?;
        self.trace
            .budget()
            .numbers(values.len().saturating_mul(8), 8)?;
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        if matches!(args.named("descending", 2), Value::Bool(true)) {
            order.reverse();
        }
        if rank != 1 {
            return Err(Stop::new("argsort of more than one row is not supported"));
        }
        let order = order.into_iter().map(|i| i as i64).collect();
        Ok(self.trace.ints(order, &shape)?)
    }
}
