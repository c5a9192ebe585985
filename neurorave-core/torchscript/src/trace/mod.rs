//! What a program does to its inputs, as a graph of operations on tensors.
//!
//! A [`Trace`] grows as the program runs. Every shape is known at once, operations on constants are
//! carried out instead of being written down, and slices of joined parts find the parts again, so
//! that a cache which a program keeps inside a larger tensor comes out as itself.

mod build;
mod constant;
mod fold;
mod linear;
mod op;
mod shape;
mod value;

use crate::budget::Budget;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;

pub use constant::{Constant, Store};
pub use op::{Binary, Convolution, Distribution, Op, Real, Recurrent, Reduction, Unary};
pub use shape::{Dtype, Fault, Shape, axis_of, broadcast};

/// Most nodes that a program may make.
const MOST_NODES: usize = 400_000;
/// Most values in one tensor.
pub const MOST_VALUES: usize = 1 << 28;
/// Most axes of a tensor, as in a file.
const MOST_AXES: usize = 16;
/// Most tensors that one operation works on.
const MOST_INPUTS: usize = 4096;
/// What a node costs: the work of making it, and memory beside its lists.
const NODE_WORK: usize = 64;
const NODE_BYTES: usize = 768;

/// A tensor of the trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(u32);

impl Id {
    /// The tensor of the node at that place.
    pub fn at(index: usize) -> Self {
        Self(index as u32)
    }

    /// Its place among the nodes; whoever it depends on comes earlier.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One operation and the tensor that it makes.
#[derive(Clone, Debug)]
pub struct Node {
    /// The operation.
    pub op: Op,
    /// What it works on.
    pub inputs: Vec<Id>,
    /// Shape of the tensor.
    pub shape: Shape,
    /// What its values are.
    pub dtype: Dtype,
}

/// The graph that a program leaves.
pub struct Trace {
    nodes: Vec<Node>,
    known: HashMap<(Op, Vec<Id>, Shape, Dtype), Id>,
    store: Rc<dyn Store>,
    budget: Rc<Budget>,
}

impl Trace {
    /// An empty graph; `store` has the weights, and `budget` pays for all that is done.
    pub fn new(store: Rc<dyn Store>, budget: Rc<Budget>) -> Self {
        Self {
            nodes: Vec::new(),
            known: HashMap::new(),
            store,
            budget,
        }
    }

    /// What pays for all that is done.
    pub fn budget(&self) -> &Rc<Budget> {
        &self.budget
    }

    /// All nodes; each depends on earlier ones alone.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node that makes a tensor.
    pub fn node(&self, id: Id) -> &Node {
        &self.nodes[id.index()]
    }

    /// Its shape.
    pub fn shape(&self, id: Id) -> &[usize] {
        &self.node(id).shape
    }

    /// What its values are.
    pub fn dtype(&self, id: Id) -> Dtype {
        self.node(id).dtype
    }

    /// A constant of that shape.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn add_constant(
        &mut self,
        constant: Constant,
        shape: &[usize],
        dtype: Dtype,
    ) -> Result<Id, Fault> {
        self.push(Op::Constant(constant), Vec::new(), shape.into(), dtype)
    }

    /// A constant whose values are all the same.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn fill(&mut self, value: f64, shape: &[usize], dtype: Dtype) -> Result<Id, Fault> {
        self.add_constant(Constant::Fill(Real(value)), shape, dtype)
    }

    /// A constant of floats.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn floats(&mut self, values: Vec<f32>, shape: &[usize]) -> Result<Id, Fault> {
        self.add_constant(Constant::Floats(values.into()), shape, Dtype::Float)
    }

    /// A constant of integers.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn ints(&mut self, values: Vec<i64>, shape: &[usize]) -> Result<Id, Fault> {
        self.add_constant(Constant::Ints(values.into()), shape, Dtype::Int)
    }

    /// A source of the graph: an input, a state or a draw of random numbers.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn source(&mut self, op: Op, shape: &[usize], dtype: Dtype) -> Result<Id, Fault> {
        self.push(op, Vec::new(), shape.into(), dtype)
    }

    /// The node for an operation: the one that is there already, a constant where all inputs are,
    /// or a new one.
    fn push(&mut self, op: Op, inputs: Vec<Id>, shape: Shape, dtype: Dtype) -> Result<Id, Fault> {
        // Axes of nothing aside, so that whoever multiplies some of them is safe.
        let mut filled = shape.iter().map(|&n| n.max(1));
        let values = filled.try_fold(1usize, |all, n| all.checked_mul(n));
        if values.is_none_or(|n| n > MOST_VALUES) || shape.len() > MOST_AXES {
            return Err(Fault::new(format!(
                "a tensor of shape {shape:?} is too large"
            )));
        }
        if dtype == Dtype::Complex && shape.last() != Some(&2) {
            return Err(Fault::new("that is not supported for complex numbers"));
        }
        if inputs.len() > MOST_INPUTS {
            return Err(Fault::new(format!(
                "an operation on {} tensors at a time",
                inputs.len()
            )));
        }
        self.budget.work(NODE_WORK + inputs.len())?;
        if let Op::Constant(constant) = &op
            && constant
                .len()
                .is_some_and(|n| n != shape.iter().product::<usize>())
        {
            return Err(Fault::new("a constant's values don't fill its shape"));
        }
        if !inputs.is_empty()
            && let Some(constant) = self.fold(&op, &inputs, &shape, dtype)?
        {
            return self.add_constant(constant, &shape, dtype);
        }
        let place = match self.known.entry((op, inputs, shape, dtype)) {
            Entry::Occupied(known) => return Ok(*known.get()),
            Entry::Vacant(place) => place,
        };
        if self.nodes.len() >= MOST_NODES {
            return Err(Fault::new(format!(
                "the program does more than {MOST_NODES} operations in one step"
            )));
        }
        let (op, inputs, shape, dtype) = place.key().clone();
        self.budget
            .hold(NODE_BYTES + 2 * (4 * inputs.len() + 8 * shape.len()))?;
        let id = Id(self.nodes.len() as u32);
        self.nodes.push(Node {
            op,
            inputs,
            shape,
            dtype,
        });
        place.insert(id);
        Ok(id)
    }
}
