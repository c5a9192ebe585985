//! Places that a program writes to, as states.

use crate::run::{Content, LONGEST_TUPLE, Machine, Number, Place, Stop, Value};
use crate::trace::{Id, Op, Shape};
use std::collections::BTreeMap;

/// A state's shape, what it is at first, and the place whose content it is.
pub type Known = (Shape, Id, Place);

/// Places that are states. Of a tensor, how many rows are used, where not all are.
pub type Places = BTreeMap<Place, Option<usize>>;

impl Machine {
    /// Puts states in the place of what is there.
    pub(super) fn remember(
        &mut self,
        place: &Place,
        rows: Option<usize>,
        states: &mut Vec<Known>,
    ) -> Result<(), Stop> {
        let content = match self.heap.content(place) {
            Content::Values(id) => Content::Values(match rows {
                Some(rows) => {
                    let all = self.trace.shape(id).first().copied().unwrap_or(0);
                    let used = self.trace.slice(id, 0, 0, rows, 1)?;
                    let unused = self.trace.slice(id, 0, rows, all.saturating_sub(rows), 1)?;
                    let used = self.state(used, place, states)?;
                    self.trace.concat(&[used, unused], 0)?
                }
                None => self.state(id, place, states)?,
            }),
            Content::Items(items) => {
                self.trace.budget().work(items.len())?;
                let items = items.iter().map(|item| self.stateful(item, place, states));
                Content::Items(items.collect::<Result<_, _>>()?)
            }
            Content::Attribute(Some(value)) => {
                Content::Attribute(Some(self.stateful(&value, place, states)?))
            }
            other => other,
        };
        self.heap.set(place.clone(), content);
        Ok(())
    }

    /// A new state that is `initial` at first.
    fn state(&mut self, initial: Id, place: &Place, states: &mut Vec<Known>) -> Result<Id, Stop> {
        let (shape, dtype) = (
            self.trace.node(initial).shape.clone(),
            self.trace.dtype(initial),
        );
        if shape.contains(&0) {
            return Ok(initial);
        }
        self.trace.budget().hold(8 * shape.len() + 128)?;
        let id = self.trace.source(Op::State(states.len()), &shape, dtype)?;
        states.push((shape, initial, place.clone()));
        Ok(id)
    }

    fn stateful(
        &mut self,
        value: &Value,
        place: &Place,
        states: &mut Vec<Known>,
    ) -> Result<Value, Stop> {
        Ok(match value {
            Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
                let initial = self.id(value)?;
                let dtype = self.trace.dtype(initial);
                let id = self.state(initial, place, states)?;
                Value::Number(Number { id, dtype })
            }
            Value::Str(_) => {
                let initial = self.word(value)?;
                Value::Word(self.state(initial, place, states)?)
            }
            Value::Tensor(_) => {
                let initial = self.id(value)?;
                let id = self.state(initial, place, states)?;
                self.make(id)
            }
            Value::Tuple(items) => {
                let items = items.iter().map(|item| self.stateful(item, place, states));
                let items = items.collect::<Result<_, _>>()?;
                self.tuple(items)?
            }
            other => other.clone(),
        })
    }

    /// The tensors that a place's states become.
    pub(super) fn leaves(
        &mut self,
        place: &Place,
        rows: Option<usize>,
        leaves: &mut Vec<Id>,
    ) -> Result<(), Stop> {
        match &self.heap.content(place) {
            Content::Values(id) => {
                let id = match rows {
                    Some(rows) => self.trace.slice(*id, 0, 0, rows, 1)?,
                    None => *id,
                };
                self.leaf(id, leaves);
            }
            Content::Items(items) => {
                self.trace.budget().work(items.len())?;
                for item in items.iter() {
                    self.leaves_of(item, leaves)?;
                }
            }
            Content::Attribute(Some(value)) => {
                let value = value.clone();
                self.leaves_of(&value, leaves)?;
            }
            Content::Entries(_) => {
                return Err(Stop::new(format!(
                    "the model remembers by a dictionary ({place:?})"
                )));
            }
            Content::Attribute(None) => {}
        }
        Ok(())
    }

    fn leaf(&mut self, id: Id, leaves: &mut Vec<Id>) {
        if !self.trace.shape(id).contains(&0) {
            leaves.push(id);
        }
    }

    fn leaves_of(&mut self, value: &Value, leaves: &mut Vec<Id>) -> Result<(), Stop> {
        match value {
            Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Number(_)
            | Value::Tensor(_) => {
                let id = self.id(value)?;
                self.leaf(id, leaves);
            }
            Value::Str(_) | Value::Word(_) => {
                let id = self.word(value)?;
                self.leaf(id, leaves);
            }
            Value::Tuple(items) => {
                for item in items.iter() {
                    self.leaves_of(item, leaves)?;
                }
            }
            Value::Unusable(why) => return Err(Stop::new(&**why)),
            _ => {}
        }
        Ok(())
    }

    /// Whether a place holds the same as before.
    pub(super) fn is_same(&self, before: &Content, now: &Content) -> Result<bool, Stop> {
        Ok(match (before, now) {
            (Content::Values(a), Content::Values(b)) => a == b || self.is_equal(*a, *b)?,
            (Content::Items(a), Content::Items(b)) => {
                self.trace.budget().work(a.len())?;
                a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b))
            }
            (Content::Attribute(Some(a)), Content::Attribute(Some(b))) => {
                if let (Value::Tuple(_), Value::Tuple(_)) = (a, b) {
                    self.trace.budget().work(LONGEST_TUPLE)?;
                }
                same(a, b)
            }
            (Content::Attribute(None), Content::Attribute(None)) => true,
            _ => false,
        })
    }

    /// Whether both are constants of the same values; large ones are not looked into.
    fn is_equal(&self, a: Id, b: Id) -> Result<bool, Stop> {
        let small = self.trace.shape(a).iter().product::<usize>() <= 4096;
        if self.trace.shape(a) != self.trace.shape(b) || !small {
            return Ok(false);
        }
        Ok(match (self.trace.values(a)?, self.trace.values(b)?) {
            (Some(a), Some(b)) => a == b,
            _ => false,
        })
    }
}

/// Whether two values are the same, as far as one can tell without looking into tensors.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::None, Value::None) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Tensor(a), Value::Tensor(b)) => a == b,
        (Value::List(a), Value::List(b)) => a == b,
        (Value::Dict(a), Value::Dict(b)) => a == b,
        (Value::Object(a), Value::Object(b)) => a == b,
        (Value::Tuple(a), Value::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b))
        }
        _ => false,
    }
}
