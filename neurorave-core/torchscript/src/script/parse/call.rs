//! Calls.

use super::Parser;
use crate::script::ast::{Call, Expression, Kind};
use crate::script::error::{Parsed, fault};

impl Parser<'_> {
    /// The call of `callee` with the arguments that stand in brackets after it.
    pub(super) fn called(&mut self, callee: Expression) -> Parsed<Expression> {
        let place = callee.place;
        let mut call = Call {
            callee,
            positional: Vec::new(),
            named: Vec::new(),
        };
        self.sequence(["(", ")"], |parser| parser.argument(&mut call))?;
        self.made(place, Kind::Call(Box::new(call)))
    }

    fn argument(&mut self, call: &mut Call) -> Parsed<()> {
        let argument = self.expression()?;
        match argument.kind {
            Kind::Variable(name) if self.is("=") => {
                self.advance()?;
                let value = self.expression()?;
                call.named.push((name, value));
            }
            _ if call.named.is_empty() => call.positional.push(argument),
            _ => {
                return fault(
                    argument.place,
                    "an argument without a name",
                    "one with a name",
                );
            }
        }
        Ok(())
    }
}
