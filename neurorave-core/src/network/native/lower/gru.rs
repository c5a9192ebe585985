//! Gated recurrent units.

use super::arithmetic::Work;
use super::recurrent::Layer;
use super::value::{Value, flag};
use super::{Attributes, Lowered, Lowering};
use crate::network::native::expr::{Op, Operand};
use crate::network::native::program::Tensor;
use tract_onnx::pb::NodeProto;

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
            let part = |of: &Tensor, frame, gate| frames.gate(of, frame, gate).map(Value::Tensor);
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
            let place = frames.gate(&frames.made, frame, 0)?;
            self.put(&place, &value)?;
            before = place;
        }
        self.remember(node, &frames, 1, before)?;
        self.result(node, Value::Tensor(frames.made))
    }
}

fn sigmoid_of_sum(work: &mut Work, a: Operand, b: Operand) -> Operand {
    let sum = work.two(Op::Add, a, b);
    work.one(Op::Sigmoid, sum)
}
