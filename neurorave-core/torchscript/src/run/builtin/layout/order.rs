//! A tensor's axes in another order.

use super::Args;
use crate::run::heap::View;
use crate::run::{Machine, Stop, Tensor, Value};
use crate::trace::axis_of;

impl Machine {
    /// `permute`, `transpose` and their like.
    pub(super) fn reordered(
        &mut self,
        name: &str,
        tensor: Tensor,
        rank: usize,
        args: &Args,
    ) -> Result<Value, Stop> {
        let perm: Vec<usize> = match name {
            "permute" => self.axes(args.at(1), rank)?,
            "t" | "numpy_T" => (0..rank).rev().collect(),
            "transpose" | "swapaxes" | "swapdims" | "mT" => {
                let (a, b) = match name {
                    "mT" => (axis_of(-2, rank)?, axis_of(-1, rank)?),
                    _ => (
                        self.axis(args.at(1), rank, 0)?,
                        self.axis(args.at(2), rank, 1)?,
                    ),
                };
                let mut perm: Vec<usize> = (0..rank).collect();
                if rank > 0 {
                    perm.swap(a, b);
                }
                perm
            }
            _ => {
                let from = self.axes(args.at(1), rank)?;
                let to = self.axes(args.at(2), rank)?;
                let mut perm: Vec<usize> = (0..rank).filter(|i| !from.contains(i)).collect();
                let mut moves: Vec<_> = to.iter().zip(&from).collect();
                moves.sort_unstable();
                self.work(moves.len() * rank)?;
                for (&to, &from) in moves {
                    perm.insert(to.min(perm.len()), from);
                }
                perm
            }
        };
        self.view(tensor, View::Transpose(perm.into()))
    }
}
