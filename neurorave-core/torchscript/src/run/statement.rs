//! Lines of a program.

use super::{Content, LINE, Machine, Place as Written, Stop, Value};
use crate::script::{Action, Name, Place, Statement};
use std::collections::HashMap;

/// The variables of a running function.
#[derive(Clone)]
pub struct Frame {
    /// The file that the function is in.
    pub file: Name,
    /// Its variables.
    pub variables: HashMap<Name, Value>,
}

/// What a variable takes, in bytes.
pub const VARIABLE: usize = 96;

/// What happens after a line.
pub enum Flow {
    /// The next line.
    On,
    /// The function ends.
    Return(Value),
    /// The program gives up, with these words, there.
    Raise(String, Name, Place),
}

impl Machine {
    /// Gives a variable a value.
    pub(super) fn assign(&self, frame: &mut Frame, name: &Name, value: Value) {
        if frame.variables.insert(name.clone(), value).is_none() {
            self.trace.budget().owe(VARIABLE);
        }
    }

    pub(super) fn block(&mut self, frame: &mut Frame, lines: &[Statement]) -> Result<Flow, Stop> {
        for line in lines {
            let flow = self.within(|machine| machine.line(frame, line));
            match flow.map_err(|stop| stop.at(&frame.file, line.place))? {
                Flow::On => {}
                ends => return Ok(ends),
            }
        }
        Ok(Flow::On)
    }

    fn line(&mut self, frame: &mut Frame, line: &Statement) -> Result<Flow, Stop> {
        match &line.action {
            Action::Pass => {}
            Action::Evaluate(expression) => {
                if let Some(words) = self.raised(frame, expression)? {
                    return Ok(Flow::Raise(words, frame.file.clone(), line.place));
                }
                self.evaluate(frame, expression)?;
            }
            Action::Assign { name, value, .. } => {
                let value = self.evaluate(frame, value)?;
                self.look(name)?;
                self.assign(frame, name, value);
            }
            Action::Unpack { names, value } => {
                let value = self.evaluate(frame, value)?;
                let items = self.items(&value)?;
                if items.len() != names.len() {
                    let (found, wanted) = (items.len(), names.len());
                    return Err(Stop::new(format!("{found} values for {wanted} variables")));
                }
                for (name, item) in names.iter().zip(items.iter()) {
                    self.look(name)?;
                    self.assign(frame, name, item.clone());
                }
            }
            Action::SetAttribute {
                object,
                name,
                value,
            } => {
                let object = self.evaluate(frame, object)?;
                let value = self.evaluate(frame, value)?;
                let Value::Object(object) = object else {
                    return Err(super::convert::wrong("an object", &object));
                };
                self.look(name)?;
                let place = Written::Attribute(object, name.clone());
                self.heap.set(place, Content::Attribute(Some(value)));
            }
            Action::Return(value) => return Ok(Flow::Return(self.evaluate(frame, value)?)),
            Action::If {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.evaluate(frame, condition)?;
                return match self.number(&condition, crate::trace::Dtype::Bool)? {
                    Value::Bool(true) => self.block(frame, then),
                    Value::Bool(false) => self.block(frame, otherwise),
                    Value::Number(number) => self.fork(frame, number.id, then, otherwise),
                    other => Err(super::convert::wrong("a truth value", &other)),
                };
            }
            Action::While { condition, body } => loop {
                self.work(LINE)?;
                let known = self.evaluate(frame, condition)?;
                if !self.flag(&known)? {
                    break;
                }
                match self.block(frame, body)? {
                    Flow::On => {}
                    ends => return Ok(ends),
                }
            },
            Action::For { name, count, body } => {
                let count = self.evaluate(frame, count)?;
                for turn in 0..self.int(&count)? {
                    self.work(LINE)?;
                    self.look(name)?;
                    self.assign(frame, name, Value::Int(turn));
                    match self.block(frame, body)? {
                        Flow::On => {}
                        ends => return Ok(ends),
                    }
                }
            }
            // What is entered here, `torch.no_grad()` and the like, changes no result.
            Action::With { body, .. } => return self.block(frame, body),
            Action::Closure(_) => {
                return Err(Stop::new("the operator fork is not supported"));
            }
        }
        Ok(Flow::On)
    }
}
