//! Convolutions and products with fixed matrices, and what becomes a part of them.

use super::shape::index;
use super::{Attributes, Lowered, Lowering, Value, unknown};
use crate::network::native::kernel::{Matrix, Packed, Run};
use crate::network::native::onnx::Constant;
use crate::network::native::program::{Dense, Home, Rows, Step, Tensor};
use crate::network::native::view::{self, View};
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

/// Most groups of a convolution that are done one after another.
const MOST_GROUPS: usize = 256;

/// Weights of a dense step.
pub(super) struct Weights {
    pub(super) constant: Rc<Constant>,
    pub(super) bias: Vec<f32>,
}

impl Weights {
    pub(super) fn of(lowering: &Lowering, weight: &str, bias: Option<&String>) -> Lowered<Weights> {
        let constant = lowering.constant(weight).filter(|c| c.is_floats());
        let Some(constant) = constant else {
            return unknown("with weights that aren't fixed");
        };
        let bias = match bias.filter(|name| !name.is_empty()) {
            Some(name) => match lowering.constant(name).as_ref().and_then(|c| c.floats()) {
                Some(values) => values.to_vec(),
                None => return unknown("with a bias that isn't fixed"),
            },
            None => Vec::new(),
        };
        Ok(Weights { constant, bias })
    }

    /// A matrix of them, packed.
    pub(super) fn packed(&self, matrix: &Matrix, bias: &[f32]) -> Lowered<Packed> {
        let packed = self.constant.packed(matrix, bias);
        packed.map_or_else(|| unknown("of shapes that don't fit"), Ok)
    }
}

