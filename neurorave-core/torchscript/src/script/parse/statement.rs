//! Lines of a function.

use super::Parser;
use crate::script::ast::{Action, Expression, Kind, Name, Statement};
use crate::script::error::{Parsed, fault};
use crate::script::token::Token;

impl Parser<'_> {
    pub(super) fn statement(&mut self) -> Parsed<Statement> {
        let place = self.place;
        let action = match self.token {
            Token::Symbol("if") => self.branch()?,
            Token::Symbol("while") => self.repeat()?,
            Token::Symbol("for") => self.count()?,
            Token::Symbol("with") => self.enter()?,
            Token::Symbol("def") => Action::Closure(Box::new(self.function()?)),
            _ => {
                let action = self.line()?;
                self.line_end()?;
                action
            }
        };
        Ok(Statement { place, action })
    }

    /// A statement without a block.
    fn line(&mut self) -> Parsed<Action> {
        if self.take("pass")? {
            return Ok(Action::Pass);
        }
        let place = self.place;
        if self.take("return")? {
            return Ok(Action::Return(match self.token {
                Token::Newline => Expression::new(place, Kind::None),
                _ => self.values()?,
            }));
        }
        let first = self.values()?;
        if self.is(":") {
            let declared = self.declared()?;
            let Kind::Variable(name) = first.kind else {
                return fault(place, "a type for something else", "one for a variable");
            };
            self.expect("=")?;
            let value = self.values()?;
            return Ok(Action::Assign {
                name,
                declared,
                value,
            });
        }
        match self.take("=")? {
            true => self.assigned(first),
            false => Ok(Action::Evaluate(first)),
        }
    }

    /// What follows an equals sign, given to what stands before it.
    fn assigned(&mut self, target: Expression) -> Parsed<Action> {
        let place = target.place;
        let value = self.values()?;
        match target.kind {
            Kind::Variable(name) => Ok(Action::Assign {
                name,
                declared: None,
                value,
            }),
            Kind::Attribute { object, name } => Ok(Action::SetAttribute {
                object: *object,
                name,
                value,
            }),
            Kind::Tuple(targets) if !targets.is_empty() => Ok(Action::Unpack {
                names: targets.into_iter().map(variable).collect::<Parsed<_>>()?,
                value,
            }),
            _ => fault(
                place,
                "a value before `=`",
                "variables, or an attribute of an object",
            ),
        }
    }
}

fn variable(target: Expression) -> Parsed<Name> {
    match target.kind {
        Kind::Variable(name) => Ok(name),
        _ => fault(target.place, "a value before `=`", "a variable"),
    }
}
