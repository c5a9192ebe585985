//! Types.

use super::Parser;
use crate::script::ast::{Name, Type};
use crate::script::error::Parsed;
use crate::script::token::Token;

impl Parser<'_> {
    /// A type: a dotted name, with other types in brackets.
    pub(super) fn type_name(&mut self) -> Parsed<Type> {
        self.within(|parser| {
            let place = parser.place;
            let name = match parser.token {
                Token::Symbol("None") => {
                    parser.advance()?;
                    Name::from("NoneType")
                }
                Token::Name(_) => {
                    let first = parser.name()?;
                    parser.dotted(&first)?
                }
                _ => return parser.unexpected("a type"),
            };
            let mut arguments = Vec::new();
            if parser.is("[") {
                parser.sequence(["[", "]"], |parser| {
                    // The type of the tuple without entries is `Tuple[()]`.
                    match &*name == "Tuple" && parser.take("(")? {
                        true => parser.expect(")"),
                        false => parser.type_name().map(|argument| arguments.push(argument)),
                    }
                })?;
            }
            Ok(Type {
                name,
                arguments,
                place,
            })
        })
    }

    /// What is declared after a colon, where there is one.
    pub(super) fn declared(&mut self) -> Parsed<Option<Type>> {
        match self.take(":")? {
            true => self.type_name().map(Some),
            false => Ok(None),
        }
    }
}
