//! Runs a program with symbols in place of sound.
//!
//! What is known is computed: shapes, options, loops over lists of modules, conditions. What is only
//! known while the model plays becomes nodes of a [`Trace`]. Where a condition is one of these, both
//! sides run, and what they leave is chosen between value by value.

mod branch;
mod builtin;
mod call;
mod convert;
mod expression;
mod heap;
mod program;
mod statement;
mod stop;
mod value;

pub use heap::{Content, Dict, Heap, Instance, Key, List, Object, Place, Tensor};
pub use program::{Program, Texts};
pub use stop::Stop;
pub use value::{Number, Value};

use crate::delay::Layer;
use crate::trace::{Distribution, Id, Shape, Trace};
use builtin::Spectrum;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// Most lines and expressions that a program may work through in one step.
const MOST_WORK: usize = 4_000_000;
/// Most calls within calls.
const DEEPEST_CALL: usize = 120;

/// Random numbers that a step takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// How they are spread.
    pub distribution: Distribution,
    /// The tensor that is filled with them.
    pub shape: Shape,
}

/// A program, its objects, and what it has done so far.
pub struct Machine {
    /// What it did to tensors.
    pub trace: Trace,
    /// What its variables refer to.
    pub heap: Heap,
    /// Random numbers in the order in which they were asked for.
    pub draws: Vec<Draw>,
    /// Calls of layers that tell their delay.
    pub layers: Vec<Layer>,
    /// What had to be taken for granted.
    pub assumptions: BTreeSet<String>,
    /// The constants of its code.
    pub constants: Vec<Value>,
    /// What is known of complex tensors.
    spectra: HashMap<Id, Spectrum>,
    program: Rc<Program>,
    work: usize,
    depth: usize,
}

impl Machine {
    /// A machine that has done nothing yet.
    pub fn new(program: Rc<Program>, trace: Trace) -> Self {
        Self {
            trace,
            heap: Heap::default(),
            draws: Vec::new(),
            layers: Vec::new(),
            assumptions: BTreeSet::new(),
            constants: Vec::new(),
            spectra: HashMap::new(),
            program,
            work: 0,
            depth: 0,
        }
    }

    /// Counts one piece of work.
    fn work(&mut self) -> Result<(), Stop> {
        self.work += 1;
        match self.work > MOST_WORK {
            true => Err(Stop::new("the program runs too long: a loop may never end")),
            false => Ok(()),
        }
    }
}
