//! Classes.

use super::Parser;
use crate::script::ast::{Class, ClassKind};
use crate::script::error::{Parsed, fault};
use crate::script::token::Token;

impl Parser<'_> {
    /// `class Name(Kind):` and its lines.
    pub(super) fn class(&mut self) -> Parsed<Class> {
        let place = self.place;
        self.expect("class")?;
        let name = self.name()?;
        let kind = match self.take("(")? {
            true => self.class_kind()?,
            false => ClassKind::Plain,
        };
        let mut class = Class {
            name,
            kind,
            place,
            parameters: Vec::new(),
            buffers: Vec::new(),
            forward_hooks: Vec::new(),
            forward_pre_hooks: Vec::new(),
            attributes: Vec::new(),
            constants: Vec::new(),
            methods: Vec::new(),
        };
        self.expect(":")?;
        self.line_end()?;
        // A class that holds nothing has no lines, not even `pass`.
        if self.token == Token::Indent {
            self.advance()?;
            while self.token != Token::Dedent {
                self.class_line(&mut class)?;
            }
            self.advance()?;
        }
        Ok(class)
    }

    fn class_kind(&mut self) -> Parsed<ClassKind> {
        let place = self.place;
        let name = self.name()?;
        let kind = match &*name {
            "Module" => ClassKind::Module,
            "NamedTuple" => ClassKind::NamedTuple,
            "Enum" => ClassKind::Enum,
            "Interface" => ClassKind::Interface,
            "ModuleInterface" => ClassKind::ModuleInterface,
            _ => {
                let expected = "`Module`, `NamedTuple`, `Enum`, `Interface` or `ModuleInterface`";
                return fault(place, Token::Name(name), expected);
            }
        };
        self.expect(")")?;
        Ok(kind)
    }
}
