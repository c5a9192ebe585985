//! Makes a machine's values of those of a pickle.

use super::Weights;
use crate::pickle::{self, TensorRef};
use crate::run::{Instance, Key, Machine, Object, Stop, Tensor, Value};
use crate::trace::{Constant, Dtype, Real};
use std::collections::{BTreeMap, HashMap};

/// What a value, an attribute and a tensor take in a machine, in bytes, and the work of making them.
const VALUE: usize = 32;
const ATTRIBUTE: usize = 192;
const TENSOR: usize = 512;

/// Makes a machine's values of those of a pickle.
pub(super) struct Builder<'a> {
    pub(super) machine: Machine,
    pub(super) weights: &'a Weights,
    pub(super) objects: HashMap<usize, Object>,
    /// Each tensor once, however often the model names it: what one writes, the others see.
    pub(super) tensors: HashMap<TensorRef, Tensor>,
    /// How many of the archive's tensors have been met; each machine meets them in the same order.
    pub(super) stored: usize,
}

impl Builder<'_> {
    /// Pays for a part of a machine.
    fn pay(&self, bytes: usize) -> Result<(), Stop> {
        let budget = self.machine.trace.budget();
        budget.work(bytes / 8)?;
        Ok(budget.hold(bytes)?)
    }

    pub(super) fn value(&mut self, value: pickle::Value<'_>) -> Result<Value, Stop> {
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
