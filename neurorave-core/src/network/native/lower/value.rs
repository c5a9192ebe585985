//! What the graph's names stand for, and how it gets into memory.

use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::expr::{Instruction, Op, Operand};
use crate::network::native::loops::nest;
use crate::network::native::onnx::Constant;
use crate::network::native::program::{Buffer, Home, MOST_VIEWS, Map, Step, Tensor};
use crate::network::native::view::{Axis, View, elements};
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

/// What a name in the graph stands for.
#[derive(Clone)]
pub(super) enum Value {
    /// Elements in memory.
    Tensor(Tensor),
    /// Elements that are computed where they are needed.
    Later(Rc<Later>),
    /// Numbers in the file, or made of them.
    Constant(Rc<Constant>),
}

/// Arithmetic that is put off.
#[derive(Clone)]
pub(super) struct Later {
    pub(super) shape: Vec<usize>,
    pub(super) program: Vec<Instruction>,
    /// What it reads, of that shape.
    pub(super) elements: Vec<Tensor>,
}

impl Value {
    pub(super) fn shape(&self) -> Vec<usize> {
        match self {
            Value::Tensor(tensor) => tensor.view.shape(),
            Value::Later(later) => later.shape.clone(),
            Value::Constant(constant) => constant.shape.clone(),
        }
    }
}

/// The name of an operand that a node must have.
pub(super) fn input(node: &NodeProto, at: usize) -> Lowered<&str> {
    optional(node, at).map_or_else(|| unknown("with too few operands"), Ok)
}

/// The name of an operand that a node may have.
pub(super) fn optional(node: &NodeProto, at: usize) -> Option<&str> {
    let name = node.input.get(at)?;
    (!name.is_empty()).then_some(name)
}

/// An attribute that is 0 or 1.
pub(super) fn flag(attributes: &Attributes, name: &str) -> Lowered<bool> {
    match attributes.int(name, 0) {
        0 => Ok(false),
        1 => Ok(true),
        other => unknown(format!("with {name} {other}")),
    }
}

