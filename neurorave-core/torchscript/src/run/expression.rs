//! Expressions of a program.

use super::builtin::Args;
use super::convert::wrong;
use super::heap::Key;
use super::statement::Frame;
use super::{Machine, Stop, Value};
use crate::script::{BinaryOperator, Call, Expression, Kind, Name, Type, UnaryOperator};
use crate::trace::Dtype;
use std::collections::BTreeMap;

/// Most letters of what a program says when it gives up.
const MOST_WORDS: usize = 400;

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

    fn operation(
        &mut self,
        frame: &mut Frame,
        operator: BinaryOperator,
        a: &Expression,
        b: &Expression,
    ) -> Result<Value, Stop> {
        let a = self.evaluate(frame, a)?;
        // The second operand of these is not asked for where the first decides.
        if let (BinaryOperator::And | BinaryOperator::Or, Value::Bool(known)) = (operator, &a) {
            return match *known == (operator == BinaryOperator::Or) {
                true => Ok(a),
                false => self.evaluate(frame, b),
            };
        }
        let b = self.evaluate(frame, b)?;
        let name = match operator {
            BinaryOperator::Or => "__or__",
            BinaryOperator::And => "__and__",
            BinaryOperator::Equal => "eq",
            BinaryOperator::NotEqual => "ne",
            BinaryOperator::Less => "lt",
            BinaryOperator::LessOrEqual => "le",
            BinaryOperator::Greater => "gt",
            BinaryOperator::GreaterOrEqual => "ge",
            BinaryOperator::Is => "__is__",
            BinaryOperator::IsNot => "__isnot__",
            BinaryOperator::Add => "add",
            BinaryOperator::Subtract => "sub",
            BinaryOperator::Multiply => "mul",
            BinaryOperator::MatrixMultiply => "matmul",
            BinaryOperator::Divide => "div",
            BinaryOperator::FloorDivide => "floordiv",
            BinaryOperator::Remainder => "remainder",
            BinaryOperator::Power => "pow",
            BinaryOperator::In => return self.builtin("__contains__", Args::from(vec![b, a])),
            BinaryOperator::NotIn
            | BinaryOperator::BitOr
            | BinaryOperator::BitXor
            | BinaryOperator::BitAnd
            | BinaryOperator::ShiftLeft
            | BinaryOperator::ShiftRight => {
                return Err(Stop::new(format!(
                    "the operator {operator:?} is not supported"
                )));
            }
        };
        self.builtin(name, Args::from(vec![a, b]))
    }

    fn call(&mut self, frame: &mut Frame, call: &Call) -> Result<Value, Stop> {
        let mut target = None;
        let name: Name = match &call.callee.kind {
            Kind::Global(name) => name.clone(),
            Kind::Variable(name) => match frame.variables.get(name) {
                Some(Value::Function(name)) => name.clone(),
                _ => name.clone(),
            },
            Kind::Attribute { object, name } => {
                target = Some(self.evaluate(frame, object)?);
                name.clone()
            }
            _ => return Err(Stop::new("what is called here is no function")),
        };
        self.look(&name)?;
        let mut arguments = Args::from(self.evaluate_all(frame, &call.positional)?);
        for (name, value) in &call.named {
            let value = self.evaluate(frame, value)?;
            self.look(name)?;
            arguments.named.push((name.clone(), value));
        }
        let result = match target {
            Some(Value::Object(object)) => self.method(object, &name, arguments),
            Some(other) => {
                arguments.values.insert(0, other);
                self.builtin(&name, arguments)
            }
            None if name.starts_with("__torch__.") => self.call_named(&name, arguments),
            None => self.builtin(&name, arguments),
        };
        result.map_err(|stop| stop.at(&frame.file, call.callee.place))
    }

    /// What the program says when it gives up, if this is where it does.
    pub(super) fn raised(
        &mut self,
        frame: &mut Frame,
        expression: &Expression,
    ) -> Result<Option<String>, Stop> {
        let Kind::Call(call) = &expression.kind else {
            return Ok(None);
        };
        match &call.callee.kind {
            Kind::Global(name) if &**name == "ops.prim.RaiseException" => {}
            _ => return Ok(None),
        }
        let words = match call.positional.first() {
            Some(words) => self.evaluate(frame, words)?,
            None => Value::None,
        };
        Ok(Some(match words {
            Value::Str(words) if !words.is_empty() => {
                let words: String = words.chars().take(MOST_WORDS).collect();
                self.take(words.len())?;
                words
            }
            _ => "the program gives up without a word".into(),
        }))
    }

    /// A name with dots that stands where a value belongs.
    fn global(&mut self, name: &Name) -> Result<Value, Stop> {
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

    fn attribute_of_other(&mut self, value: &Value, name: &str) -> Result<Value, Stop> {
        match (value, name) {
            (Value::Tuple(items), _) => self.entry(items, name),
            (Value::Int(_) | Value::Str(_), "value") => Ok(value.clone()),
            (Value::Tensor(_), _) => self.builtin(name, Args::from(vec![value.clone()])),
            _ => Err(wrong("an object", value)),
        }
    }

    pub(super) fn subscript(&mut self, object: &Value, index: &Value) -> Result<Value, Stop> {
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
                let item = super::convert::place(index, items.len()).and_then(|i| items.get(i));
                let missing = || Stop::new(format!("there is no entry {index} of {}", items.len()));
                item.cloned().ok_or_else(missing)
            }
        }
    }

    pub(super) fn key(&mut self, value: &Value) -> Result<Key, Stop> {
        Ok(match value {
            Value::Str(text) => {
                self.look(text)?;
                Key::Str(text.clone())
            }
            other => Key::Int(self.int(other)?),
        })
    }

    /// A value as what the program declares it to be: a tensor where a number is meant is one.
    fn declared(&mut self, declared: &Type, value: Value) -> Result<Value, Stop> {
        let dtype = match &*declared.name {
            "int" => Dtype::Int,
            "float" => Dtype::Float,
            "bool" => Dtype::Bool,
            _ => return Ok(value),
        };
        match value {
            Value::Tensor(_) => self.number(&value, dtype),
            value => Ok(value),
        }
    }
}

/// Whether a value is of a type, as far as one can tell by looking at it.
fn is_a(value: &Value, declared: &Type) -> bool {
    match (&*declared.name, value) {
        ("Tensor", Value::Tensor(_))
        | ("int", Value::Int(_))
        | ("float", Value::Float(_))
        | ("bool", Value::Bool(_))
        | ("str", Value::Str(_))
        | ("NoneType", Value::None)
        | ("List", Value::List(_))
        | ("Dict", Value::Dict(_))
        | ("Tuple", Value::Tuple(_)) => true,
        ("Optional", Value::None) => true,
        ("Optional" | "Union", value) => declared.arguments.iter().any(|one| is_a(value, one)),
        _ => false,
    }
}
