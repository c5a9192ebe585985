//! The text as words, one after the other.

mod literal;

use super::ast::{Name, Place};
use super::error::{Parsed, fault};
use super::token::{KEYWORDS, SIGNS, Token};
use std::collections::HashSet;

/// Reads words.
pub(super) struct Lexer<'t> {
    text: &'t str,
    /// The next byte.
    at: usize,
    line: u32,
    line_start: usize,
    /// Brackets that are open; lines have no end within them.
    brackets: usize,
    /// Widths of the indents of the blocks that are open.
    indents: Vec<usize>,
    /// Blocks that have ended and not been told.
    ended: usize,
    /// Whether the next word is the first of its line.
    fresh: bool,
    /// Whether the line has said something.
    spoken: bool,
    /// Names are kept once.
    names: HashSet<Name>,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            line_start: 0,
            brackets: 0,
            indents: Vec::new(),
            ended: 0,
            fresh: true,
            spoken: false,
            names: HashSet::new(),
        }
    }

    /// The next word; the end of the file again and again once it has come.
    pub(super) fn next(&mut self) -> Parsed<(Place, Token)> {
        if self.fresh {
            self.fresh = false;
            if self.indented()? {
                return Ok((self.place(), Token::Indent));
            }
        }
        if self.ended > 0 {
            self.ended -= 1;
            return Ok((self.place(), Token::Dedent));
        }
        self.skip_blanks();
        let place = self.place();
        let token = match self.peek() {
            None if !self.spoken => Token::End,
            None => self.line_end(),
            Some(b'\n') => {
                self.next_line();
                self.line_end()
            }
            Some(byte) => {
                self.spoken = true;
                self.word(place, byte)?
            }
        };
        Ok((place, token))
    }

    /// `name`, kept once however often it comes.
    pub(super) fn kept(&mut self, name: &str) -> Name {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let name = Name::from(name);
        self.names.insert(name.clone());
        name
    }

    fn word(&mut self, place: Place, first: u8) -> Parsed<Token> {
        let second = self.rest().as_bytes().get(1).copied();
        match first {
            b'"' | b'\'' => self.string(place, first),
            b'0'..=b'9' => self.number(place),
            b'.' if second.is_some_and(|byte| byte.is_ascii_digit()) => self.number(place),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Ok(self.name()),
            _ => self.sign(place),
        }
    }

    fn name(&mut self) -> Token {
        let rest = self.rest();
        let within = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let length = rest.bytes().take_while(|byte| within(*byte)).count();
        let name = &rest[..length];
        self.at += length;
        match KEYWORDS.iter().find(|keyword| **keyword == name) {
            Some(keyword) => Token::Symbol(keyword),
            None => Token::Name(self.kept(name)),
        }
    }

    fn sign(&mut self, place: Place) -> Parsed<Token> {
        let rest = self.rest();
        let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) else {
            let found = rest.chars().next().unwrap_or_default();
            return fault(place, format_args!("the character {found:?}"), "a word");
        };
        match *sign {
            "(" | "[" | "{" => self.brackets += 1,
            ")" | "]" | "}" => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
        self.at += sign.len();
        Ok(Token::Symbol(sign))
    }

    /// Goes to the first line that says something. Whether it begins a block; those that it ends
    /// are counted in `ended`.
    fn indented(&mut self) -> Parsed<bool> {
        let width = loop {
            let start = self.at;
            self.skip_blanks();
            match self.peek() {
                Some(b'\n') => self.next_line(),
                Some(_) => break self.at - start,
                None => break 0,
            }
        };
        if width > self.indents.last().copied().unwrap_or(0) {
            self.indents.push(width);
            return Ok(true);
        }
        while self.indents.last().is_some_and(|indent| *indent > width) {
            self.indents.pop();
            self.ended += 1;
        }
        match width == self.indents.last().copied().unwrap_or(0) {
            true => Ok(false),
            false => fault(
                self.place(),
                format_args!("an indent of {width} columns"),
                "that of a block around it",
            ),
        }
    }

    /// Passes spaces, comments and, within brackets, ends of lines.
    fn skip_blanks(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\r' | 0x0c) => self.at += 1,
                Some(b'#') => {
                    let rest = self.rest();
                    self.at += rest.find('\n').unwrap_or(rest.len());
                }
                Some(b'\n') if self.brackets > 0 => self.next_line(),
                Some(b'\\') if self.rest().starts_with("\\\n") => {
                    self.at += 1;
                    self.next_line();
                }
                _ => return,
            }
        }
    }

    fn line_end(&mut self) -> Token {
        self.spoken = false;
        self.fresh = true;
        Token::Newline
    }

    fn next_line(&mut self) {
        self.at += 1;
        self.line += 1;
        self.line_start = self.at;
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn place(&self) -> Place {
        Place {
            line: self.line,
            column: u32::try_from(self.at - self.line_start + 1).unwrap_or(u32::MAX),
        }
    }
}