impl Lowering<'_> {
    pub(super) fn conv(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let weights = Weights::of(self, &node.input[1], node.input.get(2))?;
        let [outputs, depth, kernel] = weights.constant.shape[..] else {
            return unknown("of more than one dimension");
        };
        let one = |name: &str| match attributes.ints(name) {
            Some(&[value]) => usize::try_from(value).unwrap_or(0).max(1),
            _ => 1,
        };
        let (stride, dilation) = (one("strides"), one("dilations"));
        let groups = usize::try_from(attributes.int("group", 1))
            .unwrap_or(1)
            .max(1);
        let padded = attributes
            .ints("pads")
            .is_some_and(|pads| pads.iter().any(|p| *p != 0));
        let named = !matches!(attributes.text("auto_pad"), b"" | b"NOTSET" | b"VALID");
        if padded || named {
            return unknown("with padding");
        }
        let input = self.tensor(&node.input[0])?;
        let [1, channels, time] = input.view.shape()[..] else {
            return unknown("of a batch");
        };
        let span = (kernel - 1) * dilation + 1;
        let whole = channels == depth * groups && outputs.is_multiple_of(groups) && time >= span;
        if !whole || groups > MOST_GROUPS {
            return unknown("of shapes that don't fit");
        }
        let input = self.readable(input)?;
        let apart = input.view.stride(2).unwrap_or(0);
        let frames = (time - span) / stride + 1;
        let output = self.scratch(&[1, outputs, frames], &[0, 2, 1]);
        let each = outputs / groups;
        for group in 0..groups {
            let matrix = Matrix {
                start: group * each * depth * kernel,
                outputs: [Run::ONCE, Run::of(each, depth * kernel)],
                inputs: [Run::of(kernel, 1), Run::of(depth, kernel)],
            };
            let bias = weights
                .bias
                .get(group * each..(group + 1) * each)
                .unwrap_or_default();
            let packed = weights.packed(&matrix, bias)?;
            let first = input.view.offset + (group * depth) as isize;
            let starts = (0..frames).map(|frame| first + (frame * stride) as isize * apart);
            let taps = (0..kernel).map(|tap| (tap * dilation) as isize * apart);
            let (segments, run) = joined(taps.collect(), depth);
            let made = (0..frames).map(|frame| (frame * outputs + group * each) as isize);
            self.program.steps.push(Step::Dense(Dense {
                packed,
                segments,
                run,
                input: Rows {
                    buffer: input.buffer,
                    starts: starts.collect(),
                },
                output: Some(Rows {
                    buffer: output.buffer,
                    starts: made.collect(),
                }),
                residual: None,
                rectified: None,
                outputs: each,
            }));
        }
        if groups == 1 {
            self.made_by
                .insert(output.buffer, self.program.steps.len() - 1);
        }
        self.set(&node.output[0], Value::Tensor(output));
        Ok(())
    }

    /// `input` with a frame's channels next to each other and frames evenly apart.
    pub(super) fn readable(&mut self, input: Tensor) -> Lowered<Tensor> {
        let channels = &input.view.axes[1];
        let together = channels.is_empty() || input.view.stride(1) == Some(1);
        match together && input.view.stride(2).is_some() {
            true => Ok(input),
            false => self.copied(&input, &[0, 2, 1]),
        }
    }

    pub(super) fn matmul(&mut self, node: &NodeProto) -> Lowered<()> {
        let Some(constant) = self.constant(&node.input[1]).filter(|c| c.shape.len() == 2) else {
            return self.contract(node);
        };
        let [depth, outputs] = constant.shape[..] else {
            return unknown("of shapes that don't fit");
        };
        let weights = Weights::of(self, &node.input[1], None)?;
        let mut input = self.tensor(&node.input[0])?;
        let rank = input.view.axes.len();
        let mut shape = input.view.shape();
        if rank < 2 || shape[rank - 1] != depth {
            return unknown("of shapes that don't fit");
        }
        if depth > 1 && input.view.stride(rank - 1) != Some(1) {
            let order: Vec<usize> = (0..rank).collect();
            input = self.copied(&input, &order)?;
        }
        shape[rank - 1] = outputs;
        let order: Vec<usize> = (0..rank).collect();
        let output = self.scratch(&shape, &order);
        let matrix = Matrix {
            start: 0,
            outputs: [Run::ONCE, Run::of(outputs, 1)],
            inputs: [Run::ONCE, Run::of(depth, outputs)],
        };
        let packed = weights.packed(&matrix, &[])?;
        let outer = |view: &View| {
            let rows: view::Axis = view.axes[..rank - 1].iter().flatten().copied().collect();
            let places = view::places(&rows);
            places
                .into_iter()
                .map(|place| view.offset + place)
                .collect::<Vec<_>>()
        };
        self.program.steps.push(Step::Dense(Dense {
            packed,
            segments: vec![0],
            run: depth,
            input: Rows {
                buffer: input.buffer,
                starts: outer(&input.view),
            },
            output: Some(Rows {
                buffer: output.buffer,
                starts: outer(&output.view),
            }),
            residual: None,
            rectified: None,
            outputs,
        }));
        self.made_by
            .insert(output.buffer, self.program.steps.len() - 1);
        self.set(&node.output[0], Value::Tensor(output));
        Ok(())
    }

    /// Whether `node` adds to a dense step's result what was there before it; then the step does.
    pub(super) fn add_to_dense(&mut self, node: &NodeProto) -> Lowered<bool> {
        for (made, other) in [(0, 1), (1, 0)] {
            let (made, other) = (&node.input[made], &node.input[other]);
            let Some((step, result)) = self.result_of_dense(made) else {
                continue;
            };
            if self.wiring.only_reader(made).is_none() {
                continue;
            }
            let Ok(Value::Tensor(residual)) = self.value(other) else {
                continue;
            };
            if residual.view.shape() != result.view.shape() || !self.is_made_before(&residual, step)
            {
                continue;
            }
            let Some(rows) = self.matching(&result.view, &residual, step) else {
                continue;
            };
            let Step::Dense(dense) = &mut self.program.steps[step] else {
                continue;
            };
            if dense.residual.is_some() || dense.rectified.is_some() {
                continue;
            }
            dense.residual = Some(rows);
            self.set(&node.output[0], Value::Tensor(result));
            return Ok(true);
        }
        Ok(false)
    }

    /// Whether `node` adds the same numbers to each row of a dense step's result; then they become a
    /// part of its bias.
    pub(super) fn add_to_bias(&mut self, node: &NodeProto) -> Lowered<bool> {
        for (made, other) in [(0, 1), (1, 0)] {
            let (made, other) = (&node.input[made], &node.input[other]);
            let Some((step, result)) = self.result_of_dense(made) else {
                continue;
            };
            let constant = self.constant(other);
            let (Some(constant), Some(_)) = (constant, self.wiring.only_reader(made)) else {
                continue;
            };
            let view = View::row_major(&constant.shape).broadcast(&result.view.shape());
            let (Some(view), Some(numbers)) = (view, constant.floats()) else {
                continue;
            };
            let partner = partners(&result.view, &view);
            let Step::Dense(dense) = &mut self.program.steps[step] else {
                continue;
            };
            let Some(output) = dense.output.as_ref().filter(|_| dense.rectified.is_none()) else {
                continue;
            };
            let row = |start: &isize| &partner[*start as usize..][..dense.outputs];
            let first = row(&output.starts[0]);
            if output.starts.iter().any(|start| row(start) != first) {
                continue;
            }
            let more: Vec<f32> = first.iter().map(|place| numbers[*place as usize]).collect();
            dense.packed.add_bias(&more);
            self.set(&node.output[0], Value::Tensor(result));
            return Ok(true);
        }
        Ok(false)
    }

    /// Whether `node` rectifies a dense step's result; then the step does.
    pub(super) fn rectify_dense(&mut self, node: &NodeProto, slope: f32) -> Lowered<bool> {
        let Some((step, result)) = self.result_of_dense(&node.input[0]) else {
            return Ok(false);
        };
        let alone = self.wiring.only_reader(&node.input[0]).is_some();
        let len = self.program.buffers[result.buffer].len;
        let buffer = self.buffer(Home::Scratch, len);
        let Step::Dense(dense) = &mut self.program.steps[step] else {
            return Ok(false);
        };
        let (Some(output), None, true) = (
            &dense.output,
            &dense.rectified,
            (0.0..=1.0).contains(&slope),
        ) else {
            return Ok(false);
        };
        let rows = Rows {
            buffer,
            starts: output.starts.clone(),
        };
        dense.rectified = Some((rows, slope));
        if alone {
            dense.output = None;
        }
        let view = result.view;
        self.set(&node.output[0], Value::Tensor(Tensor { buffer, view }));
        Ok(true)
    }

    /// The dense step whose whole result `name` is, however it is looked at.
    fn result_of_dense(&self, name: &str) -> Option<(usize, Tensor)> {
        let Some(Value::Tensor(tensor)) = self.values.get(name) else {
            return None;
        };
        let step = *self.made_by.get(&tensor.buffer)?;
        let Step::Dense(dense) = &self.program.steps[step] else {
            return None;
        };
        let buffer = &self.program.buffers[tensor.buffer];
        let whole =
            tensor.view.len() == buffer.len && tensor.view.reach() == (0, buffer.len as isize - 1);
        (whole && dense.output.is_some()).then(|| (step, tensor.clone()))
    }

    /// Rows of `residual` that correspond to those of the step's result, if they are rows.
    fn matching(&self, result: &View, residual: &Tensor, step: usize) -> Option<Rows> {
        let Step::Dense(dense) = &self.program.steps[step] else {
            return None;
        };
        let output = dense.output.as_ref()?;
        let partner = partners(result, &residual.view);
        let mut starts = Vec::with_capacity(output.starts.len());
        for start in &output.starts {
            let row = &partner[usize::try_from(*start).ok()?..][..dense.outputs];
            let next = (0..).map(|i| row[0] + i);
            if !row.iter().copied().eq(next.take(row.len())) {
                return None;
            }
            starts.push(row[0]);
        }
        Some(Rows {
            buffer: residual.buffer,
            starts,
        })
    }

    /// Whether everything that writes a tensor's buffer comes before `step`.
    fn is_made_before(&self, tensor: &Tensor, step: usize) -> bool {
        let later = &self.program.steps[step..];
        !later.iter().any(|step| match step {
            Step::Dense(dense) => {
                let rectified = dense.rectified.as_ref().map(|(rows, _)| rows);
                let all = [dense.output.as_ref(), rectified];
                all.into_iter()
                    .flatten()
                    .any(|rows| rows.buffer == tensor.buffer)
            }
            Step::Map(map) => map.buffers[0] == tensor.buffer,
            Step::Contract(contract) => contract.buffers[0] == tensor.buffer,
        })
    }

    /// Used where an axis is named by a node.
    pub(super) fn axis(asked: i64, rank: usize) -> Lowered<usize> {
        index(asked, rank)
    }
}

/// For each place of `result`, which fills its buffer, that of the same element in `other`.
fn partners(result: &View, other: &View) -> Vec<isize> {
    let mut partners = vec![0; result.len()];
    for (at, other) in result.places().into_iter().zip(other.places()) {
        partners[at as usize] = other;
    }
    partners
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
