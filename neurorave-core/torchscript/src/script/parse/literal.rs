//! Values that are written down, and names.

use super::Parser;
use crate::script::ast::{Expression, Kind, Name};
use crate::script::error::{Parsed, fault};
use crate::script::token::Token;

impl Parser<'_> {
    /// A literal, a name, or an expression in brackets.
    pub(super) fn value(&mut self) -> Parsed<Expression> {
        let place = self.place;
        let kind = match &self.token {
            Token::Name(_) => {
                let name = self.name()?;
                return self.named(place, name);
            }
            Token::Symbol("(") => return self.bracketed(),
            Token::Symbol("[") => self.list()?,
            Token::Symbol("{") => self.dict()?,
            Token::Text(_) => Kind::Text(self.text()?),
            Token::Integer(_) => Kind::Int(self.integer()?),
            _ => self.word()?,
        };
        self.made(place, kind)
    }

    /// A literal of a single word.
    fn word(&mut self) -> Parsed<Kind> {
        let kind = match self.token {
            Token::Float(number) => Kind::Float(number),
            Token::Imaginary(number) => Kind::Imaginary(number),
            Token::Symbol("None") => Kind::None,
            Token::Symbol("True") => Kind::Bool(true),
            Token::Symbol("False") => Kind::Bool(false),
            _ => return self.unexpected("a value"),
        };
        self.advance()?;
        Ok(kind)
    }

    /// A whole number without a sign.
    pub(super) fn integer(&mut self) -> Parsed<i64> {
        let place = self.place;
        match self.token {
            Token::Integer(number) => {
                let token = self.advance()?;
                i64::try_from(number)
                    .or_else(|_| fault(place, token, "one that fits into 64 bits with its sign"))
            }
            _ => self.unexpected("a whole number"),
        }
    }

    /// A text, and those that follow it as parts of it.
    pub(super) fn text(&mut self) -> Parsed<Name> {
        let mut whole = String::new();
        while let Token::Text(part) = &self.token {
            whole.push_str(part);
            self.advance()?;
        }
        Ok(whole.into())
    }

    fn bracketed(&mut self) -> Parsed<Expression> {
        let place = self.place;
        self.expect("(")?;
        if self.take(")")? {
            return self.made(place, Kind::Tuple(Vec::new()));
        }
        let inner = self.values()?;
        self.expect(")")?;
        Ok(inner)
    }

    fn list(&mut self) -> Parsed<Kind> {
        let mut entries = Vec::new();
        self.sequence(["[", "]"], |parser| {
            entries.push(parser.expression()?);
            Ok(())
        })?;
        Ok(Kind::List(entries))
    }

    fn dict(&mut self) -> Parsed<Kind> {
        let mut entries = Vec::new();
        self.sequence(["{", "}"], |parser| {
            let key = parser.expression()?;
            parser.expect(":")?;
            entries.push((key, parser.expression()?));
            Ok(())
        })?;
        Ok(Kind::Dict(entries))
    }
}
