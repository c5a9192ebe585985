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
mod word;

pub use heap::{Content, Dict, Heap, Instance, Key, List, Object, Place, Tensor};
pub use program::{Program, Texts};
pub use stop::Stop;
pub use value::{Number, Value};
pub use word::Words;

use crate::delay::Layer;
use crate::trace::{Distribution, Id, Shape, Trace};
use builtin::Spectrum;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// The work of a line or an expression, beside that of what it does.
const LINE: usize = 16;
/// Most calls within calls.
const DEEPEST_CALL: usize = 120;
/// Most blocks, expressions and operators within each other, in all calls together.
const DEEPEST: usize = 2000;
/// A stack that suffices for them: more than 8 KiB for each, and as much again for what they do.
pub const STACK: usize = 32 << 20;
/// Most tuples within tuples, and values in all of them.
const DEEPEST_TUPLE: usize = 32;
pub(crate) const LONGEST_TUPLE: usize = 1 << 14;

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
    calls: usize,
    depth: usize,
}

impl Machine {
    /// A machine that has done nothing yet.
    pub fn new(program: Rc<Program>, trace: Trace) -> Self {
        Self {
            heap: Heap::new(Rc::clone(trace.budget())),
            trace,
            draws: Vec::new(),
            layers: Vec::new(),
            assumptions: BTreeSet::new(),
            constants: Vec::new(),
            spectra: HashMap::new(),
            program,
            calls: 0,
            depth: 0,
        }
    }

    /// Pays for so many pieces of work.
    fn work(&self, pieces: usize) -> Result<(), Stop> {
        Ok(self.trace.budget().work(pieces)?)
    }

    /// Pays for so many values of a list that is about to be made.
    fn room(&self, values: usize) -> Result<(), Stop> {
        let budget = self.trace.budget();
        budget.work(values)?;
        Ok(budget.lend(values.saturating_mul(2 * size_of::<Value>()))?)
    }

    /// Pays for looking a name up, or comparing a text: it may be long.
    fn look(&self, name: &str) -> Result<(), Stop> {
        self.work(name.len() / 16)
    }

    /// Pays for a text that is about to be made.
    fn take(&self, bytes: usize) -> Result<(), Stop> {
        let budget = self.trace.budget();
        budget.work(bytes / 4)?;
        Ok(budget.hold(bytes)?)
    }

    /// Does something within what is being done, unless that is too deep.
    fn within<T>(&mut self, action: impl FnOnce(&mut Self) -> Result<T, Stop>) -> Result<T, Stop> {
        self.work(LINE)?;
        if self.depth >= DEEPEST {
            return Err(Stop::new("the program is nested too deeply"));
        }
        self.depth += 1;
        let done = action(self);
        self.depth -= 1;
        done
    }
}
