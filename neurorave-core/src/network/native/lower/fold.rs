//! Products of tensors, and sums, means and extremes along axes.

use super::arithmetic::{Work, broadcast};
use super::pick::index;
use super::value::{Value, input, optional};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::expr::Op;
use crate::network::native::loops::{Loop, nest, nest_in_order};
use crate::network::native::program::{Contract, Fold, Step, Tensor};
use crate::network::native::view::View;
use tract_onnx::pb::NodeProto;

/// Loops over the output, and over what is folded; `None` where axes are divided in ways that
/// don't fit.
type Nests = Option<(Vec<Loop>, Vec<Loop>)>;

impl Lowering<'_> {
    /// The product of matrices, or of several at once.
    pub(super) fn product(&mut self, a: &Tensor, b: &Tensor) -> Lowered<Tensor> {
        let (left, right) = (a.view.shape(), b.view.shape());
        let (&[ref outer_a @ .., rows, depth], &[ref outer_b @ .., depth_b, columns]) =
            (&left[..], &right[..])
        else {
            return unknown("of vectors");
        };
        if depth != depth_b {
            return unknown("of shapes that don't fit");
        }
        let batch = broadcast(&[outer_a.to_vec(), outer_b.to_vec()])?;
        let with = |more: &[usize]| [&batch[..], more].concat();
        let shape = with(&[rows, columns]);
        let order: Vec<usize> = (0..shape.len()).collect();
        let output = self.scratch(&shape, &order)?;
        let (last, before) = (shape.len() - 1, shape.len() - 2);
        let nests = |a: &Tensor, b: &Tensor| -> Nests {
            let a = a.view.broadcast(&with(&[rows, depth]))?;
            let b = b.view.broadcast(&with(&[depth, columns]))?;
            // Each without the axis that the other doesn't have, and without the common one.
            let inner = nest_in_order(&[&alone(&a, &[last]), &alone(&b, &[before])])?;
            let repeated = |view: &View, axis: usize| {
                let mut view = view.clone();
                view.axes[axis].clear();
                view.broadcast(&shape)
            };
            let outer = nest(&[&output.view, &repeated(&a, last)?, &repeated(&b, before)?])?;
            Some((outer, inner))
        };
        self.contract(&output, &[a.clone(), b.clone()], Fold::Sum(1.0), |from| {
            nests(&from[0], &from[1])
        })?;
        Ok(output)
    }

    /// A fold over `axes` of a tensor, or of the products of two of one shape; those axes are
    /// left with one element.
    pub(super) fn reduced(
        &mut self,
        operands: &[Tensor],
        axes: &[usize],
        fold: Fold,
    ) -> Lowered<Tensor> {
        let mut kept = operands[0].view.shape();
        axes.iter().for_each(|axis| kept[*axis] = 1);
        let output = self.scratch(&kept, &Self::stream_order(&kept))?;
        self.contract(&output, operands, fold, |operands| {
            let outside: Vec<View> = operands
                .iter()
                .map(|operand| {
                    let mut view = operand.view.clone();
                    axes.iter().for_each(|axis| view.axes[*axis].clear());
                    view
                })
                .collect();
            let inside: Vec<View> = operands.iter().map(|o| alone(&o.view, axes)).collect();
            let all: Vec<&View> = std::iter::once(&output.view).chain(&outside).collect();
            Some((
                nest(&all)?,
                nest_in_order(&inside.iter().collect::<Vec<_>>())?,
            ))
        })?;
        Ok(output)
    }

    /// Adds a contraction of `operands` over the loops that `nests` finds for them.
    fn contract(
        &mut self,
        output: &Tensor,
        operands: &[Tensor],
        fold: Fold,
        nests: impl Fn(&[Tensor]) -> Nests,
    ) -> Lowered<()> {
        let mut operands = operands.to_vec();
        let mut found = nests(&operands);
        if found.is_none() {
            for operand in &mut operands {
                *operand = self.undivided(operand)?;
            }
            found = nests(&operands);
        }
        let Some((outer, inner)) = found else {
            return unknown("its operands' axes are divided in ways that don't fit");
        };
        let tensors = || std::iter::once(output).chain(&operands);
        let step = Contract {
            buffers: tensors().map(|tensor| tensor.buffer).collect(),
            offsets: tensors().map(|tensor| tensor.view.offset).collect(),
            outer,
            inner: or_once(inner, operands.len()),
            fold,
        };
        self.push(Step::Contract(step), &[output.buffer])?;
        Ok(())
    }

    /// The mean over `axes`.
    pub(super) fn mean(&mut self, operands: &[Tensor], axes: &[usize]) -> Lowered<Tensor> {
        let shape = operands[0].view.shape();
        let count: usize = axes.iter().map(|axis| shape[*axis]).product();
        self.reduced(operands, axes, Fold::Sum(1.0 / count as f32))
    }

    pub(super) fn fold(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let name = input(node, 0)?;
        let rank = self.shape(name)?.len();
        let said = match optional(node, 1) {
            Some(axes) => self.integers(axes)?,
            None => attributes.ints("axes").unwrap_or_default().to_vec(),
        };
        let mut axes: Vec<usize> = said
            .iter()
            .map(|axis| index(*axis, rank))
            .collect::<Lowered<_>>()?;
        axes.sort_unstable();
        axes.dedup();
        if axes.is_empty() {
            if attributes.int("noop_with_empty_axes", 0) != 0 {
                return self.same(node);
            }
            axes = (0..rank).collect();
        }
        let value = self.value(name)?;
        let folded = self.folded(&node.op_type, value, &axes)?;
        let value = match attributes.int("keepdims", 1) {
            0 => {
                let tensor = self.in_memory(&folded)?;
                let shape = tensor.view.shape();
                let left = (0..rank).filter(|axis| !axes.contains(axis));
                let shape: Vec<usize> = left.map(|axis| shape[axis]).collect();
                Value::Tensor(self.reshaped(&tensor, &shape)?)
            }
            _ => folded,
        };
        self.put_off(node, value)
    }

    /// What the operator `kind` makes of `axes`, which are left with one element.
    fn folded(&mut self, kind: &str, value: Value, axes: &[usize]) -> Lowered<Value> {
        let unary = |work: &mut Work, x: &[_], op| work.one(op, x[0]);
        let from = match kind {
            "ReduceL1" => {
                let value = self.arithmetic(&[value], |work, x| unary(work, x, Op::Abs))?;
                self.in_memory(&value)?
            }
            "ReduceLogSumExp" => {
                let from = self.in_memory(&value)?;
                let most =
                    Value::Tensor(self.reduced(std::slice::from_ref(&from), axes, Fold::Max)?);
                let value = self.arithmetic(&[Value::Tensor(from), most.clone()], |work, x| {
                    let below = work.two(Op::Sub, x[0], x[1]);
                    work.one(Op::Exp, below)
                })?;
                let from = self.in_memory(&value)?;
                let sum = Value::Tensor(self.reduced(&[from], axes, Fold::Sum(1.0))?);
                return self.arithmetic(&[sum, most], |work, x| {
                    let sum = work.one(Op::Log, x[0]);
                    work.two(Op::Add, sum, x[1])
                });
            }
            _ => self.in_memory(&value)?,
        };
        let once = std::slice::from_ref(&from);
        let squares = [from.clone(), from.clone()];
        let folded = Value::Tensor(match kind {
            "ReduceSum" | "ReduceL1" | "ReduceLogSum" => {
                self.reduced(once, axes, Fold::Sum(1.0))?
            }
            "ReduceMean" => self.mean(once, axes)?,
            "ReduceMax" => self.reduced(once, axes, Fold::Max)?,
            "ReduceMin" => self.reduced(once, axes, Fold::Min)?,
            "ReduceL2" | "ReduceSumSquare" => self.reduced(&squares, axes, Fold::Sum(1.0))?,
            _ => return unknown("this operator isn't known"),
        });
        match kind {
            "ReduceL2" => self.arithmetic(&[folded], |work, x| unary(work, x, Op::Sqrt)),
            "ReduceLogSum" => self.arithmetic(&[folded], |work, x| unary(work, x, Op::Log)),
            _ => Ok(folded),
        }
    }
}

/// Those axes of a view, from its first element.
fn alone(view: &View, axes: &[usize]) -> View {
    View {
        offset: 0,
        axes: axes.iter().map(|axis| view.axes[*axis].clone()).collect(),
    }
}

/// A loop that turns once where there is none.
fn or_once(loops: Vec<Loop>, views: usize) -> Vec<Loop> {
    match loops.is_empty() {
        true => vec![Loop {
            size: 1,
            strides: vec![0; views],
        }],
        false => loops,
    }
}
