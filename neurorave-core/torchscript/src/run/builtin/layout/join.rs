//! Several tensors in one.

use super::{Answer, Args};
use crate::run::{Machine, Stop};
use crate::trace::Id;

impl Machine {
    /// Several tensors in one.
    pub(super) fn joined(&mut self, name: &str, args: &Args) -> Answer {
        let y = match name {
            "cat" | "concat" | "concatenate" => {
                let mut all = self.ids(args.at(0))?;
                // What has no entries at all fits to everything.
                all.retain(|&id| *self.trace.shape(id) != [0]);
                let Some(&first) = all.first() else {
                    return Err(Stop::new("nothing is joined"));
                };
                let rank = self.trace.shape(first).len();
                let axis = self.axis(args.at(1), rank, 0)?;
                self.trace.concat(&all, axis)?
            }
            "stack" => {
                let all = self.ids(args.at(0))?;
                let Some(&first) = all.first() else {
                    return Err(Stop::new("nothing is joined"));
                };
                let mut shape = self.trace.shape(first).to_vec();
                let axis = self.axis(args.at(1), shape.len() + 1, 0)?;
                shape.insert(axis, 1);
                let all = all.into_iter().map(|id| self.trace.reshape(id, &shape));
                let all: Vec<Id> = all.collect::<Result<_, _>>()?;
                self.trace.concat(&all, axis)?
            }
            "hstack" | "vstack" | "column_stack" | "einsum" | "meshgrid" => {
                return Err(Stop::new(format!("the operator {name} is not supported")));
            }
            _ => return Ok(None),
        };
        self.answer(y)
    }
}
