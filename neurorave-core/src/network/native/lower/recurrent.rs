//! Recurrent layers: one product for the inputs of all frames, then frame by frame.

use super::constants::attribute;
use super::dense::{Layout, Weights, by_row, rows};
use super::value::{Value, input, optional};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::kernel::{Form, Packed};
use crate::network::native::onnx::Constant;
use crate::network::native::program::Tensor;
use std::rc::Rc;
use std::sync::Arc;
use tract_onnx::pb::NodeProto;

/// A layer's weights and sizes.
pub(super) struct Layer {
    /// Gates times hidden channels, by input channels.
    of_input: Rc<Constant>,
    /// The same by hidden channels.
    of_hidden: Rc<Constant>,
    /// For the inputs, then for what is remembered.
    bias: Vec<f32>,
    inputs: usize,
    pub(super) hidden: usize,
    gates: usize,
}

impl Layer {
    pub(super) fn of(lowering: &Lowering, node: &NodeProto, gates: usize) -> Lowered<Layer> {
        let attributes = Attributes(node);
        let of_input = lowering.weights(input(node, 1)?)?;
        let of_hidden = lowering.weights(input(node, 2)?)?;
        let &[1, rows, inputs] = &of_input.shape[..] else {
            return unknown("in two directions");
        };
        let hidden = rows / gates;
        let said = attributes.int("hidden_size", hidden as i64);
        let fits = hidden > 0
            && inputs > 0
            && rows == gates * hidden
            && of_hidden.shape == [1, rows, hidden]
            && said == hidden as i64;
        if !fits {
            return unknown("of shapes that don't fit");
        }
        let bias = lowering.bias(optional(node, 3), 2 * rows)?;
        let usual: &[&[u8]] = match gates {
            3 => &[b"sigmoid", b"tanh"],
            _ => &[b"sigmoid", b"tanh", b"tanh"],
        };
        let strange = attribute(node, "activations").is_some_and(|said| {
            let said = said.strings.iter().map(|name| name.to_ascii_lowercase());
            !said.eq(usual.iter().map(|name| name.to_vec()))
        });
        let more = ["clip", "layout", "input_forget"];
        let forward = matches!(attributes.text("direction"), b"" | b"forward");
        if strange
            || !forward
            || optional(node, 4).is_some()
            || more.iter().any(|name| is_set(node, name))
        {
            return unknown("of another kind");
        }
        Ok(Layer {
            of_input,
            of_hidden,
            bias,
            inputs,
            hidden,
            gates,
        })
    }

    /// A number of a gate's bias: for the input, or for what is remembered.
    pub(super) fn bias(&self, remembered: bool, row: usize) -> f32 {
        let rows = self.gates * self.hidden;
        let at = row + if remembered { rows } else { 0 };
        self.bias.get(at).copied().unwrap_or(0.0)
    }

    /// Both biases together, of the gates before `gate`; of the others that for the input.
    pub(super) fn biases(&self, gate: usize) -> Vec<f32> {
        let together = gate * self.hidden;
        let rows = 0..self.gates * self.hidden;
        rows.map(|row| {
            let remembered = if row < together {
                self.bias(true, row)
            } else {
                0.0
            };
            self.bias(false, row) + remembered
        })
        .collect()
    }
}

fn is_set(node: &NodeProto, name: &str) -> bool {
    attribute(node, name).is_some_and(|said| said.i != 0 || said.f != 0.0)
}

/// A layer at work.
pub(super) struct Frames {
    pub(super) layer: Layer,
    /// What the inputs add to the gates: `[time, batch, gates · hidden]`.
    pub(super) given: Tensor,
    /// What is remembered after each frame: `[time, 1, batch, hidden]`.
    pub(super) made: Tensor,
    pub(super) time: usize,
    batch: usize,
}

