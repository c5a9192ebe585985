//! Fixed linear maps along an axis.

use super::dense::{Weights, by_row};
use super::pick::index;
use super::value::{Value, flag, input};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::expr::Op;
use crate::network::native::kernel::Form;
use crate::network::native::onnx::Constant;
use crate::network::native::program::Tensor;
use tract_onnx::pb::NodeProto;

/// Most entries that are summed by one matrix.
const BLOCK: usize = 64;

impl Lowering<'_> {
    /// The product of `axis` with a matrix of outputs by inputs.
    pub(super) fn multiplied_along(
        &mut self,
        from: &Tensor,
        axis: usize,
        matrix: &Constant,
    ) -> Lowered<Tensor> {
        let weights = Weights {
            form: Form::Dense,
            constant: matrix,
            matrix: by_row(0, matrix.shape[0], matrix.shape[1]),
            bias: &[],
        };
        let rank = from.view.axes.len();
        let swap = |tensor: &Tensor| {
            let mut order: Vec<usize> = (0..rank).collect();
            order.swap(axis, rank - 1);
            let view = tensor.view.transpose(&order);
            let buffer = tensor.buffer;
            Tensor { view, buffer }
        };
        let (made, _) = self.multiplied(&swap(from), &weights)?;
        Ok(swap(&made))
    }

    pub(super) fn cumulative(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let from = self.tensor(input(node, 0)?)?;
        let rank = from.view.axes.len();
        let axis = match self.integers(input(node, 1)?)?[..] {
            [axis] => index(axis, rank)?,
            _ => return unknown("along several axes"),
        };
        let exclusive = flag(attributes, "exclusive")?;
        let reverse = flag(attributes, "reverse")?;
        let turned = |tensor: Tensor| {
            let size = tensor.view.shape()[axis];
            let view = match reverse {
                true => tensor.view.gather(axis, (0..size).rev()),
                false => Some(tensor.view),
            };
            let buffer = tensor.buffer;
            view.map_or_else(
                || unknown("of an axis that is divided otherwise"),
                |view| Ok(Tensor { view, buffer }),
            )
        };
        let from = turned(self.undivided(&from)?)?;
        let sum = self.sums(&from, axis, exclusive)?;
        let sum = self.undivided(&sum)?;
        let sum = turned(sum)?;
        self.result(node, Value::Tensor(sum))
    }

    /// Sums of all entries of `axis` up to each; without it if `exclusive`.
    fn sums(&mut self, from: &Tensor, axis: usize, exclusive: bool) -> Lowered<Tensor> {
        let shape = from.view.shape();
        let size = shape[axis];
        let sums = |size: usize, exclusive: bool| {
            let counts = |o: usize, i: usize| i < o || (i == o && !exclusive);
            let weight = |o, i| f32::from(u8::from(counts(o, i)));
            Constant::of_matrix(size, size, weight, true)
        };
        let block = (1..=BLOCK.min(size))
            .rev()
            .find(|block| size.is_multiple_of(*block));
        let block = block.unwrap_or(1);
        if block == size || block < 8 {
            return match size <= 8 * BLOCK {
                true => self.multiplied_along(from, axis, &sums(size, exclusive)),
                false => unknown("of too many"),
            };
        }
        // Sums within blocks, and of the blocks before each.
        let mut blocks = shape.clone();
        blocks.splice(axis..=axis, [size / block, block]);
        let from = self.reshaped(from, &blocks)?;
        let within = self.multiplied_along(&from, axis + 1, &sums(block, exclusive))?;
        let all = Constant::of_matrix(1, block, |_, _| 1.0, true);
        let whole = self.multiplied_along(&from, axis + 1, &all)?;
        let before = self.sums(&whole, axis, true)?;
        let sum = self.binary(Op::Add, &Value::Tensor(within), &Value::Tensor(before))?;
        let sum = self.in_memory(&sum)?;
        self.reshaped(&sum, &shape)
    }
}
