//! A tensor in parts along an axis.

use super::Args;
use crate::run::heap::View;
use crate::run::{Machine, Stop, Tensor, Value};

impl Machine {
    /// A tensor in parts along an axis.
    pub(super) fn parts(
        &mut self,
        name: &str,
        tensor: Tensor,
        shape: &[usize],
        args: &Args,
    ) -> Result<Value, Stop> {
        let rank = shape.len();
        let axis = match name {
            "unbind" => self.axis(args.at(1), rank, 0)?,
            _ => self.axis(args.at(2), rank, 0)?,
        };
        let length = *shape
            .get(axis)
            .ok_or_else(|| Stop::new("a number has no parts"))?;
        self.room(length)?;
        let sizes: Vec<usize> = match name {
            "unbind" => {
                let all = (0..length as i64).map(|i| self.pick(tensor, shape, axis, i));
                let all: Vec<Value> = all.collect::<Result<_, _>>()?;
                return Ok(self.list(all));
            }
            "chunk" => {
                let count = self.int(args.at(1))?.max(1) as usize;
                let size = length.div_ceil(count).max(1);
                (0..length.div_ceil(size))
                    .map(|i| size.min(length - i * size))
                    .collect()
            }
            "tensor_split" => {
                let count = self.int(args.at(1))?.max(1) as usize;
                self.room(count)?;
                let (each, more) = (length / count, length % count);
                (0..count).map(|i| each + usize::from(i < more)).collect()
            }
            _ => match args.at(1) {
                Value::List(_) | Value::Tuple(_) => self.sizes(args.at(1))?,
                one => {
                    let size = self.int(one)?.max(1) as usize;
                    (0..length.div_ceil(size))
                        .map(|i| size.min(length - i * size))
                        .collect()
                }
            },
        };
        let mut all = Vec::with_capacity(sizes.len());
        let mut start = 0;
        for count in sizes {
            let view = View::Slice {
                axis,
                start,
                count,
                step: 1,
            };
            all.push(self.view(tensor, view)?);
            start = start.saturating_add(count);
        }
        Ok(self.list(all))
    }
}
