//! Products of tensors, and sums, means and extremes along axes.

use super::elementwise::broadcast;
use super::{Attributes, Lowered, Lowering, Value, unknown};
use crate::network::native::loops::{Loop, nest, nest_in_order};
use crate::network::native::program::{Contract, Fold, Step, Tensor};
use crate::network::native::view::View;
use tract_onnx::pb::NodeProto;

impl Lowering<'_> {
    /// A product of two tensors that change.
    pub(super) fn contract(&mut self, node: &NodeProto) -> Lowered<()> {
        let a = self.tensor(&node.input[0])?;
        let b = self.tensor(&node.input[1])?;
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
        let output = self.scratch(&shape, &order);
        let rank = shape.len();
        let views = (
            a.view.broadcast(&with(&[rows, depth])),
            b.view.broadcast(&with(&[depth, columns])),
        );
        let (Some(view_a), Some(view_b)) = views else {
            return unknown("of shapes that don't fit");
        };
        // Each without the axis that the other doesn't have, and without the common one.
        let along = |view: &View, axis: usize| View {
            offset: 0,
            axes: vec![view.axes[axis].clone()],
        };
        let inner = nest_in_order(&[&along(&view_a, rank - 1), &along(&view_b, rank - 2)]);
        let repeated = |view: &View, axis: usize| {
            let mut view = view.clone();
            view.axes[axis].clear();
            view.broadcast(&shape)
        };
        let outer = match (repeated(&view_a, rank - 1), repeated(&view_b, rank - 2)) {
            (Some(a), Some(b)) => nest(&[&output.view, &a, &b]),
            _ => None,
        };
        let (Some(inner), Some(outer)) = (inner, outer) else {
            return unknown("its operands' axes are divided in ways that don't fit");
        };
        self.program.steps.push(Step::Contract(Contract {
            buffers: vec![output.buffer, a.buffer, b.buffer],
            offsets: vec![output.view.offset, a.view.offset, b.view.offset],
            outer,
            inner: or_once(inner, 2),
            fold: Fold::Sum(1.0),
        }));
        self.set(&node.output[0], Value::Tensor(output));
        Ok(())
    }

    pub(super) fn fold(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let input = self.tensor(&node.input[0])?;
        let shape = input.view.shape();
        let axes = match node.input.get(1).filter(|name| !name.is_empty()) {
            Some(name) => self.integers(name)?,
            None => attributes.ints("axes").unwrap_or_default().to_vec(),
        };
        let mut folded: Vec<usize> = axes
            .iter()
            .map(|axis| Self::axis(*axis, shape.len()))
            .collect::<Lowered<_>>()?;
        if folded.is_empty() {
            if attributes.int("noop_with_empty_axes", 0) != 0 {
                return self.same(node);
            }
            folded = (0..shape.len()).collect();
        }
        let mut kept = shape.clone();
        folded.iter().for_each(|axis| kept[*axis] = 1);
        let order = Self::stream_order(&kept);
        let output = self.scratch(&kept, &order);
        let mut outside = input.view.clone();
        folded.iter().for_each(|axis| outside.axes[*axis].clear());
        let inside = View {
            offset: 0,
            axes: folded
                .iter()
                .map(|axis| input.view.axes[*axis].clone())
                .collect(),
        };
        let (outer, inner) = (nest(&[&output.view, &outside]), nest_in_order(&[&inside]));
        let (Some(outer), Some(inner)) = (outer, inner) else {
            return unknown("an axis is divided in ways that don't fit");
        };
        let count: usize = folded.iter().map(|axis| shape[*axis]).product();
        let fold = match node.op_type.as_str() {
            "ReduceSum" => Fold::Sum(1.0),
            "ReduceMean" => Fold::Sum(1.0 / count as f32),
            "ReduceMax" => Fold::Max,
            _ => Fold::Min,
        };
        self.program.steps.push(Step::Contract(Contract {
            buffers: vec![output.buffer, input.buffer],
            offsets: vec![output.view.offset, input.view.offset],
            outer,
            inner: or_once(inner, 1),
            fold,
        }));
        let tensor = match attributes.int("keepdims", 1) {
            0 => {
                let left = (0..shape.len()).filter(|axis| !folded.contains(axis));
                let shape: Vec<usize> = left.map(|axis| shape[axis]).collect();
                let Some(view) = output.view.reshape(&shape) else {
                    return unknown("a shape that doesn't fit");
                };
                Tensor { view, ..output }
            }
            _ => output,
        };
        self.set(&node.output[0], Value::Tensor(tensor));
        Ok(())
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
