//! A stream's past, joined to what is new.

use super::shape::index;
use super::{Attributes, Lowered, Lowering, Value};
use crate::network::native::program::{History, Home, Tensor};
use crate::network::native::view::{Axis, Stride, View};
use tract_onnx::pb::NodeProto;

impl Lowering<'_> {
    /// Whether `node` joins a state to new values whose end is the state's successor; if so, makes
    /// their joined view.
    pub(super) fn joined(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<bool> {
        let [before, new] = &node.input[..] else {
            return Ok(false);
        };
        let Some(pair) = self.states.get(before).cloned() else {
            return Ok(false);
        };
        // Read here only: whoever else reads it needs it as it is.
        if self.wiring.only_reader(before).is_none() {
            return Ok(false);
        }
        let shape = self.shape(new)?;
        let axis = index(attributes.int("axis", 0), shape.len())?;
        let (past, time) = (pair.shape[axis], shape[axis]);
        let same_else = (0..shape.len()).all(|i| i == axis || shape[i] == pair.shape[i]);
        if !same_else || !self.is_tail(node, &pair.output, axis, time, past)? {
            return Ok(false);
        }
        let present = self.tensor(new)?;
        let whole = self.with_past(present, axis, past)?;
        self.set(&node.output[0], Value::Tensor(whole));
        self.states.remove(before);
        self.streams.push(pair.output);
        Ok(true)
    }

    /// Whether `name` is what a history keeps.
    pub(super) fn is_stream(&self, name: &str) -> bool {
        self.streams.iter().any(|stream| stream == name)
    }

    /// Whether `successor` is the last `past` of what `node` makes along `axis`.
    fn is_tail(
        &self,
        node: &NodeProto,
        successor: &str,
        axis: usize,
        time: usize,
        past: usize,
    ) -> Lowered<bool> {
        let Some(slice) = self.wiring.maker(&self.wiring.source(successor)) else {
            return Ok(false);
        };
        if slice.op_type != "Slice" || slice.input[0] != node.output[0] || slice.input.len() != 4 {
            return Ok(false);
        }
        let [from, to, axes] = [1, 2, 3].map(|i| self.integers(&slice.input[i]));
        let whole = (time + past) as i64;
        Ok(from? == [time as i64] && to? >= vec![whole] && axes? == [axis as i64])
    }

    /// `present` and `past` values before it along `axis`.
    pub(super) fn with_past(
        &mut self,
        present: Tensor,
        axis: usize,
        past: usize,
    ) -> Lowered<Tensor> {
        if let Some(stride) = self.outermost(&present, axis) {
            let view = extended(&present.view, axis, past, stride as isize);
            // It may be a part of the past itself: a delayed stream.
            self.keep(present.buffer, view.reach().0.unsigned_abs());
            return Ok(Tensor { view, ..present });
        }
        let order = super::order_of(&present.view);
        // What lies along the stream already stays so: many short lines, each with its own past.
        if order.last() == Some(&axis) && present.view.shape()[axis] > 1 {
            let lines = self.lines(&present, axis, past)?;
            return Ok(lines);
        }
        let mut order: Vec<usize> = (0..present.view.axes.len())
            .filter(|i| *i != axis)
            .collect();
        order.insert(0, axis);
        let copy = self.copied(&present, &order)?;
        self.with_past(copy, axis, past)
    }

    /// The stride of `axis`, if the tensor's buffer is one that may slide along it: made in each
    /// step, with nothing outside this axis.
    fn outermost(&self, tensor: &Tensor, axis: usize) -> Option<usize> {
        let buffer = &self.program.buffers[tensor.buffer];
        let slides = match &buffer.home {
            Home::Scratch => true,
            Home::History(history) => history.lines == 1,
            _ => false,
        };
        let stride = match tensor.view.axes[axis][..] {
            [] => buffer.len,
            [only] if only.stride > 0 && only.stride as usize * only.size == buffer.len => {
                only.stride as usize
            }
            _ => return None,
        };
        slides.then_some(stride)
    }

    /// Lets a buffer remember at least `past` values.
    fn keep(&mut self, buffer: usize, past: usize) {
        let buffer = &mut self.program.buffers[buffer];
        let past = match &buffer.home {
            Home::History(history) => history.past.max(past),
            _ => past,
        };
        buffer.home = Home::History(History {
            lines: 1,
            past,
            advance: buffer.len,
            turns: History::turns_for(past, buffer.len, self.program.turns),
        });
    }

    /// A copy of `present` in lines along `axis`, each behind its past.
    fn lines(&mut self, present: &Tensor, axis: usize, past: usize) -> Lowered<Tensor> {
        let shape = present.view.shape();
        let advance = shape[axis];
        let lines = shape.iter().product::<usize>() / advance;
        let history = History {
            lines,
            past,
            advance,
            turns: History::turns_for(past, advance, self.program.turns),
        };
        let buffer = self.buffer(Home::History(history), lines * advance);
        let mut stride = history.line() as isize;
        let mut axes = vec![Axis::new(); shape.len()];
        for other in (0..shape.len()).rev().filter(|i| *i != axis) {
            if shape[other] > 1 {
                axes[other].push(Stride {
                    size: shape[other],
                    stride,
                });
            }
            stride *= shape[other] as isize;
        }
        axes[axis].push(Stride {
            size: advance,
            stride: 1,
        });
        let view = View { offset: 0, axes };
        let new = Tensor { buffer, view };
        self.copy(&new, present)?;
        Ok(Tensor {
            view: extended(&new.view, axis, past, 1),
            ..new
        })
    }
}

/// `view` with `past` more entries before the others along `axis`.
fn extended(view: &View, axis: usize, past: usize, stride: isize) -> View {
    let mut view = view.clone();
    let size = view.shape()[axis] + past;
    view.offset -= past as isize * stride;
    view.axes[axis] = vec![Stride { size, stride }];
    view
}
