//! An archive's objects, ready to be run.

mod builder;
mod code;
mod weights;

pub use weights::Weights;

use crate::archive::{Archive, Error, Section};
use crate::budget::Budget;
use crate::pickle::{self, Pickle};
use crate::run::{Machine, Object, Program, Stop, Value, Words};
use crate::trace::{Store, Trace};
use builder::Builder;
use code::Code;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// An archive that has been read.
pub struct Loaded {
    archive: Arc<Archive>,
    data: Pickle,
    constants: Pickle,
    program: Rc<Program>,
    weights: Rc<Weights>,
    budget: Rc<Budget>,
    /// Setters that are called first, with what they take.
    first: Vec<(String, Vec<Value>)>,
}

impl Loaded {
    /// Reads what an archive holds, but for its weights and its program's text.
    ///
    /// # Errors
    /// When the file is damaged or holds something else than a model.
    pub fn read(archive: Archive) -> Result<Self, Error> {
        let budget = Rc::new(Budget::of(archive.len()));
        let archive = Arc::new(archive);
        let data = Pickle::read(&archive, Section::Data)?;
        let constants = Pickle::read(&archive, Section::Constants)?;
        // Where that is too much already, whoever works first is told.
        let _ = budget.keep(data.memory() + constants.memory());
        Ok(Self {
            program: Rc::new(Program::new(
                Box::new(Code {
                    archive: Arc::clone(&archive),
                    budget: Rc::clone(&budget),
                }),
                Rc::clone(&budget),
            )),
            weights: Rc::new(Weights::new(Arc::clone(&archive), Rc::clone(&budget))),
            budget,
            archive,
            data,
            constants,
            first: Vec::new(),
        })
    }

    /// Has machines begin with a setter of the model called with these values.
    pub fn begin_with(&mut self, setter: String, values: Vec<Value>) {
        self.first.push((setter, values));
    }

    /// The tensors.
    pub fn weights(&self) -> &Rc<Weights> {
        &self.weights
    }

    /// The words that texts of the program may be, as far as it was followed.
    pub fn words(&self) -> &Words {
        self.program.words()
    }

    /// The archive.
    pub fn archive(&self) -> &Arc<Archive> {
        &self.archive
    }

    /// What pays for all that is done with the archive.
    pub fn budget(&self) -> &Budget {
        &self.budget
    }

    /// A machine in which nothing has run but the setters that it begins with, and the model. Machines
    /// of one archive refer to its objects and tensors by the same references. There is one at a time:
    /// what the one before has made must be gone.
    ///
    /// # Errors
    /// When the archive holds no model, or its program refuses what a setter is called with.
    pub fn machine(&self) -> Result<(Machine, Object), Stop> {
        self.budget.begin_run();
        let store: Rc<dyn Store> = Rc::<Weights>::clone(&self.weights);
        let mut builder = Builder {
            machine: Machine::new(
                Rc::clone(&self.program),
                Trace::new(store, Rc::clone(&self.budget)),
            ),
            weights: &self.weights,
            objects: HashMap::new(),
            tensors: HashMap::new(),
            stored: 0,
        };
        let root = builder.value(self.data.root())?;
        if let pickle::Value::Tuple(all) | pickle::Value::List(all) = self.constants.root() {
            for value in all.iter() {
                let value = builder.value(value)?;
                builder.machine.constants.push(value);
            }
        }
        let Value::Object(root) = root else {
            return Err(Stop::new("the archive holds no model"));
        };
        let mut machine = builder.machine;
        for (setter, values) in &self.first {
            // Setters of the `nn~` kind return 0 where they take what they are given.
            let answer = machine.call_method(root, setter, values.clone())?;
            if matches!(answer, Value::Int(answer) if answer != 0) {
                return Err(Stop::new(format!("the program's {setter} refuses it")));
            }
        }
        Ok((machine, root))
    }
}