impl Frames {
    /// `[batch, hidden]` of what a tensor, `[…, batch, hidden · gates]`, has for a frame and gate.
    pub(super) fn gate(&self, of: &Tensor, frame: usize, gate: usize) -> Lowered<Tensor> {
        let hidden = self.layer.hidden;
        let last = of.view.axes.len() - 1;
        let view = of.view.slice(0, frame, frame + 1);
        let view = view.and_then(|view| view.slice(last, gate * hidden, (gate + 1) * hidden));
        let Some(view) = view.and_then(|view| view.reshape(&[self.batch, hidden])) else {
            return unknown("of shapes that don't fit");
        };
        let buffer = of.buffer;
        Ok(Tensor { view, buffer })
    }
}

impl Lowering<'_> {
    /// The inputs of all frames times their weights, and room for the results.
    pub(super) fn frames(
        &mut self,
        node: &NodeProto,
        layer: Layer,
        bias: &[f32],
    ) -> Lowered<Frames> {
        let from = self.tensor(input(node, 0)?)?;
        let [time, batch, inputs] = from.view.shape()[..] else {
            return unknown("of shapes that don't fit");
        };
        if inputs != layer.inputs {
            return unknown("of shapes that don't fit");
        }
        let weights = Weights {
            form: Form::Dense,
            constant: &layer.of_input,
            matrix: by_row(0, layer.gates * layer.hidden, inputs),
            bias,
        };
        let (given, _) = self.multiplied(&from, &weights)?;
        let made = self.scratch(&[time, 1, batch, layer.hidden], &[0, 1, 2, 3])?;
        Ok(Frames {
            layer,
            given,
            made,
            time,
            batch,
        })
    }

    /// The weights of some gates for what is remembered.
    pub(super) fn packed_gates(
        &mut self,
        layer: &Layer,
        gates: std::ops::Range<usize>,
        bias: &[f32],
    ) -> Lowered<Arc<Packed>> {
        let hidden = layer.hidden;
        self.packed(&Weights {
            form: Form::Dense,
            constant: &layer.of_hidden,
            matrix: by_row(gates.start * hidden, gates.len() * hidden, hidden),
            bias,
        })
    }

    /// `[1, batch, outputs]`: what is remembered, `[batch, hidden]`, times weights, plus `more`.
    pub(super) fn gates(
        &mut self,
        packed: &Arc<Packed>,
        outputs: usize,
        before: &Tensor,
        more: Option<Tensor>,
    ) -> Lowered<Tensor> {
        let shape = before.view.shape();
        let before = match shape[1] == 1 || before.view.stride(1) == Some(1) {
            true => before.clone(),
            false => self.plain(before)?,
        };
        let made = self.scratch(&[1, shape[0], outputs], &[0, 1, 2])?;
        let layout = Layout {
            segments: vec![0],
            run: shape[1],
            input: rows(&before),
            output: rows(&made),
            residual: more.as_ref().map(rows),
            outputs,
        };
        self.dense(packed.clone(), layout)?;
        Ok(made)
    }

    /// What is remembered at the start, `[batch, hidden]`.
    pub(super) fn remembered(
        &mut self,
        node: &NodeProto,
        at: usize,
        frames: &Frames,
    ) -> Lowered<Tensor> {
        let (batch, hidden) = (frames.batch, frames.layer.hidden);
        let tensor = match optional(node, at) {
            Some(name) => self.tensor(name)?,
            None => {
                let zeros =
                    Constant::of_floats(vec![1, batch, hidden], vec![0.0; batch * hidden], false);
                self.in_memory(&Value::Constant(Rc::new(zeros)))?
            }
        };
        match tensor.view.shape() == [1, batch, hidden] {
            true => self.reshaped(&tensor, &[batch, hidden]),
            false => unknown("of shapes that don't fit"),
        }
    }

    /// Makes what is remembered at the end one of the node's results.
    pub(super) fn remember(
        &mut self,
        node: &NodeProto,
        frames: &Frames,
        at: usize,
        last: Tensor,
    ) -> Lowered<()> {
        let Some(name) = node.output.get(at).filter(|name| !name.is_empty()) else {
            return Ok(());
        };
        let shape = [1, frames.batch, frames.layer.hidden];
        let tensor = self.reshaped(&last, &shape)?;
        self.set(name, Value::Tensor(tensor))
    }
}
