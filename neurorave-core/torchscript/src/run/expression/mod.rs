//! Expressions of a program.

mod attribute;
mod call;
mod kind;
mod operation;
mod raise;

use super::builtin::Args;
use super::statement::Frame;
use super::{Machine, Stop, Value};
use crate::script::{Expression, Kind, UnaryOperator};
use crate::trace::Dtype;
use kind::is_a;
use std::collections::BTreeMap;

impl Machine {
    pub(super) fn evaluate(
        &mut self,
        frame: &mut Frame,
        expression: &Expression,
    ) -> Result<Value, Stop> {
        let value = self.within(|machine| machine.value(frame, expression));
        value.map_err(|stop| stop.at(&frame.file, expression.place))
    }

    fn value(&mut self, frame: &mut Frame, expression: &Expression) -> Result<Value, Stop> {
        Ok(match &expression.kind {
            Kind::None | Kind::Uninitialized(_) => Value::None,
            Kind::Bool(on) => Value::Bool(*on),
            Kind::Int(n) => Value::Int(*n),
            Kind::Float(x) => Value::Float(*x),
            Kind::Imaginary(_) => return Err(Stop::new("complex numbers are not supported here")),
            Kind::Text(text) => Value::Str(text.clone()),
            Kind::Variable(name) => {
                self.look(name)?;
                match frame.variables.get(name) {
                    Some(Value::Unusable(why)) => return Err(Stop::new(&**why)),
                    Some(value) => value.clone(),
                    None => return Err(Stop::new(format!("{name} has no value yet"))),
                }
            }
            Kind::Global(name) => {
                self.look(name)?;
                self.global(name)?
            }
            Kind::Stored(n) => match self.constants.get(*n) {
                Some(value) => value.clone(),
                None => return Err(Stop::new(format!("the archive has no constant {n}"))),
            },
            Kind::Tuple(all) => {
                let items = self.evaluate_all(frame, all)?;
                self.tuple(items)?
            }
            Kind::List(all) => {
                let items = self.evaluate_all(frame, all)?;
                self.list(items)
            }
            Kind::Dict(pairs) => {
                let mut entries = BTreeMap::new();
                for (key, value) in pairs {
                    let key = self.evaluate(frame, key)?;
                    entries.insert(self.key(&key)?, self.evaluate(frame, value)?);
                }
                Value::Dict(self.heap.dict(entries))
            }
            Kind::Attribute { object, name } => match self.evaluate(frame, object)? {
                Value::Object(object) => self.attribute(object, name)?,
                other => self.attribute_of_other(&other, name)?,
            },
            Kind::Subscript { object, index } => {
                let object = self.evaluate(frame, object)?;
                let index = self.evaluate(frame, index)?;
                self.subscript(&object, &index)?
            }
            Kind::Slice { object, from, to } => {
                let object = self.evaluate(frame, object)?;
                let mut end = |end: &Option<Box<Expression>>| match end {
                    Some(end) => self.evaluate(frame, end),
                    None => Ok(Value::None),
                };
                let arguments = vec![object, end(from)?, end(to)?];
                self.builtin("slice", Args::from(arguments))?
            }
            Kind::Call(call) => self.call(frame, call)?,
            Kind::Annotate(declared, value) => {
                let value = self.evaluate(frame, value)?;
                self.declared(declared, value)?
            }
            Kind::UncheckedCast(_, value) => self.evaluate(frame, value)?,
            Kind::IsInstance(value, types) => {
                let value = self.evaluate(frame, value)?;
                self.work(types.iter().map(|one| 1 + one.arguments.len()).sum())?;
                Value::Bool(types.iter().any(|declared| is_a(&value, declared)))
            }
            Kind::Unary(operator, operand) => {
                let operand = self.evaluate(frame, operand)?;
                let name = match operator {
                    UnaryOperator::Positive => return Ok(operand),
                    UnaryOperator::Negative => "neg",
                    UnaryOperator::Invert => "bitwise_not",
                    UnaryOperator::Not => "__not__",
                };
                self.builtin(name, Args::from(vec![operand]))?
            }
            Kind::Binary(operator, a, b) => self.operation(frame, *operator, a, b)?,
            Kind::Choose { condition, yes, no } => {
                let condition = self.evaluate(frame, condition)?;
                match self.number(&condition, Dtype::Bool)? {
                    Value::Bool(true) => self.evaluate(frame, yes)?,
                    Value::Bool(false) => self.evaluate(frame, no)?,
                    _ => {
                        return Err(Stop::new(
                            "which of two values is meant is only known while the model plays",
                        ));
                    }
                }
            }
        })
    }

    fn evaluate_all(&mut self, frame: &mut Frame, all: &[Expression]) -> Result<Vec<Value>, Stop> {
        all.iter().map(|one| self.evaluate(frame, one)).collect()
    }
}
