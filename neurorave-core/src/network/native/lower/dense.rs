//! Products with fixed matrices.

use super::value::{Value, input};
use super::{Lowered, Lowering, unknown};
use crate::network::native::kernel::{Form, Matrix, Packed, Run};
use crate::network::native::onnx::Constant;
use crate::network::native::program::{Dense, Rows, Step, Tensor};
use crate::network::native::view::{Axis, places};
use std::rc::Rc;
use std::sync::Arc;
use tract_onnx::pb::NodeProto;

/// Weights of a dense step.
pub(super) struct Weights<'a> {
    pub(super) form: Form,
    /// The tensor that has them.
    pub(super) constant: &'a Constant,
    /// Where in it they are.
    pub(super) matrix: Matrix,
    /// Empty is none.
    pub(super) bias: &'a [f32],
}

/// Where a dense step reads and writes.
pub(super) struct Layout {
    /// Where each segment begins, from a row's start.
    pub(super) segments: Vec<isize>,
    /// Values in a segment.
    pub(super) run: usize,
    pub(super) input: Rows,
    pub(super) output: Rows,
    pub(super) residual: Option<Rows>,
    /// Values that each row makes.
    pub(super) outputs: usize,
}

impl Lowering<'_> {
    /// Floats that never change.
    pub(super) fn weights(&self, name: &str) -> Lowered<Rc<Constant>> {
        let constant = self.constant(name).filter(|c| c.is_floats());
        constant.map_or_else(|| unknown("with weights that aren't fixed"), Ok)
    }

    /// A bias of so many values; empty where there is none.
    pub(super) fn bias(&self, name: Option<&str>, count: usize) -> Lowered<Vec<f32>> {
        let bias = name.map_or_else(|| Ok(Vec::new()), |name| self.floats(name))?;
        match name.is_none() || bias.len() == count {
            true => Ok(bias),
            false => unknown("with a bias that doesn't fit"),
        }
    }

    pub(super) fn packed(&mut self, weights: &Weights) -> Lowered<Arc<Packed>> {
        let Weights {
            form,
            constant,
            matrix,
            bias,
        } = weights;
        self.limits.matrix(matrix.outputs(), matrix.inputs())?;
        match constant.packed(*form, matrix, bias) {
            Some(packed) => Ok(Arc::new(packed)),
            None => unknown("of shapes that don't fit"),
        }
    }

    /// Adds a dense step; its index.
    pub(super) fn dense(&mut self, packed: Arc<Packed>, layout: Layout) -> Lowered<usize> {
        let made = layout.output.buffer;
        let dense = Dense {
            packed,
            segments: layout.segments,
            run: layout.run,
            input: layout.input,
            output: Some(layout.output),
            residual: layout.residual,
            rectified: None,
            outputs: layout.outputs,
        };
        self.push(Step::Dense(dense), &[made])
    }

    /// The product of the last axis of `input` with a matrix, and the step that makes it.
    pub(super) fn multiplied(
        &mut self,
        input: &Tensor,
        weights: &Weights,
    ) -> Lowered<(Tensor, usize)> {
        let (outputs, inputs) = (weights.matrix.outputs(), weights.matrix.inputs());
        let mut shape = input.view.shape();
        let Some(last) = shape.len().checked_sub(1) else {
            return unknown("of shapes that don't fit");
        };
        if shape[last] != inputs {
            return unknown("of shapes that don't fit");
        }
        let input = match inputs == 1 || input.view.stride(last) == Some(1) {
            true => input.clone(),
            false => self.plain(input)?,
        };
        shape[last] = outputs;
        let order: Vec<usize> = (0..shape.len()).collect();
        let output = self.scratch(&shape, &order)?;
        let packed = self.packed(weights)?;
        let step = self.dense(
            packed,
            Layout {
                segments: vec![0],
                run: inputs,
                input: rows(&input),
                output: rows(&output),
                residual: None,
                outputs,
            },
        )?;
        Ok((output, step))
    }

    pub(super) fn matmul(&mut self, node: &NodeProto) -> Lowered<()> {
        let (a, b) = (input(node, 0)?, input(node, 1)?);
        if let Some((constant, [depth, outputs])) = self.matrix(b) {
            let from = self.tensor(a)?;
            let weights = Weights {
                form: Form::Dense,
                constant: &constant,
                matrix: by_column(depth, outputs),
                bias: &[],
            };
            let (output, step) = self.multiplied(&from, &weights)?;
            self.makes(node, output.buffer, step, false);
            return self.result(node, Value::Tensor(output));
        }
        // A · B is the transpose of Bᵀ · Aᵀ.
        if let Some((constant, [outputs, depth])) = self.matrix(a)
            && self.shape(b)?.len() >= 2
        {
            let from = swapped(&self.tensor(b)?);
            let weights = Weights {
                form: Form::Dense,
                constant: &constant,
                matrix: by_row(0, outputs, depth),
                bias: &[],
            };
            let (output, step) = self.multiplied(&from, &weights)?;
            self.makes(node, output.buffer, step, false);
            return self.result(node, Value::Tensor(swapped(&output)));
        }
        let (a, b) = (self.tensor(a)?, self.tensor(b)?);
        let product = self.product(&a, &b)?;
        self.result(node, Value::Tensor(product))
    }

    /// A constant matrix and its sizes.
    pub(super) fn matrix(&self, name: &str) -> Option<(Rc<Constant>, [usize; 2])> {
        let constant = self.constant(name).filter(|c| c.is_floats())?;
        match constant.shape[..] {
            [rows, columns] if rows * columns > 0 => Some((constant, [rows, columns])),
            _ => None,
        }
    }
}

/// A matrix whose outputs are the rows of a tensor, from that one on.
pub(super) fn by_row(first: usize, outputs: usize, inputs: usize) -> Matrix {
    Matrix {
        start: first * inputs,
        outputs: [Run::ONCE, Run::of(outputs, inputs)],
        inputs: [Run::ONCE, Run::of(inputs, 1)],
    }
}

/// A matrix whose outputs are the columns of a tensor.
pub(super) fn by_column(inputs: usize, outputs: usize) -> Matrix {
    Matrix {
        start: 0,
        outputs: [Run::ONCE, Run::of(outputs, 1)],
        inputs: [Run::ONCE, Run::of(inputs, outputs)],
    }
}

/// With the last two axes swapped.
pub(super) fn swapped(tensor: &Tensor) -> Tensor {
    let rank = tensor.view.axes.len();
    let mut view = tensor.view.clone();
    view.axes.swap(rank - 2, rank - 1);
    Tensor {
        view,
        buffer: tensor.buffer,
    }
}

/// The rows of a tensor along its last axis.
pub(super) fn rows(tensor: &Tensor) -> Rows {
    let outer: Axis = match &tensor.view.axes[..] {
        [outer @ .., _] => outer.iter().flatten().copied().collect(),
        [] => Axis::new(),
    };
    let starts = places(&outer).into_iter();
    Rows {
        buffer: tensor.buffer,
        starts: starts.map(|place| tensor.view.offset + place).collect(),
    }
}

/// Segments of `run` values, as few as can be: taps that lie next to each other are one.
pub(super) fn joined(segments: Vec<isize>, run: usize) -> (Vec<isize>, usize) {
    let adjoining = segments
        .windows(2)
        .all(|pair| pair[1] - pair[0] == run as isize);
    match adjoining && segments.len() > 1 {
        true => (vec![segments[0]], run * segments.len()),
        false => (segments, run),
    }
}