impl Lowering<'_> {
    pub(super) fn set(&mut self, name: &str, value: Value) -> Lowered<()> {
        match &value {
            Value::Constant(constant) => self.limits.keep(&constant.shape)?,
            _ => self.limits.visit(&value.shape())?,
        }
        self.values.insert(name.to_owned(), value);
        Ok(())
    }

    /// Makes `value` the node's first result.
    pub(super) fn result(&mut self, node: &NodeProto, value: Value) -> Lowered<()> {
        match node.output.first() {
            Some(name) => self.set(name, value),
            None => Ok(()),
        }
    }

    /// What `name` stands for; a state that is asked for as such becomes memory.
    pub(super) fn value(&mut self, name: &str) -> Lowered<Value> {
        if let Some(value) = self.values.get(name) {
            return Ok(value.clone());
        }
        let Some(pair) = self.states.get(name) else {
            return unknown(format!("nothing known makes {name}"));
        };
        let shape = pair.shape.clone();
        let len = self.limits.take(&shape)?;
        let buffer = self.buffer(Home::Memory, len);
        let view = View::row_major(&shape);
        let value = Value::Tensor(Tensor { buffer, view });
        self.set(name, value.clone())?;
        Ok(value)
    }

    /// The shape of what `name` stands for, without asking for it.
    pub(super) fn shape(&self, name: &str) -> Lowered<Vec<usize>> {
        match (self.values.get(name), self.states.get(name)) {
            (Some(value), _) => Ok(value.shape()),
            (None, Some(pair)) => Ok(pair.shape.clone()),
            (None, None) => unknown(format!("nothing known makes {name}")),
        }
    }

    /// The elements that `name` stands for, in memory.
    pub(super) fn tensor(&mut self, name: &str) -> Lowered<Tensor> {
        if let Some(tensor) = self.placed.get(name) {
            return Ok(tensor.clone());
        }
        let value = self.value(name)?;
        let tensor = self.in_memory(&value)?;
        match value {
            Value::Constant(_) => drop(self.placed.insert(name.to_owned(), tensor.clone())),
            Value::Later(_) => self.set(name, Value::Tensor(tensor.clone()))?,
            Value::Tensor(_) => {}
        }
        Ok(tensor)
    }

    pub(super) fn in_memory(&mut self, value: &Value) -> Lowered<Tensor> {
        match value {
            Value::Tensor(tensor) => Ok(tensor.clone()),
            Value::Later(later) => self.compute(later),
            Value::Constant(constant) => {
                let Some(values) = constant.floats() else {
                    return unknown("integers among numbers");
                };
                let len = self.limits.take(&constant.shape)?;
                let buffer = self.buffer(Home::Constant(values.to_vec()), len);
                let view = View::row_major(&constant.shape);
                Ok(Tensor { buffer, view })
            }
        }
    }

    /// Numbers in the file, or made of them.
    pub(super) fn constant(&self, name: &str) -> Option<Rc<Constant>> {
        match self.values.get(name)? {
            Value::Constant(constant) => Some(constant.clone()),
            _ => None,
        }
    }

    /// Floats that never change.
    pub(super) fn floats(&self, name: &str) -> Lowered<Vec<f32>> {
        let constant = self.constant(name);
        let found = constant.as_ref().and_then(|c| c.floats());
        found.map_or_else(
            || unknown(format!("{name} isn't fixed")),
            |all| Ok(all.to_vec()),
        )
    }

    pub(super) fn integers(&self, name: &str) -> Lowered<Vec<i64>> {
        let constant = self.constant(name);
        let found = constant.as_ref().and_then(|c| c.integers());
        found.map_or_else(
            || unknown(format!("{name} isn't fixed")),
            |i| Ok(i.to_vec()),
        )
    }

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
    fn compute(&mut self, later: &Later) -> Lowered<Tensor> {
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

/// What a graph may ask for, so that a strange one ends soon: the largest network that plays in
/// real time is far below.
pub(super) struct Limits {
    /// Elements in memory.
    memory: usize,
    /// Elements that views go over.
    visits: usize,
    /// Weights.
    weights: usize,
}

impl Limits {
    /// Elements of one tensor.
    pub(super) const TENSOR: usize = 1 << 24;
    /// Axes of one tensor.
    const RANK: usize = 12;
    /// Elements of all buffers.
    pub(super) const MEMORY: usize = 1 << 26;
    /// Steps.
    const STEPS: usize = 1 << 14;

    pub(super) fn new() -> Limits {
        Limits {
            memory: Self::MEMORY,
            visits: 1 << 28,
            weights: 1 << 28,
        }
    }

    /// The elements of a tensor of `shape`, if there may be one.
    pub(super) fn len(shape: &[usize]) -> Lowered<usize> {
        match elements(shape) {
            Some(1..=Self::TENSOR) if shape.len() <= Self::RANK => Ok(elements(shape).unwrap_or(1)),
            _ => unknown(format!("a tensor of shape {shape:?}")),
        }
    }

    /// Counts a view.
    fn visit(&mut self, shape: &[usize]) -> Lowered<()> {
        self.visits = spent(self.visits, Self::len(shape)?)?;
        Ok(())
    }

    /// Counts a constant, which may be empty.
    fn keep(&mut self, shape: &[usize]) -> Lowered<()> {
        self.visits = spent(self.visits, elements(shape).unwrap_or(usize::MAX))?;
        Ok(())
    }

    /// Counts memory for a tensor; its elements.
    pub(super) fn take(&mut self, shape: &[usize]) -> Lowered<usize> {
        let len = Self::len(shape)?;
        self.memory = spent(self.memory, len)?;
        Ok(len)
    }

    /// Counts a matrix of weights.
    pub(super) fn matrix(&mut self, outputs: usize, inputs: usize) -> Lowered<()> {
        let Some(len) = elements(&[outputs, inputs]).filter(|len| *len > 0) else {
            return unknown("without weights");
        };
        self.weights = spent(self.weights, len)?;
        Ok(())
    }

    fn step(&self, at: usize) -> Lowered<()> {
        match at < Self::STEPS {
            true => Ok(()),
            false => unknown("too many steps"),
        }
    }
}

fn spent(left: usize, more: usize) -> Lowered<usize> {
    left.checked_sub(more)
        .map_or_else(|| unknown("too large"), Ok)
}
