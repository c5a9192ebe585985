//! An archive's objects, ready to be run.

use crate::archive::{Archive, Error, Section};
use crate::budget::Budget;
use crate::pickle::{self, Data, Pickle, TensorRef};
use crate::run::{Instance, Key, Machine, Object, Program, Stop, Tensor, Texts, Value};
use crate::script::LONGEST_TEXT;
use crate::trace::{Constant, Dtype, Fault, Real, Store, Trace};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

/// Most values of a tensor that are kept once they have been read, and of all such tensors.
const KEPT: usize = 1 << 14;
const ALL_KEPT: usize = 1 << 20;
/// What a value, an attribute and a tensor take in a machine, in bytes, and the work of making them.
const VALUE: usize = 32;
const ATTRIBUTE: usize = 192;
const TENSOR: usize = 512;

/// An archive that has been read.
pub struct Loaded {
    archive: Arc<Archive>,
    data: Pickle,
    constants: Pickle,
    program: Rc<Program>,
    weights: Rc<Weights>,
    budget: Rc<Budget>,
}

/// The tensors of an archive. They stay in the file until they are asked for.
pub struct Weights {
    archive: Arc<Archive>,
    tensors: RefCell<Vec<TensorRef>>,
    kept: RefCell<HashMap<usize, Constant>>,
    /// Values that are kept.
    all_kept: Cell<usize>,
    budget: Rc<Budget>,
}

impl Weights {
    /// The `n`th tensor.
    pub fn tensor(&self, n: usize) -> TensorRef {
        self.tensors.borrow()[n].clone()
    }

    fn read_all(&self, tensor: &TensorRef) -> Result<Constant, Fault> {
        let fault = |error: Error| Fault::new(error.to_string());
        let count = tensor.len();
        let around = tensor.bytes_around();
        if tensor.dtype().is_narrow() {
            self.budget
                .lend(count.saturating_mul(4).saturating_add(around))?;
            let mut values: Arc<[f32]> = std::iter::repeat_n(0.0, count).collect();
            if let Some(values) = Arc::get_mut(&mut values) {
                tensor.read_f32(&self.archive, 0, values).map_err(fault)?;
            }
            return Ok(Constant::Floats(values));
        }
        // Those that are read, and those that are made of them.
        self.budget
            .lend(count.saturating_mul(20).saturating_add(around))?;
        Ok(match tensor.read(&self.archive).map_err(fault)? {
            Data::F32(values) => Constant::Floats(values.into()),
            Data::F64(values) => Constant::Floats(values.into_iter().map(|x| x as f32).collect()),
            Data::I64(values) => Constant::Ints(values.into()),
            Data::Bool(values) => Constant::Ints(values.into_iter().map(i64::from).collect()),
        })
    }
}

impl Store for Weights {
    fn read(&self, n: usize) -> Result<Constant, Fault> {
        if let Some(constant) = self.kept.borrow().get(&n) {
            return Ok(constant.clone());
        }
        let tensor = self.tensor(n);
        let count = tensor.len();
        self.budget.work(count.saturating_mul(2))?;
        self.budget.work(tensor.bytes_around() / 4)?;
        let constant = self.read_all(&tensor)?;
        let all = self.all_kept.get() + count;
        if count <= KEPT && all <= ALL_KEPT {
            self.all_kept.set(all);
            self.budget.keep(count * 8)?;
            self.kept.borrow_mut().insert(n, constant.clone());
        }
        Ok(constant)
    }
}

/// The texts of an archive's program.
struct Code {
    archive: Arc<Archive>,
    budget: Rc<Budget>,
}

impl Texts for Code {
    fn text(&self, file: &str) -> Result<Option<String>, String> {
        let files = self.archive.code_files();
        let room = self.budget.work(8 * files.count());
        let room = room.and_then(|()| self.budget.lend(2 * LONGEST_TEXT));
        room.map_err(|fault| fault.to_string())?;
        if !self.archive.code_files().any(|name| name == file) {
            return Ok(None);
        }
        self.archive
            .read_code(file)
            .map(Some)
            .map_err(|error| error.to_string())
    }
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
            weights: Rc::new(Weights {
                archive: Arc::clone(&archive),
                tensors: RefCell::default(),
                kept: RefCell::default(),
                all_kept: Cell::default(),
                budget: Rc::clone(&budget),
            }),
            budget,
            archive,
            data,
            constants,
        })
    }

    /// The tensors.
    pub fn weights(&self) -> &Rc<Weights> {
        &self.weights
    }

    /// The archive.
    pub fn archive(&self) -> &Arc<Archive> {
        &self.archive
    }

    /// What pays for all that is done with the archive.
    pub fn budget(&self) -> &Budget {
        &self.budget
    }

    /// A machine in which nothing has run, and the model. Machines of one archive refer to its
    /// objects and tensors by the same references. There is one at a time: what the one before has
    /// made must be gone.
    ///
    /// # Errors
    /// When the archive holds no model.
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
        match root {
            Value::Object(root) => Ok((builder.machine, root)),
            _ => Err(Stop::new("the archive holds no model")),
        }
    }
}

