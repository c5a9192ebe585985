//! Names that mean something of their own.

use super::Parser;
use crate::script::ast::{Expression, Kind, Name, Place, Type};
use crate::script::error::{Parsed, fault};
use crate::script::token::Token;

impl Parser<'_> {
    /// What `name` means, which stands at `place` and before the word.
    pub(super) fn named(&mut self, place: Place, name: Name) -> Parsed<Expression> {
        let kind = match &*name {
            "inf" => Kind::Float(f64::INFINITY),
            "nan" => Kind::Float(f64::NAN),
            "infj" => Kind::Imaginary(f64::INFINITY),
            "nanj" => Kind::Imaginary(f64::NAN),
            "CONSTANTS" => self.stored()?,
            "torch" | "ops" | "__torch__" if self.is(".") => Kind::Global(self.dotted(&name)?),
            "getattr" if self.is("(") => self.attribute()?,
            "annotate" if self.is("(") => {
                let (declared, value) = self.typed_value()?;
                Kind::Annotate(declared, value)
            }
            "unchecked_cast" if self.is("(") => {
                let (declared, value) = self.typed_value()?;
                Kind::UncheckedCast(declared, value)
            }
            "uninitialized" if self.is("(") => {
                self.expect("(")?;
                let declared = self.type_name()?;
                self.last_bracket()?;
                Kind::Uninitialized(Box::new(declared))
            }
            "isinstance" if self.is("(") => self.instance()?,
            _ => Kind::Variable(name),
        };
        self.made(place, kind)
    }

    /// `.c7` after `CONSTANTS`.
    fn stored(&mut self) -> Parsed<Kind> {
        self.expect(".")?;
        let place = self.place;
        let name = self.name()?;
        let number = name.strip_prefix('c').and_then(|rest| rest.parse().ok());
        match number {
            Some(number) => Ok(Kind::Stored(number)),
            None => fault(place, Token::Name(name), "the number of a constant"),
        }
    }

    /// `(object, "name")` after `getattr`.
    fn attribute(&mut self) -> Parsed<Kind> {
        self.expect("(")?;
        let object = Box::new(self.expression()?);
        self.expect(",")?;
        let Token::Text(_) = self.token else {
            return self.unexpected("the name of an attribute in quotes");
        };
        let name = self.text()?;
        self.last_bracket()?;
        Ok(Kind::Attribute { object, name })
    }

    /// `(Type, value)`.
    fn typed_value(&mut self) -> Parsed<(Box<Type>, Box<Expression>)> {
        self.expect("(")?;
        let declared = self.type_name()?;
        self.expect(",")?;
        let value = self.expression()?;
        self.last_bracket()?;
        Ok((Box::new(declared), Box::new(value)))
    }

    /// `(value, Type)` or `(value, (Type, Type))` after `isinstance`.
    fn instance(&mut self) -> Parsed<Kind> {
        self.expect("(")?;
        let value = Box::new(self.expression()?);
        self.expect(",")?;
        let mut types = Vec::new();
        if self.is("(") {
            self.sequence(["(", ")"], |parser| {
                types.push(parser.type_name()?);
                Ok(())
            })?;
        } else {
            types.push(self.type_name()?);
        }
        self.last_bracket()?;
        Ok(Kind::IsInstance(value, types))
    }

    /// The closing bracket, which may stand after a comma.
    fn last_bracket(&mut self) -> Parsed<()> {
        self.take(",")?;
        self.expect(")")
    }
}
