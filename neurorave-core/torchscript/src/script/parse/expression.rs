//! Expressions as a whole, and what follows a value: attributes, subscripts and calls.

use super::Parser;
use crate::script::DEEPEST;
use crate::script::ast::{Expression, Kind, Place};
use crate::script::error::Parsed;
use crate::script::token::Token;

impl Parser<'_> {
    /// One expression.
    pub(super) fn expression(&mut self) -> Parsed<Expression> {
        let yes = self.operation(0)?;
        let place = self.place;
        if !self.take("if")? {
            return Ok(yes);
        }
        let condition = self.operation(0)?;
        self.expect("else")?;
        let no = self.within(Self::expression)?;
        let [condition, yes, no] = [condition, yes, no].map(Box::new);
        self.made(place, Kind::Choose { condition, yes, no })
    }

    /// One expression, or several between commas as a tuple without brackets.
    pub(super) fn values(&mut self) -> Parsed<Expression> {
        let place = self.place;
        let first = self.expression()?;
        if !self.is(",") {
            return Ok(first);
        }
        let mut all = vec![first];
        while self.take(",")? {
            if self.is("=") || self.is(")") || self.token == Token::Newline {
                break;
            }
            all.push(self.expression()?);
        }
        self.made(place, Kind::Tuple(all))
    }

    /// A value with attributes, subscripts and arguments after it.
    pub(super) fn chain(&mut self) -> Parsed<Expression> {
        let mut value = self.value()?;
        loop {
            if self.take(".")? {
                let place = self.place;
                let name = self.name()?;
                let object = Box::new(value);
                value = self.made(place, Kind::Attribute { object, name })?;
            } else if self.is("(") {
                value = self.called(value)?;
            } else if self.is("[") {
                value = self.subscript(value)?;
            } else {
                return Ok(value);
            }
        }
    }

    fn subscript(&mut self, object: Expression) -> Parsed<Expression> {
        let place = self.place;
        self.expect("[")?;
        let from = self.end_of_slice()?;
        let kind = if self.take(":")? {
            Kind::Slice {
                object: Box::new(object),
                from,
                to: self.end_of_slice()?,
            }
        } else if let Some(index) = from {
            Kind::Subscript {
                object: Box::new(object),
                index,
            }
        } else {
            return self.unexpected("an index");
        };
        self.expect("]")?;
        self.made(place, kind)
    }

    fn end_of_slice(&mut self) -> Parsed<Option<Box<Expression>>> {
        match self.is(":") || self.is("]") {
            true => Ok(None),
            false => self.expression().map(Box::new).map(Some),
        }
    }

    /// An expression, unless it has too many levels.
    pub(super) fn made(&self, place: Place, kind: Kind) -> Parsed<Expression> {
        let expression = Expression::new(place, kind);
        match expression.levels() <= DEEPEST {
            true => Ok(expression),
            false => self.too_deep(place),
        }
    }
}
