//! An archive's objects, ready to be run.

use crate::archive::{Archive, Error, Section};
use crate::pickle::{self, Data, Pickle, TensorRef};
use crate::run::{Instance, Key, Machine, Object, Program, Stop, Tensor, Texts, Value};
use crate::trace::{Constant, Dtype, Fault, Real, Store, Trace};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Most values of a tensor that are kept once they have been read.
const KEPT: usize = 1 << 14;

/// An archive that has been read.
pub struct Loaded {
    archive: Rc<Archive>,
    data: Pickle,
    constants: Pickle,
    program: Rc<Program>,
    weights: Rc<Weights>,
}

/// The tensors of an archive. They stay in the file until they are asked for.
pub struct Weights {
    archive: Rc<Archive>,
    tensors: RefCell<Vec<TensorRef>>,
    kept: RefCell<HashMap<usize, Constant>>,
}

impl Weights {
    /// The `n`th tensor.
    pub fn tensor(&self, n: usize) -> TensorRef {
        self.tensors.borrow()[n].clone()
    }

    /// The archive that they are in.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }
}

impl Store for Weights {
    fn read(&self, n: usize) -> Result<Constant, Fault> {
        if let Some(constant) = self.kept.borrow().get(&n) {
            return Ok(constant.clone());
        }
        let data = self.tensor(n).read(&self.archive);
        let constant = match data.map_err(|error| Fault::new(error.to_string()))? {
            Data::F32(values) => Constant::Floats(values.into()),
            Data::F64(values) => Constant::Floats(values.into_iter().map(|x| x as f32).collect()),
            Data::I64(values) => Constant::Ints(values.into()),
            Data::Bool(values) => Constant::Ints(values.into_iter().map(i64::from).collect()),
        };
        if self.tensor(n).len() <= KEPT {
            self.kept.borrow_mut().insert(n, constant.clone());
        }
        Ok(constant)
    }
}

/// The texts of an archive's program.
struct Code(Rc<Archive>);

impl Texts for Code {
    fn text(&self, file: &str) -> Result<Option<String>, String> {
        if !self.0.code_files().any(|name| name == file) {
            return Ok(None);
        }
        self.0
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
        let archive = Rc::new(archive);
        let data = Pickle::read(&archive, Section::Data)?;
        let constants = Pickle::read(&archive, Section::Constants)?;
        Ok(Self {
            program: Rc::new(Program::new(Box::new(Code(Rc::clone(&archive))))),
            weights: Rc::new(Weights {
                archive: Rc::clone(&archive),
                tensors: RefCell::default(),
                kept: RefCell::default(),
            }),
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
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// A machine in which nothing has run, and the model. Machines of one archive refer to its
    /// objects and tensors by the same references.
    ///
    /// # Errors
    /// When the archive holds no model.
    pub fn machine(&self) -> Result<(Machine, Object), Stop> {
        self.weights.tensors.borrow_mut().clear();
        let store: Rc<dyn Store> = Rc::<Weights>::clone(&self.weights);
        let mut builder = Builder {
            machine: Machine::new(Rc::clone(&self.program), Trace::new(store)),
            weights: &self.weights,
            objects: HashMap::new(),
            tensors: HashMap::new(),
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
}

impl Builder<'_> {
    fn value(&mut self, value: pickle::Value<'_>) -> Result<Value, Stop> {
        Ok(match value {
            pickle::Value::None => Value::None,
            pickle::Value::Bool(on) => Value::Bool(on),
            pickle::Value::Int(n) => Value::Int(n),
            pickle::Value::Float(x) => Value::Float(x),
            pickle::Value::Complex(..) => Value::Unusable("a complex number".into()),
            pickle::Value::Str(text) | pickle::Value::Device(text) => Value::text(text),
            pickle::Value::List(all) => {
                let items = self.all(all)?;
                Value::List(self.machine.heap.list(items))
            }
            pickle::Value::Tuple(all) => Value::tuple(self.all(all)?),
            pickle::Value::Dict(pairs) => {
                let mut entries = BTreeMap::new();
                for (key, value) in pairs.iter() {
                    let key = match key {
                        pickle::Value::Int(n) => Key::Int(n),
                        pickle::Value::Bool(on) => Key::Int(on.into()),
                        pickle::Value::Str(text) => Key::Str(text.into()),
                        _ => return Err(Stop::new("a dictionary with keys of another kind")),
                    };
                    entries.insert(key, self.value(value)?);
                }
                Value::Dict(self.machine.heap.dict(entries))
            }
            pickle::Value::Tensor(tensor) => Value::Tensor(self.tensor(tensor)?),
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
        let shape: Vec<usize> = tensor.shape().collect();
        let dtype = match tensor.dtype() {
            pickle::Dtype::Bool => Dtype::Bool,
            pickle::Dtype::F64 | pickle::Dtype::F32 | pickle::Dtype::F16 | pickle::Dtype::BF16 => {
                Dtype::Float
            }
            pickle::Dtype::Complex32 | pickle::Dtype::Complex64 | pickle::Dtype::Complex128 => {
                Dtype::Complex
            }
            _ => Dtype::Int,
        };
        let constant = match tensor.is_empty() {
            true => Constant::Fill(Real(0.0)),
            false => {
                let mut tensors = self.weights.tensors.borrow_mut();
                tensors.push(tensor.clone());
                Constant::Stored(tensors.len() - 1)
            }
        };
        let id = self.machine.trace.add_constant(constant, &shape, dtype)?;
        let made = self.machine.heap.tensor(id);
        self.tensors.insert(tensor.clone(), made);
        Ok(made)
    }
}
