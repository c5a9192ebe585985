//! What stands in a class.

use super::Parser;
use crate::script::ast::{Attribute, Class, Constant, Name, Place, Type};
use crate::script::error::Parsed;
use crate::script::token::Token;

impl Parser<'_> {
    /// A method, a constant, or a line that tells of attributes.
    pub(super) fn class_line(&mut self, class: &mut Class) -> Parsed<()> {
        if self.is("def") {
            let method = self.within(Self::function)?;
            class.methods.push(method);
            return Ok(());
        }
        if !self.take("pass")? {
            let place = self.place;
            let name = self.name()?;
            match &*name {
                "__parameters__" => class.parameters = self.listed_names()?,
                "__buffers__" => class.buffers = self.listed_names()?,
                "__forward_hooks__" => class.forward_hooks = self.listed_names()?,
                "__forward_pre_hooks__" => class.forward_pre_hooks = self.listed_names()?,
                "__annotations__" => self.annotation(class, place)?,
                _ => self.member(class, name, place)?,
            }
        }
        self.line_end()
    }

    /// `= ["a", "b", ]`.
    fn listed_names(&mut self) -> Parsed<Vec<Name>> {
        self.expect("=")?;
        let mut names = Vec::new();
        self.sequence(["[", "]"], |parser| {
            names.push(parser.quoted()?);
            Ok(())
        })?;
        Ok(names)
    }

    /// `= []`, which says nothing, or `["name"] = Type`, for names that Python would not take.
    fn annotation(&mut self, class: &mut Class, place: Place) -> Parsed<()> {
        if self.take("=")? {
            self.expect("[")?;
            return self.expect("]");
        }
        self.expect("[")?;
        let name = self.quoted()?;
        self.expect("]")?;
        self.expect("=")?;
        class.attributes.push(Attribute {
            name,
            declared: self.type_name()?,
            place,
        });
        Ok(())
    }

    /// `: Type`, `: Final[Type] = value` or `= value`.
    fn member(&mut self, class: &mut Class, name: Name, place: Place) -> Parsed<()> {
        let declared = self.declared()?.map(not_final);
        if let Some(declared) = declared.clone()
            && !self.is("=")
        {
            class.attributes.push(Attribute {
                name,
                declared,
                place,
            });
            return Ok(());
        }
        self.expect("=")?;
        class.constants.push(Constant {
            name,
            declared,
            value: self.expression()?,
            place,
        });
        Ok(())
    }

    fn quoted(&mut self) -> Parsed<Name> {
        match self.token {
            Token::Text(_) => self.text(),
            _ => self.unexpected("a name in quotes"),
        }
    }
}

/// `Type` of `Final[Type]`.
fn not_final(declared: Type) -> Type {
    match (&*declared.name, &declared.arguments[..]) {
        ("Final", [of]) => of.clone(),
        _ => declared,
    }
}
