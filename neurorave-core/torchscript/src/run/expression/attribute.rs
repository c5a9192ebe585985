//! Parts of values: attributes, entries, and constants of classes.

use crate::run::builtin::Args;
use crate::run::convert::{place, wrong};
use crate::run::statement::Frame;
use crate::run::{Key, Machine, Stop, Value};
use crate::script::Name;

impl Machine {
    /// A name with dots that stands where a value belongs.
    pub(super) fn global(&mut self, name: &Name) -> Result<Value, Stop> {
        if let Some((class, member)) = name.rsplit_once('.')
            && let Some(kind) = self.program.class(class)?
            && self.work(kind.class().constants.len()).is_ok()
            && let Some(constant) = kind.class().constants.iter().find(|c| &*c.name == member)
        {
            let mut frame = Frame {
                file: kind.file.name.clone(),
                variables: Default::default(),
            };
            return self.evaluate(&mut frame, &constant.value);
        }
        Ok(Value::Function(name.clone()))
    }

    pub(super) fn attribute_of_other(&mut self, value: &Value, name: &str) -> Result<Value, Stop> {
        match (value, name) {
            (Value::Tuple(items), _) => self.entry(items, name),
            (Value::Int(_) | Value::Str(_), "value") => Ok(value.clone()),
            (Value::Tensor(_), _) => self.builtin(name, Args::from(vec![value.clone()])),
            _ => Err(wrong("an object", value)),
        }
    }

    pub(in crate::run) fn subscript(
        &mut self,
        object: &Value,
        index: &Value,
    ) -> Result<Value, Stop> {
        match object {
            Value::Dict(dict) => {
                let key = self.key(index)?;
                let entries = self.heap.entries(*dict);
                let found = entries.get(&key).cloned();
                found.ok_or_else(|| Stop::new(format!("there is no entry {key:?}")))
            }
            Value::Tensor(_) => {
                let arguments = vec![object.clone(), Value::Int(0), index.clone()];
                self.builtin("select", Args::from(arguments))
            }
            _ => {
                let items = self.items(object)?;
                let index = self.int(index)?;
                let item = place(index, items.len()).and_then(|i| items.get(i));
                let missing = || Stop::new(format!("there is no entry {index} of {}", items.len()));
                item.cloned().ok_or_else(missing)
            }
        }
    }

    pub(in crate::run) fn key(&mut self, value: &Value) -> Result<Key, Stop> {
        Ok(match value {
            Value::Str(text) => {
                self.look(text)?;
                Key::Str(text.clone())
            }
            other => Key::Int(self.int(other)?),
        })
    }
}
