//! Dictionaries.

use super::{Answer, Args};
use crate::run::heap::Place;
use crate::run::{Content, Key, Machine, Value};
use std::rc::Rc;

impl Machine {
    pub(super) fn of_dict(&mut self, name: &str, args: &Args) -> Answer {
        let Value::Dict(dict) = args.at(0) else {
            return Ok(None);
        };
        let entries = self.heap.entries(*dict);
        if !matches!(name, "len" | "get" | "__getitem__" | "__contains__") {
            self.room(4 * entries.len())?;
        }
        let shown = |key: &Key| match key {
            Key::Int(n) => Value::Int(*n),
            Key::Str(text) => Value::Str(text.clone()),
        };
        Ok(Some(match name {
            "len" => Value::Int(entries.len() as i64),
            "__getitem__" => self.subscript(args.at(0), args.at(1))?,
            "__contains__" => {
                let key = self.key(args.at(1))?;
                Value::Bool(entries.contains_key(&key))
            }
            "get" => {
                let key = self.key(args.at(1))?;
                entries
                    .get(&key)
                    .cloned()
                    .unwrap_or_else(|| args.at(2).clone())
            }
            "keys" => self.list(entries.keys().map(shown)),
            "values" => self.list(entries.values().cloned()),
            "items" => {
                let pairs = entries.iter().map(|(k, v)| vec![shown(k), v.clone()]);
                let pairs: Vec<Value> = pairs
                    .map(|pair| self.tuple(pair))
                    .collect::<Result<_, _>>()?;
                self.list(pairs)
            }
            "_set_item" => {
                let key = self.key(args.at(1))?;
                let mut changed = (*entries).clone();
                changed.insert(key, args.at(2).clone());
                let content = Content::Entries(Rc::new(changed));
                self.heap.set(Place::Dict(*dict), content);
                Value::None
            }
            _ => return Ok(None),
        }))
    }
}
