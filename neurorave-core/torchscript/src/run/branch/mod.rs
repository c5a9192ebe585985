//! Branches whose condition only playing will tell.

mod choose;

use super::heap::Place;
use super::statement::{Flow, Frame, VARIABLE};
use super::{Content, Machine, Stop, Value};
use crate::script::{Name, Statement};
use crate::trace::Id;
use std::collections::{BTreeMap, HashMap};

/// What one side of a branch leaves.
struct Side {
    flow: Flow,
    variables: HashMap<Name, Value>,
    written: BTreeMap<Place, Content>,
}

impl Machine {
    /// Runs both sides and puts together what they leave.
    pub(super) fn fork(
        &mut self,
        frame: &mut Frame,
        condition: Id,
        then: &[Statement],
        otherwise: &[Statement],
    ) -> Result<Flow, Stop> {
        let mut then = self.side(frame, then)?;
        let mut otherwise = self.side(frame, otherwise)?;
        // Where one side gives up, the program is taken not to go there.
        match (&then.flow, &otherwise.flow) {
            (Flow::Raise(words, ..), Flow::On | Flow::Return(_)) => {
                self.take_for_granted(words);
                return Ok(self.resume(frame, otherwise));
            }
            (Flow::On | Flow::Return(_), Flow::Raise(words, ..)) => {
                self.take_for_granted(words);
                return Ok(self.resume(frame, then));
            }
            _ => {}
        }
        let places: Vec<Place> = then
            .written
            .keys()
            .chain(otherwise.written.keys())
            .cloned()
            .collect();
        self.work(16 * places.len())?;
        for place in places {
            let now = self.heap.content(&place);
            let a = then.written.remove(&place);
            let b = otherwise.written.remove(&place);
            if a.is_none() && b.is_none() {
                continue;
            }
            let (a, b) = (a.unwrap_or_else(|| now.clone()), b.unwrap_or(now));
            let both = self.choose_content(condition, a, b)?;
            self.heap.set(place, both);
        }
        for (name, a) in then.variables {
            if let Some(b) = otherwise.variables.get(&name) {
                let both = self.choose(condition, &a, b)?;
                frame.variables.insert(name, both);
            }
        }
        match (then.flow, otherwise.flow) {
            (Flow::On, Flow::On) => Ok(Flow::On),
            (Flow::Return(a), Flow::Return(b)) => Ok(Flow::Return(self.choose(condition, &a, &b)?)),
            (raise @ Flow::Raise(..), _) => Ok(raise),
            _ => Err(Stop::new(
                "a function ends in one of two branches, and which one only playing will tell",
            )),
        }
    }

    /// Does something that happens only where the condition holds.
    ///
    /// # Errors
    /// When it cannot be done, or what it leaves cannot be put together with what was there.
    pub fn perhaps(
        &mut self,
        condition: Id,
        action: impl FnOnce(&mut Self) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let mark = self.heap.begin();
        let done = action(self);
        let written = self.heap.end(mark);
        done?;
        self.work(16 * written.len())?;
        for (place, content) in written {
            let now = self.heap.content(&place);
            let both = self.choose_content(condition, content, now)?;
            self.heap.set(place, both);
        }
        Ok(())
    }

    fn take_for_granted(&mut self, words: &str) {
        let words = format!("the program never gives up with \"{words}\"");
        self.assumptions.insert(words);
    }

    fn side(&mut self, frame: &Frame, lines: &[Statement]) -> Result<Side, Stop> {
        let variables = frame.variables.len();
        self.work(4 * variables)?;
        self.trace.budget().hold(variables * VARIABLE)?;
        let mut own = frame.clone();
        let mark = self.heap.begin();
        let flow = self.block(&mut own, lines);
        let written = self.heap.end(mark);
        Ok(Side {
            flow: flow?,
            variables: own.variables,
            written,
        })
    }

    /// As if only this side had run.
    fn resume(&mut self, frame: &mut Frame, side: Side) -> Flow {
        for (place, content) in side.written {
            self.heap.set(place, content);
        }
        frame.variables = side.variables;
        side.flow
    }
}
