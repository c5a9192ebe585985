//! Recurrent layers: one product for the inputs of all frames, then frame by frame.

use super::arithmetic::Work;
use super::constants::attribute;
use super::dense::{Layout, Matrix, rows};
use super::value::{Value, flag, input, optional};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::expr::{Op, Operand};
use crate::network::native::kernel::Packed;
use crate::network::native::onnx::Constant;
use crate::network::native::program::Tensor;
use std::rc::Rc;
use std::sync::Arc;
use tract_onnx::pb::NodeProto;

/// A layer's weights and sizes.
struct Layer {
    /// Gates times hidden channels, by input channels.
    of_input: Rc<Constant>,
    /// The same by hidden channels.
    of_hidden: Rc<Constant>,
    /// For the inputs, then for what is remembered.
    bias: Vec<f32>,
    inputs: usize,
    hidden: usize,
    gates: usize,
}

impl Layer {
    fn of(lowering: &Lowering, node: &NodeProto, gates: usize) -> Lowered<Layer> {
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
    fn bias(&self, remembered: bool, row: usize) -> f32 {
        let rows = self.gates * self.hidden;
        let at = row + if remembered { rows } else { 0 };
        self.bias.get(at).copied().unwrap_or(0.0)
    }

    /// Both biases together, of the gates before `gate`; of the others that for the input.
    fn biases(&self, gate: usize) -> Vec<f32> {
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
struct Frames {
    layer: Layer,
    /// What the inputs add to the gates: `[time, batch, gates · hidden]`.
    given: Tensor,
    /// What is remembered after each frame: `[time, 1, batch, hidden]`.
    made: Tensor,
    time: usize,
    batch: usize,
}

impl Frames {
    /// `[batch, hidden]` of what a tensor, `[…, batch, hidden · gates]`, has for a frame and gate.
    fn gate(&self, of: &Tensor, frame: usize, gate: usize) -> Option<Tensor> {
        let hidden = self.layer.hidden;
        let last = of.view.axes.len() - 1;
        let view = of.view.slice(0, frame, frame + 1)?;
        let view = view.slice(last, gate * hidden, (gate + 1) * hidden)?;
        let view = view.reshape(&[self.batch, hidden])?;
        let buffer = of.buffer;
        Some(Tensor { view, buffer })
    }
}

impl Lowering<'_> {
    pub(super) fn gru(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let layer = Layer::of(self, node, 3)?;
        let hidden = layer.hidden;
        let late = flag(attributes, "linear_before_reset")?;
        // Of the last gate, what is remembered gets its bias before the reset.
        let given_bias = layer.biases(if late { 2 } else { 3 });
        let frames = self.frames(node, layer, &given_bias)?;
        let layer = &frames.layer;
        let bias: Vec<f32> = match late {
            true => {
                let gates = (0..3 * hidden).map(|row| match row < 2 * hidden {
                    true => 0.0,
                    false => layer.bias(true, row),
                });
                gates.collect()
            }
            false => Vec::new(),
        };
        let first = if late { 0..3 } else { 0..2 };
        let gates = self.packed_gates(layer, first.clone(), &bias)?;
        let last = match late {
            true => None,
            false => Some(self.packed_gates(layer, 2..3, &[])?),
        };
        let mut before = self.remembered(node, 5, &frames)?;
        for frame in 0..frames.time {
            let part = |of: &Tensor, frame, gate| match frames.gate(of, frame, gate) {
                Some(tensor) => Ok(Value::Tensor(tensor)),
                None => unknown("of shapes that don't fit"),
            };
            let [update, reset, new] = [0, 1, 2].map(|gate| part(&frames.given, frame, gate));
            let (update, reset, new) = (update?, reset?, new?);
            let kept = self.gates(&gates, first.len() * hidden, &before, None)?;
            let kept_new = match &last {
                None => part(&kept, 0, 2)?,
                Some(last) => {
                    let open = [
                        reset.clone(),
                        part(&kept, 0, 1)?,
                        Value::Tensor(before.clone()),
                    ];
                    let open = self.arithmetic(&open, |work, x| {
                        let reset = sigmoid_of_sum(work, x[0], x[1]);
                        work.two(Op::Mul, reset, x[2])
                    })?;
                    let open = self.in_memory(&open)?;
                    let made = self.gates(last, hidden, &open, None)?;
                    part(&made, 0, 0)?
                }
            };
            let operands = [
                Value::Tensor(before),
                update,
                part(&kept, 0, 0)?,
                new,
                kept_new,
                reset,
                part(&kept, 0, 1)?,
            ];
            let operands = if late { &operands[..] } else { &operands[..5] };
            let value = self.arithmetic(operands, |work, x| {
                let mut kept = x[4];
                if let (Some(a), Some(b)) = (x.get(5), x.get(6)) {
                    let reset = sigmoid_of_sum(work, *a, *b);
                    kept = work.two(Op::Mul, reset, kept);
                }
                let new = work.two(Op::Add, x[3], kept);
                let new = work.one(Op::Tanh, new);
                let update = sigmoid_of_sum(work, x[1], x[2]);
                // As much of the old as the update gate says.
                let change = work.two(Op::Sub, x[0], new);
                let change = work.two(Op::Mul, change, update);
                work.two(Op::Add, new, change)
            })?;
            let Some(place) = frames.gate(&frames.made, frame, 0) else {
                return unknown("of shapes that don't fit");
            };
            self.put(&place, &value)?;
            before = place;
        }
        self.remember(node, &frames, 1, before)?;
        self.result(node, Value::Tensor(frames.made))
    }

    pub(super) fn lstm(&mut self, node: &NodeProto, _: &Attributes) -> Lowered<()> {
        let layer = Layer::of(self, node, 4)?;
        if optional(node, 7).is_some() {
            return unknown("of another kind");
        }
        let hidden = layer.hidden;
        let bias = layer.biases(4);
        let frames = self.frames(node, layer, &bias)?;
        let gates = self.packed_gates(&frames.layer, 0..4, &[])?;
        let mut before = self.remembered(node, 5, &frames)?;
        let mut cell = self.remembered(node, 6, &frames)?;
        for frame in 0..frames.time {
            let Some(view) = frames.given.view.slice(0, frame, frame + 1) else {
                return unknown("of shapes that don't fit");
            };
            let buffer = frames.given.buffer;
            let sums = self.gates(&gates, 4 * hidden, &before, Some(Tensor { view, buffer }))?;
            let part = |gate| match frames.gate(&sums, 0, gate) {
                Some(tensor) => Ok(Value::Tensor(tensor)),
                None => unknown("of shapes that don't fit"),
            };
            let (open, out, forget, new) = (part(0)?, part(1)?, part(2)?, part(3)?);
            let next = self.arithmetic(&[Value::Tensor(cell), open, forget, new], |work, x| {
                let forget = work.one(Op::Sigmoid, x[2]);
                let kept = work.two(Op::Mul, forget, x[0]);
                let open = work.one(Op::Sigmoid, x[1]);
                let new = work.one(Op::Tanh, x[3]);
                let new = work.two(Op::Mul, open, new);
                work.two(Op::Add, kept, new)
            })?;
            cell = self.in_memory(&next)?;
            let value = self.arithmetic(&[Value::Tensor(cell.clone()), out], |work, x| {
                let out = work.one(Op::Sigmoid, x[1]);
                let cell = work.one(Op::Tanh, x[0]);
                work.two(Op::Mul, out, cell)
            })?;
            let Some(place) = frames.gate(&frames.made, frame, 0) else {
                return unknown("of shapes that don't fit");
            };
            self.put(&place, &value)?;
            before = place;
        }
        self.remember(node, &frames, 1, before)?;
        self.remember(node, &frames, 2, cell)?;
        self.result(node, Value::Tensor(frames.made))
    }

    /// The inputs of all frames times their weights, and room for the results.
    fn frames(&mut self, node: &NodeProto, layer: Layer, bias: &[f32]) -> Lowered<Frames> {
        let from = self.tensor(input(node, 0)?)?;
        let [time, batch, inputs] = from.view.shape()[..] else {
            return unknown("of shapes that don't fit");
        };
        if inputs != layer.inputs {
            return unknown("of shapes that don't fit");
        }
        let values = layer.of_input.floats().unwrap_or_default();
        let matrix = Matrix {
            outputs: layer.gates * layer.hidden,
            inputs,
            weight: &|o, i| values[o * inputs + i],
            bias,
            half: layer.of_input.is_half(),
        };
        let (given, _) = self.multiplied(&from, &matrix)?;
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
    fn packed_gates(
        &mut self,
        layer: &Layer,
        gates: std::ops::Range<usize>,
        bias: &[f32],
    ) -> Lowered<Arc<Packed>> {
        let hidden = layer.hidden;
        let values = layer.of_hidden.floats().unwrap_or_default();
        self.packed(&Matrix {
            outputs: gates.len() * hidden,
            inputs: hidden,
            weight: &|o, i| values[(gates.start * hidden + o) * hidden + i],
            bias,
            half: layer.of_hidden.is_half(),
        })
    }

    /// `[1, batch, outputs]`: what is remembered, `[batch, hidden]`, times weights, plus `more`.
    fn gates(
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
    fn remembered(&mut self, node: &NodeProto, at: usize, frames: &Frames) -> Lowered<Tensor> {
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
    fn remember(
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

fn sigmoid_of_sum(work: &mut Work, a: Operand, b: Operand) -> Operand {
    let sum = work.two(Op::Add, a, b);
    work.one(Op::Sigmoid, sum)
}
