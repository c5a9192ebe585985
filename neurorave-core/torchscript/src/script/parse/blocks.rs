//! Statements that have blocks.

use super::Parser;
use crate::script::ast::{Action, Statement};
use crate::script::error::{Parsed, fault};
use crate::script::token::Token;

impl Parser<'_> {
    /// A colon, and the lines that are indented under it.
    pub(super) fn block(&mut self) -> Parsed<Vec<Statement>> {
        self.expect(":")?;
        self.line_end()?;
        if self.token != Token::Indent {
            return self.unexpected("a line that is indented further");
        }
        self.advance()?;
        let mut lines = Vec::new();
        while self.token != Token::Dedent {
            lines.push(self.within(Self::statement)?);
        }
        self.advance()?;
        Ok(lines)
    }

    /// `if` or `elif`, and all that belongs to it.
    pub(super) fn branch(&mut self) -> Parsed<Action> {
        self.advance()?;
        let condition = self.expression()?;
        let then = self.block()?;
        let place = self.place;
        let otherwise = if self.is("elif") {
            let action = self.within(Self::branch)?;
            vec![Statement { place, action }]
        } else if self.take("else")? {
            self.block()?
        } else {
            Vec::new()
        };
        Ok(Action::If {
            condition,
            then,
            otherwise,
        })
    }

    pub(super) fn repeat(&mut self) -> Parsed<Action> {
        self.expect("while")?;
        Ok(Action::While {
            condition: self.expression()?,
            body: self.block()?,
        })
    }

    pub(super) fn count(&mut self) -> Parsed<Action> {
        self.expect("for")?;
        let name = self.name()?;
        self.expect("in")?;
        let place = self.place;
        let over = self.name()?;
        if &*over != "range" {
            return fault(place, Token::Name(over), "`range`");
        }
        self.expect("(")?;
        let count = self.expression()?;
        self.expect(")")?;
        Ok(Action::For {
            name,
            count,
            body: self.block()?,
        })
    }

    pub(super) fn enter(&mut self) -> Parsed<Action> {
        self.expect("with")?;
        let object = self.expression()?;
        let name = match self.take("as")? {
            true => Some(self.name()?),
            false => None,
        };
        Ok(Action::With {
            object,
            name,
            body: self.block()?,
        })
    }
}
