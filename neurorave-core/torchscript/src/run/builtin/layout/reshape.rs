//! The same values in another shape.

use super::Args;
use crate::run::builtin::axis::product;
use crate::run::heap::View;
use crate::run::{Machine, Stop, Tensor, Value};
use crate::trace::Shape;

impl Machine {
    /// `reshape`, `flatten` and their like.
    pub(super) fn reshaped(
        &mut self,
        name: &str,
        tensor: Tensor,
        shape: &[usize],
        args: &Args,
    ) -> Result<Value, Stop> {
        let rank = shape.len();
        let lengths: Shape = match name {
            "reshape" | "view" | "_unsafe_view" => {
                if name == "view" && matches!(args.at(1), Value::Int(_)) {
                    return Err(Stop::new("values read as another kind of number"));
                }
                self.lengths(tensor, args.at(1))?.into()
            }
            "view_as" | "reshape_as" => {
                let other = self.id(args.at(1))?;
                self.trace.shape(other).into()
            }
            "flatten" => {
                let from = self.axis(args.at(1), rank, 0)?;
                let to = self.axis(args.at(2), rank, -1)?;
                if from > to {
                    return Err(Stop::new("flatten ends before it begins"));
                }
                let mut flat = shape.get(..from).unwrap_or_default().to_vec();
                flat.push(shape.get(from..=to).unwrap_or_default().iter().product());
                flat.extend(shape.get(to + 1..).unwrap_or_default());
                flat.into()
            }
            "unflatten" => {
                let axis = self.own_axis(args.at(1), rank)?;
                let parts = self.ints(args.at(2))?;
                let rest = shape[axis] / product(&parts).unwrap_or(1).max(1);
                let parts = parts.iter().map(|&n| usize::try_from(n).unwrap_or(rest));
                let mut open = shape[..axis].to_vec();
                open.extend(parts);
                open.extend(&shape[axis + 1..]);
                open.into()
            }
            "unsqueeze" => {
                let axis = self.axis(args.at(1), rank + 1, 0)?;
                let mut open = shape.to_vec();
                open.insert(axis, 1);
                open.into()
            }
            _ => {
                let axes: Vec<usize> = match args.at(1) {
                    Value::None => (0..rank).collect(),
                    axes => self.axes(axes, rank)?,
                };
                let kept = (0..rank).filter(|i| shape[*i] != 1 || !axes.contains(i));
                let kept: Vec<usize> = kept.map(|i| shape[i]).collect();
                kept.into()
            }
        };
        self.view(tensor, View::Reshape(lengths))
    }

    /// Lengths with one -1 in place of what is left.
    fn lengths(&mut self, tensor: Tensor, asked: &Value) -> Result<Vec<usize>, Stop> {
        let total: usize = self.shape_of(tensor)?.iter().product();
        let asked = self.ints(asked)?;
        let known = product(&asked);
        let open = asked.iter().filter(|&&n| n < 0).count();
        let misfit = || {
            let some = &asked[..asked.len().min(16)];
            Stop::new(format!("{total} values cannot take the shape {some:?}"))
        };
        if open > 1 || asked.len() > 16 {
            return Err(misfit());
        }
        let rest = match known {
            Some(known) if known > 0 && total.is_multiple_of(known) => total / known,
            _ if open == 0 => 0,
            _ => return Err(misfit()),
        };
        Ok(asked
            .iter()
            .map(|&n| usize::try_from(n).unwrap_or(rest))
            .collect())
    }
}
