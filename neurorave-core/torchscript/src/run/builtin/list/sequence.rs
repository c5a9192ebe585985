//! Lists and tuples.

use super::{Answer, Args};
use crate::run::convert::place;
use crate::run::heap::Place;
use crate::run::{Content, Machine, Stop, Value};
use std::rc::Rc;

impl Machine {
    pub(super) fn of_list(&mut self, name: &str, args: &Args) -> Answer {
        let items = self.items(args.at(0))?;
        let count = items.len();
        if name != "len" {
            self.room(count)?;
        }
        Ok(Some(match name {
            "len" => Value::Int(count as i64),
            "__getitem__" | "select" => self.subscript(args.at(0), args.at(1))?,
            "__contains__" => {
                let mut found = Value::Bool(false);
                for item in items.iter() {
                    let pair = Args::from(vec![item.clone(), args.at(1).clone()]);
                    let same = self.builtin("eq", pair)?;
                    found = self.builtin("__or__", Args::from(vec![found, same]))?;
                }
                found
            }
            "add" | "add_" | "extend" => {
                let other = self.items(args.at(1))?;
                self.room(count + other.len())?;
                let joined: Rc<[Value]> = items.iter().chain(other.iter()).cloned().collect();
                match name {
                    "add" => Value::List(self.heap.list(joined)),
                    _ => self.replace(args.at(0), joined)?,
                }
            }
            "mul" => {
                let turns = self.int(args.at(1))?.max(0) as usize;
                self.room(turns.saturating_mul(count))?;
                let repeated: Vec<Value> =
                    items.iter().cloned().cycle().take(turns * count).collect();
                self.list(repeated)
            }
            "append" => {
                let joined: Vec<Value> =
                    items.iter().cloned().chain([args.at(1).clone()]).collect();
                self.replace(args.at(0), joined.into())?
            }
            "insert" | "_set_item" => {
                let index = self.int(args.at(1))?;
                let mut changed = items.to_vec();
                let end = (name == "insert" && index == count as i64).then_some(count);
                let place = place(index, count).or(end);
                let place = place.ok_or_else(|| Stop::new("there is no such place in a list"))?;
                match name {
                    "insert" => changed.insert(place, args.at(2).clone()),
                    _ => changed[place] = args.at(2).clone(),
                }
                self.replace(args.at(0), changed.into())?
            }
            "pop" => {
                let mut changed = items.to_vec();
                let index = match args.at(1) {
                    Value::None => -1,
                    place => self.int(place)?,
                };
                let place = place(index, count);
                let place = place.ok_or_else(|| Stop::new("there is no such place in a list"))?;
                let item = changed.remove(place);
                self.replace(args.at(0), changed.into())?;
                item
            }
            "clear" => self.replace(args.at(0), Rc::new([]))?,
            "list" | "copy" => Value::List(self.heap.list(items)),
            "reverse" => {
                let changed: Vec<Value> = items.iter().rev().cloned().collect();
                self.replace(args.at(0), changed.into())?
            }
            "slice" => {
                let (from, to, step) = self.range(count, args, 1)?;
                let kept: Vec<Value> = (from..to).step_by(step).map(|i| items[i].clone()).collect();
                match args.at(0) {
                    Value::Tuple(_) => self.tuple(kept)?,
                    _ => self.list(kept),
                }
            }
            "eq" | "ne" => {
                let other = self.items(args.at(1))?;
                let mut same = other.len() == count;
                for (a, b) in items.iter().zip(other.iter()) {
                    let equal = self.builtin("eq", Args::from(vec![a.clone(), b.clone()]))?;
                    same &= self.flag(&equal)?;
                }
                Value::Bool(same == (name == "eq"))
            }
            "max" | "min" if args.values.len() == 1 && count > 0 => {
                let mut best = items[0].clone();
                for item in &items[1..] {
                    let pair = Args::from(vec![best, item.clone()]);
                    best = self.builtin(name, pair)?;
                }
                best
            }
            "sum" => {
                let mut sum = Value::Int(0);
                for item in items.iter() {
                    sum = self.builtin("add", Args::from(vec![sum, item.clone()]))?;
                }
                sum
            }
            "index" if !matches!(args.at(0), Value::Tensor(_)) => {
                for (i, item) in items.iter().enumerate() {
                    let pair = Args::from(vec![item.clone(), args.at(1).clone()]);
                    let same = self.builtin("eq", pair)?;
                    if self.flag(&same)? {
                        return Ok(Some(Value::Int(i as i64)));
                    }
                }
                return Err(Stop::new("a list has no such entry"));
            }
            _ => return Ok(None),
        }))
    }

    fn replace(&mut self, list: &Value, items: Rc<[Value]>) -> Result<Value, Stop> {
        match list {
            Value::List(own) => {
                self.heap.set(Place::List(*own), Content::Items(items));
                Ok(list.clone())
            }
            _ => Err(Stop::new("a tuple cannot be changed")),
        }
    }
}
