//! Long short-term memory.

use super::recurrent::Layer;
use super::value::{Value, optional};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::expr::Op;
use crate::network::native::program::Tensor;
use tract_onnx::pb::NodeProto;

impl Lowering<'_> {
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
            let part = |gate| frames.gate(&sums, 0, gate).map(Value::Tensor);
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
            let place = frames.gate(&frames.made, frame, 0)?;
            self.put(&place, &value)?;
            before = place;
        }
        self.remember(node, &frames, 1, before)?;
        self.remember(node, &frames, 2, cell)?;
        self.result(node, Value::Tensor(frames.made))
    }
}
