//! How values get into memory.

use super::value::{Later, Value};
use super::{Lowered, Lowering, unknown};
use crate::network::native::expr::{Instruction, Op, Operand};
use crate::network::native::loops::nest;
use crate::network::native::program::{Buffer, Home, MOST_VIEWS, Map, Step, Tensor};
use crate::network::native::view::{Axis, View};

impl Lowering<'_> {
    pub(super) fn buffer(&mut self, home: Home, len: usize) -> usize {
        self.program.buffers.push(Buffer { home, len });
        self.program.buffers.len() - 1
    }

    /// A new tensor whose axes lie as `order` says, outermost first.
    pub(super) fn scratch(&mut self, shape: &[usize], order: &[usize]) -> Lowered<Tensor> {
        let len = self.limits.take(shape)?;
        let buffer = self.buffer(Home::Scratch, len);
        let view = View::dense(shape, order);
        Ok(Tensor { buffer, view })
    }

    /// The sizes and order of axes that a new tensor of `shape` gets: time outside channels.
    pub(super) fn stream_order(shape: &[usize]) -> Vec<usize> {
        match shape.len() {
            3 => vec![0, 2, 1],
            rank => (0..rank).collect(),
        }
    }

    /// Adds a step that writes `buffers`; its index.
    pub(super) fn push(&mut self, step: Step, buffers: &[usize]) -> Lowered<usize> {
        let at = self.program.steps.len();
        self.limits.step(at)?;
        self.program.steps.push(step);
        buffers.iter().for_each(|buffer| self.writes(at, *buffer));
        Ok(at)
    }

    /// Notes that a step writes a buffer.
    pub(super) fn writes(&mut self, step: usize, buffer: usize) {
        let last = self.written.entry(buffer).or_insert(step);
        *last = step.max(*last);
    }

    /// Puts off arithmetic's results no longer.
    pub(super) fn compute(&mut self, later: &Later) -> Lowered<Tensor> {
        let leader = later.elements.iter().max_by_key(|t| spread(&t.view));
        let order = match leader {
            Some(leader) => order_of(&leader.view),
            None => Self::stream_order(&later.shape),
        };
        let result = self.scratch(&later.shape, &order)?;
        self.map(&result, later)?;
        Ok(result)
    }

    /// Puts arithmetic's results into `to`.
    pub(super) fn map(&mut self, to: &Tensor, later: &Later) -> Lowered<()> {
        let mut elements = later.elements.clone();
        if elements.len() + 1 > MOST_VIEWS {
            return unknown("too many operands at once");
        }
        let loops = |elements: &[Tensor]| {
            let views = elements.iter().map(|tensor| &tensor.view);
            nest(&std::iter::once(&to.view).chain(views).collect::<Vec<_>>())
        };
        let mut found = loops(&elements);
        if found.is_none() {
            for element in &mut elements {
                *element = self.undivided(element)?;
            }
            found = loops(&elements);
        }
        let Some(loops) = found else {
            return unknown("its operands' axes are divided in ways that don't fit");
        };
        let tensors = || std::iter::once(to).chain(&elements);
        let step = Map {
            buffers: tensors().map(|tensor| tensor.buffer).collect(),
            offsets: tensors().map(|tensor| tensor.view.offset).collect(),
            loops,
            program: later.program.clone(),
        };
        self.push(Step::Map(step), &[to.buffer])?;
        Ok(())
    }

    /// Puts a value into `to`, which has its shape.
    pub(super) fn put(&mut self, to: &Tensor, value: &Value) -> Lowered<()> {
        match value {
            Value::Later(later) => self.map(to, later),
            _ => {
                let from = self.in_memory(value)?;
                self.copy(to, &from)
            }
        }
    }

    /// Copies elements.
    pub(super) fn copy(&mut self, to: &Tensor, from: &Tensor) -> Lowered<()> {
        let same = Instruction {
            op: Op::Same,
            operands: [Operand::Element(0), Operand::Constant(0.0)],
        };
        let later = Later {
            shape: from.view.shape(),
            program: vec![same],
            elements: vec![from.clone()],
        };
        self.map(to, &later)
    }

    /// A copy in a layout that the caller likes better.
    pub(super) fn copied(&mut self, from: &Tensor, order: &[usize]) -> Lowered<Tensor> {
        let to = self.scratch(&from.view.shape(), order)?;
        self.copy(&to, from)?;
        Ok(to)
    }

    /// A copy in the tensor's own order.
    pub(super) fn plain(&mut self, from: &Tensor) -> Lowered<Tensor> {
        self.copied(from, &(0..from.view.axes.len()).collect::<Vec<_>>())
    }

    /// The same elements with one stride an axis, in place or copied.
    pub(super) fn undivided(&mut self, tensor: &Tensor) -> Lowered<Tensor> {
        let one = |axis: &Axis| axis.len() <= 1;
        match tensor.view.axes.iter().all(one) {
            true => Ok(tensor.clone()),
            false => self.plain(tensor),
        }
    }
}

/// Places that a view goes over, repeated ones counted once.
fn spread(view: &View) -> usize {
    let parts = view.axes.iter().flatten();
    parts
        .filter(|part| part.stride != 0)
        .map(|part| part.size)
        .product()
}

/// The axes of a view, the one that takes the longest strides first.
pub(super) fn order_of(view: &View) -> Vec<usize> {
    let mut order: Vec<usize> = (0..view.axes.len()).collect();
    let longest = |axis: &usize| view.axes[*axis].iter().map(|part| part.stride.abs()).max();
    order.sort_by_key(|axis| std::cmp::Reverse(longest(axis)));
    order
}
