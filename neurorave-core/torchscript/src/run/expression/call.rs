//! Calls of functions, methods and operators.

use crate::run::builtin::Args;
use crate::run::statement::Frame;
use crate::run::{Machine, Stop, Value};
use crate::script::{Call, Kind, Name};

impl Machine {
    pub(super) fn call(&mut self, frame: &mut Frame, call: &Call) -> Result<Value, Stop> {
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
}
