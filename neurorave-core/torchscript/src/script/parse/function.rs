//! Functions and methods.

use super::Parser;
use crate::script::ast::{Function, Parameter};
use crate::script::error::Parsed;

impl Parser<'_> {
    /// `def name(a: Type, b: Type=value) -> Type:` and its body.
    pub(super) fn function(&mut self) -> Parsed<Function> {
        let place = self.place;
        self.expect("def")?;
        let name = self.name()?;
        let mut parameters = Vec::new();
        self.sequence(["(", ")"], |parser| {
            parameters.push(parser.parameter()?);
            Ok(())
        })?;
        let returns = match self.take("->")? {
            true => Some(self.type_name()?),
            false => None,
        };
        Ok(Function {
            name,
            parameters,
            returns,
            body: self.block()?,
            place,
        })
    }

    fn parameter(&mut self) -> Parsed<Parameter> {
        let place = self.place;
        let name = self.name()?;
        let declared = self.declared()?;
        let default = match self.take("=")? {
            true => Some(self.expression()?),
            false => None,
        };
        Ok(Parameter {
            name,
            declared,
            default,
            place,
        })
    }
}
