//! Calls of functions and methods of the program.

use super::builtin::Args;
use super::program::Code;
use super::statement::{Flow, Frame, VARIABLE};
use super::{DEEPEST_CALL, Machine, Object, Stop, Value};
use crate::delay::{Layer, Wait};
use crate::script::{ClassKind, Name};
use crate::trace::Id;
use std::collections::HashMap;
use std::rc::Rc;

/// What the call of a layer takes that tells its delay, in bytes: here, and where the delay is
/// summed up.
const LAYER: usize = 256;
/// The work of looking for an attribute.
const ATTRIBUTE: usize = 8;

impl Machine {
    /// Calls a method of an object.
    ///
    /// # Errors
    /// When there is none, or it cannot be followed.
    pub fn call_method(
        &mut self,
        object: Object,
        name: &str,
        arguments: Vec<Value>,
    ) -> Result<Value, Stop> {
        self.method(object, name, Args::from(arguments))
    }

    /// Whether an object's class has a method.
    ///
    /// # Errors
    /// When its class cannot be read.
    pub fn has_method(&self, object: Object, name: &str) -> Result<bool, Stop> {
        let class = &self.heap.instance(object).class;
        let kind = self.program.class(class)?;
        Ok(kind.is_some_and(|kind| kind.method(name).is_some()))
    }

    /// The types that a method's parameters are declared to be, but for the object's own; none where
    /// there is no such method.
    ///
    /// # Errors
    /// When its class cannot be read.
    pub fn parameter_types(&self, object: Object, name: &str) -> Result<Option<Vec<Name>>, Stop> {
        let class = &self.heap.instance(object).class;
        let kind = self.program.class(class)?;
        let Some(code) = kind.and_then(|kind| kind.method(name)) else {
            return Ok(None);
        };
        let parameters = code.function().parameters.iter().skip(1);
        let types = parameters.map(|parameter| match &parameter.declared {
            Some(declared) => declared.name.clone(),
            None => "Tensor".into(),
        });
        Ok(Some(types.collect()))
    }

    pub(super) fn method(
        &mut self,
        object: Object,
        name: &str,
        mut arguments: Args,
    ) -> Result<Value, Stop> {
        let class = self.heap.instance(object).class.clone();
        self.look(&class)?;
        let code = self
            .program
            .class(&class)?
            .and_then(|kind| kind.method(name));
        let Some(code) = code else {
            return Err(Stop::new(format!("{class} has no method {name}")));
        };
        arguments.values.insert(0, Value::Object(object));
        let layer = match (name, arguments.values.get(1)) {
            ("forward", Some(signal @ Value::Tensor(_))) => self.waiting(object, signal)?,
            _ => None,
        };
        let result = self.run(&code, arguments)?;
        if let (Some((wait, input)), Value::Tensor(_)) = (layer, &result) {
            let output = self.id(&result)?;
            self.trace.budget().hold(LAYER)?;
            self.layers.push(Layer {
                wait,
                input,
                output,
            });
        }
        Ok(result)
    }

    /// How long an object waits that tells it, and what goes into it.
    fn waiting(&mut self, object: Object, signal: &Value) -> Result<Option<(Wait, Id)>, Stop> {
        match Wait::of(self, object) {
            Some(wait) => Ok(Some((wait, self.id(signal)?))),
            None => Ok(None),
        }
    }

    /// Calls what a full name means: a function of the program, or a class, whose object is made.
    pub(super) fn call_named(&mut self, name: &str, arguments: Args) -> Result<Value, Stop> {
        if let Some(code) = self.program.function(name)? {
            return self.run(&code, arguments);
        }
        let Some(kind) = self.program.class(name)? else {
            return Err(Stop::new(format!("the archive has no {name}")));
        };
        if kind.class().kind == ClassKind::NamedTuple {
            return self.tuple(arguments.values);
        }
        let object = self.heap.object(super::Instance {
            class: name.into(),
            attributes: HashMap::new(),
        });
        if kind.method("__init__").is_some() {
            self.method(object, "__init__", arguments)?;
        }
        Ok(Value::Object(object))
    }

    fn run(&mut self, code: &Code, arguments: Args) -> Result<Value, Stop> {
        if self.calls >= DEEPEST_CALL {
            return Err(Stop::new("the program calls itself without end"));
        }
        let function = code.function();
        self.work(function.parameters.len() * (1 + arguments.named.len()))?;
        let file = &code.file.name;
        let mut frame = Frame {
            file: file.clone(),
            variables: HashMap::new(),
        };
        let mut given = arguments.values.into_iter();
        for parameter in &function.parameters {
            let value = match given.next() {
                Some(value) => value,
                None => match arguments.named.iter().find(|(n, _)| *n == parameter.name) {
                    Some((_, value)) => value.clone(),
                    None => match &parameter.default {
                        Some(default) => self.evaluate(&mut frame, default)?,
                        None => {
                            let what =
                                format!("{} is called without {}", function.name, parameter.name);
                            return Err(Stop::new(what));
                        }
                    },
                },
            };
            self.assign(&mut frame, &parameter.name, value);
        }
        self.calls += 1;
        let flow = self.block(&mut frame, &function.body);
        self.calls -= 1;
        let gone = frame.variables.len() * VARIABLE;
        self.trace.budget().give_back(gone);
        match flow? {
            Flow::Return(value) => Ok(value),
            Flow::On => Ok(Value::None),
            Flow::Raise(words, file, place) => Err(Stop::new(words).at(&file, place)),
        }
    }

    /// An attribute of an object: its own, or a constant of its class.
    ///
    /// # Errors
    /// When there is none.
    pub fn attribute(&mut self, object: Object, name: &str) -> Result<Value, Stop> {
        self.work(ATTRIBUTE)?;
        self.look(name)?;
        if let Some(value) = self.heap.instance(object).attributes.get(name) {
            return Ok(value.clone());
        }
        let class: Name = self.heap.instance(object).class.clone();
        self.look(&class)?;
        let kind = self.program.class(&class)?;
        let missing = || Stop::new(format!("{class} has no attribute {name}"));
        let kind = kind.ok_or_else(missing)?;
        let constants = &kind.class().constants;
        self.trace.budget().work(constants.len())?;
        let constant = constants.iter().find(|constant| &*constant.name == name);
        let constant = constant.ok_or_else(missing)?;
        let mut frame = Frame {
            file: kind.file.name.clone(),
            variables: HashMap::new(),
        };
        self.evaluate(&mut frame, &constant.value)
    }

    /// The entry of a named tuple.
    pub(super) fn entry(&self, items: &Rc<[Value]>, name: &str) -> Result<Value, Stop> {
        let what = format!(
            "nobody knows which entry of {} values is {name}",
            items.len()
        );
        Err(Stop::new(what))
    }
}
