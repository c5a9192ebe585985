//! The text of a file as what it defines.

mod blocks;
mod call;
mod class;
mod class_line;
mod expression;
mod function;
mod literal;
mod operation;
mod special;
mod statement;
mod types;

use super::ast::{Name, Place, Unit};
use super::error::{Parsed, ScriptError, fault};
use super::lexer::Lexer;
use super::token::Token;
use super::{DEEPEST, LONGEST_TEXT};
use std::fmt::Display;

/// Understands a file of the `code` folder of an archive; `file` is its name in errors.
///
/// # Errors
/// If the text is longer than [`LONGEST_TEXT`], deeper than [`DEEPEST`], or not as PyTorch prints a
/// program.
pub fn parse(file: &str, text: &str) -> Result<Unit, ScriptError> {
    unit(text).map_err(|fault| fault.in_file(file))
}

fn unit(text: &str) -> Parsed<Unit> {
    let place = Place { line: 1, column: 1 };
    if text.len() > LONGEST_TEXT {
        let found = format_args!("a program of {} bytes", text.len());
        let expected = format_args!("one of at most {LONGEST_TEXT}");
        return fault(place, found, expected);
    }
    let mut parser = Parser {
        lexer: Lexer::new(text),
        place,
        token: Token::Newline,
        depth: 0,
    };
    parser.advance()?;
    let mut unit = Unit::default();
    while parser.token != Token::End {
        parser.definition(&mut unit)?;
    }
    Ok(unit)
}

/// The word that is looked at, and those to come.
struct Parser<'t> {
    lexer: Lexer<'t>,
    /// Where the word stands.
    place: Place,
    token: Token,
    /// Blocks and brackets around the word.
    depth: u16,
}

impl Parser<'_> {
    fn definition(&mut self, unit: &mut Unit) -> Parsed<()> {
        match &self.token {
            Token::Symbol("class") => unit.classes.push(self.class()?),
            Token::Symbol("def") => unit.functions.push(self.function()?),
            Token::Symbol("import") => {
                self.advance()?;
                let first = self.name()?;
                unit.imports.push(self.dotted(&first)?);
                self.line_end()?;
            }
            Token::Name(name) if &**name == "op_version_set" => {
                self.advance()?;
                self.expect("=")?;
                unit.operator_version = Some(self.integer()?);
                self.line_end()?;
            }
            _ => return self.unexpected("a class, a function or an import"),
        }
        Ok(())
    }

    /// The word, and goes on to the next.
    fn advance(&mut self) -> Parsed<Token> {
        let (place, token) = self.lexer.next()?;
        self.place = place;
        Ok(std::mem::replace(&mut self.token, token))
    }

    fn is(&self, symbol: &str) -> bool {
        matches!(self.token, Token::Symbol(found) if found == symbol)
    }

    /// Passes `symbol` if it is there.
    fn take(&mut self, symbol: &str) -> Parsed<bool> {
        let there = self.is(symbol);
        if there {
            self.advance()?;
        }
        Ok(there)
    }

    fn expect(&mut self, symbol: &str) -> Parsed<()> {
        match self.take(symbol)? {
            true => Ok(()),
            false => self.unexpected(format_args!("`{symbol}`")),
        }
    }

    fn line_end(&mut self) -> Parsed<()> {
        match self.token {
            Token::Newline => self.advance().map(|_| ()),
            _ => self.unexpected("the end of the line"),
        }
    }

    fn name(&mut self) -> Parsed<Name> {
        match &self.token {
            Token::Name(name) => {
                let name = name.clone();
                self.advance()?;
                Ok(name)
            }
            _ => self.unexpected("a name"),
        }
    }

    /// `first` with the names that follow after dots.
    fn dotted(&mut self, first: &str) -> Parsed<Name> {
        let mut whole = first.to_owned();
        while self.take(".")? {
            whole.push('.');
            whole.push_str(&self.name()?);
        }
        Ok(self.lexer.kept(&whole))
    }

    /// Reads what stands between `open`, where the word is, and `close`, with commas between and,
    /// where the printer likes it, after the last.
    fn sequence(
        &mut self,
        [open, close]: [&str; 2],
        mut entry: impl FnMut(&mut Self) -> Parsed<()>,
    ) -> Parsed<()> {
        self.expect(open)?;
        while !self.is(close) {
            entry(self)?;
            if !self.take(",")? && !self.is(close) {
                return self.unexpected(format_args!("`,` or `{close}`"));
            }
        }
        self.advance().map(|_| ())
    }

    /// Reads something within something, unless that is too deep.
    fn within<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == DEEPEST {
            return self.too_deep(self.place);
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn too_deep<T>(&self, place: Place) -> Parsed<T> {
        let found = format_args!("more than {DEEPEST} blocks, brackets or steps within each other");
        fault(place, found, "a flatter program")
    }

    fn unexpected<T>(&self, expected: impl Display) -> Parsed<T> {
        fault(self.place, &self.token, expected)
    }
}