/// Makes a machine's values of those of a pickle.
struct Builder<'a> {
    machine: Machine,
    weights: &'a Weights,
    objects: HashMap<usize, Object>,
    /// Each tensor once, however often the model names it: what one writes, the others see.
    tensors: HashMap<TensorRef, Tensor>,
    /// How many of the archive's tensors have been met; each machine meets them in the same order.
    stored: usize,
}

impl Builder<'_> {
    /// Pays for a part of a machine.
    fn pay(&self, bytes: usize) -> Result<(), Stop> {
        let budget = self.machine.trace.budget();
        budget.work(bytes / 8)?;
        Ok(budget.hold(bytes)?)
    }

    fn value(&mut self, value: pickle::Value<'_>) -> Result<Value, Stop> {
        self.pay(VALUE)?;
        Ok(match value {
            pickle::Value::None => Value::None,
            pickle::Value::Bool(on) => Value::Bool(on),
            pickle::Value::Int(n) => Value::Int(n),
            pickle::Value::Float(x) => Value::Float(x),
            pickle::Value::Complex(..) => Value::Unusable("a complex number".into()),
            pickle::Value::Str(text) | pickle::Value::Device(text) => {
                self.pay(text.len())?;
                Value::text(text)
            }
            pickle::Value::List(all) => {
                let items = self.all(all)?;
                Value::List(self.machine.heap.list(items))
            }
            pickle::Value::Tuple(all) => {
                let all = self.all(all)?;
                self.machine.tuple(all)?
            }
            pickle::Value::Dict(pairs) => {
                let mut entries = BTreeMap::new();
                for (key, value) in pairs.iter() {
                    self.pay(ATTRIBUTE)?;
                    let key = match key {
                        pickle::Value::Int(n) => Key::Int(n),
                        pickle::Value::Bool(on) => Key::Int(on.into()),
                        pickle::Value::Str(text) => {
                            self.pay(text.len())?;
                            Key::Str(text.into())
                        }
                        _ => return Err(Stop::new("a dictionary with keys of another kind")),
                    };
                    entries.insert(key, self.value(value)?);
                }
                Value::Dict(self.machine.heap.dict(entries))
            }
            pickle::Value::Tensor(tensor) => match tensor.dtype() {
                pickle::Dtype::Complex32 | pickle::Dtype::Complex64 | pickle::Dtype::Complex128 => {
                    Value::Unusable("a complex tensor".into())
                }
                _ => Value::Tensor(self.tensor(tensor)?),
            },
            pickle::Value::Object(object) => Value::Object(self.object(object)?),
            pickle::Value::Enum(member) => self.value(member.value())?,
        })
    }

    fn all(&mut self, all: pickle::List<'_>) -> Result<Vec<Value>, Stop> {
        all.iter().map(|value| self.value(value)).collect()
    }

    fn object(&mut self, object: pickle::Object<'_>) -> Result<Object, Stop> {
        if let Some(known) = self.objects.get(&object.id()) {
            return Ok(*known);
        }
        let mut attributes = HashMap::new();
        for (name, value) in object.attributes() {
            self.pay(ATTRIBUTE + name.len())?;
            attributes.insert(name.into(), self.value(value)?);
        }
        let made = self.machine.heap.object(Instance {
            class: object.class().into(),
            attributes,
        });
        self.objects.insert(object.id(), made);
        Ok(made)
    }

    fn tensor(&mut self, tensor: &TensorRef) -> Result<Tensor, Stop> {
        if let Some(known) = self.tensors.get(tensor) {
            return Ok(*known);
        }
        self.pay(TENSOR)?;
        let shape: Vec<usize> = tensor.shape().collect();
        let dtype = match tensor.dtype() {
            pickle::Dtype::Bool => Dtype::Bool,
            pickle::Dtype::F64 | pickle::Dtype::F32 | pickle::Dtype::F16 | pickle::Dtype::BF16 => {
                Dtype::Float
            }
            _ => Dtype::Int,
        };
        let constant = match tensor.is_empty() {
            true => Constant::Fill(Real(0.0)),
            false => {
                let mut tensors = self.weights.tensors.borrow_mut();
                if self.stored == tensors.len() {
                    tensors.push(tensor.clone());
                }
                self.stored += 1;
                Constant::Stored(self.stored - 1)
            }
        };
        let id = self.machine.trace.add_constant(constant, &shape, dtype)?;
        let made = self.machine.heap.tensor(id);
        self.tensors.insert(tensor.clone(), made);
        Ok(made)
    }
}
