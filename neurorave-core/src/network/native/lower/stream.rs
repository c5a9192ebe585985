//! A stream's past, joined to what is new.

use super::join::Part;
use super::memory::order_of;
use super::pick::index;
use super::value::{Value, input};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::program::{History, Home, Tensor};
use crate::network::native::view::{Axis, Stride, View, elements};
use tract_onnx::pb::NodeProto;

impl Lowering<'_> {
    /// Whether `node` joins a state to new values whose end is the state's successor; if so, makes
    /// their joined view.
    pub(super) fn stream(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<bool> {
        let before = input(node, 0)?;
        let state = self.wiring.source(before);
        let Some(pair) = self.states.get(state).cloned() else {
            return Ok(false);
        };
        // Whoever has asked for it before needs it as it is.
        if self.values.contains_key(state) || node.input.len() < 2 {
            return Ok(false);
        }
        let axis = index(attributes.int("axis", 0), pair.shape.len())?;
        let mut shape = pair.shape.clone();
        for name in &node.input[1..] {
            let new = self.shape(name)?;
            let fits = new.len() == shape.len()
                && (0..shape.len()).all(|i| i == axis || new[i] == shape[i]);
            if !fits {
                return unknown("of shapes that don't fit");
            }
            shape[axis] = shape[axis].saturating_add(new[axis]);
        }
        let (past, whole) = (pair.shape[axis], shape[axis]);
        let tail = match elements(&shape) {
            Some(_) => View::row_major(&shape).slice(axis, whole - past, whole),
            None => None,
        };
        let Some(joined) = node.output.first() else {
            return Ok(false);
        };
        if tail.is_none() || self.seen(&pair.output, joined, &shape) != tail {
            return Ok(false);
        }
        let new: Vec<Part> = node.input[1..]
            .iter()
            .map(|name| self.part(name))
            .collect::<Lowered<_>>()?;
        let present = self.concatenated(new, axis)?;
        let present = self.in_memory(&present)?;
        let whole = self.with_past(present, axis, past)?;
        // Others may look at the past alone.
        let Some(view) = whole.view.slice(axis, 0, past) else {
            return unknown("of an axis that is divided otherwise");
        };
        self.states.remove(state);
        let buffer = whole.buffer;
        self.set(state, Value::Tensor(Tensor { view, buffer }))?;
        self.result(node, Value::Tensor(whole))?;
        Ok(true)
    }

    /// `present` and `past` values before it along `axis`.
    pub(super) fn with_past(
        &mut self,
        present: Tensor,
        axis: usize,
        past: usize,
    ) -> Lowered<Tensor> {
        if past == 0 {
            return Ok(present);
        }
        if let Some(stride) = self.outermost(&present, axis) {
            let view = extended(&present.view, axis, past, stride as isize);
            // It may be a part of the past itself: a delayed stream.
            self.keep(present.buffer, view.reach().0.unsigned_abs());
            return Ok(Tensor { view, ..present });
        }
        let order = order_of(&present.view);
        // What lies along the stream already stays so: many short lines, each with its own past.
        if order.last() == Some(&axis) && present.view.shape()[axis] > 1 {
            return self.lines(&present, axis, past);
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
        let len = self.limits.take(&shape)?;
        let buffer = self.buffer(Home::History(history), len);
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
