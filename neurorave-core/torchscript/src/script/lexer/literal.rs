//! Numbers and texts.

use super::Lexer;
use crate::script::ast::Place;
use crate::script::error::{Parsed, fault};
use crate::script::token::{Token, shown};

impl Lexer<'_> {
    /// A number without a sign.
    pub(super) fn number(&mut self, place: Place) -> Parsed<Token> {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let digits = |from: usize| {
            let digits = bytes[from..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit());
            digits.count()
        };
        let mut end = digits(0);
        let mut whole = true;
        if bytes.get(end) == Some(&b'.') {
            whole = false;
            end += 1;
            end += digits(end);
        }
        if let Some(b'e' | b'E') = bytes.get(end) {
            let signed = matches!(bytes.get(end + 1), Some(b'+' | b'-'));
            let exponent = end + 1 + usize::from(signed);
            let length = digits(exponent.min(bytes.len()));
            if length > 0 {
                whole = false;
                end = exponent + length;
            }
        }
        let number = &rest[..end];
        self.at += end;
        let imaginary = bytes.get(end) == Some(&b'j');
        if imaginary {
            self.at += 1;
        }
        let token = match (whole, imaginary) {
            (true, false) => number.parse().ok().map(Token::Integer),
            (false, false) => number.parse().ok().map(Token::Float),
            (_, true) => number.parse().ok().map(Token::Imaginary),
        };
        match token {
            Some(token) => Ok(token),
            None => {
                let found = format_args!("the number {}", shown(number));
                fault(place, found, "one that fits into 64 bits")
            }
        }
    }

    /// A text in quotes.
    pub(super) fn string(&mut self, place: Place, quote: u8) -> Parsed<Token> {
        self.at += 1;
        let mut bytes = Vec::new();
        loop {
            match self.peek() {
                None | Some(b'\n') => {
                    return fault(place, "a text without an end", "one that ends in its line");
                }
                Some(b'\\') => bytes.push(self.escaped()?),
                Some(byte) => {
                    self.at += 1;
                    if byte == quote {
                        break;
                    }
                    bytes.push(byte);
                }
            }
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Token::Text(text.into())),
            Err(_) => fault(place, "a text of other bytes", "a text in UTF-8"),
        }
    }

    /// The byte that stands after a backslash.
    fn escaped(&mut self) -> Parsed<u8> {
        let place = self.place();
        let rest = &self.rest().as_bytes()[1..];
        let digits = |from: usize, radix: u32, most: usize| {
            let end = rest.len().min(from + most);
            let digits = rest.get(from..end).unwrap_or_default();
            let digit = |byte: &u8| char::from(*byte).to_digit(radix);
            let digits: Vec<u32> = digits.iter().map_while(digit).collect();
            let value = digits.iter().fold(0, |value, digit| value * radix + digit);
            (u8::try_from(value), from + digits.len())
        };
        let (byte, length) = match rest.first() {
            Some(byte @ (b'\\' | b'\'' | b'"')) => (Ok(*byte), 1),
            Some(b'a') => (Ok(7), 1),
            Some(b'b') => (Ok(8), 1),
            Some(b't') => (Ok(b'\t'), 1),
            Some(b'n') => (Ok(b'\n'), 1),
            Some(b'v') => (Ok(11), 1),
            Some(b'f') => (Ok(12), 1),
            Some(b'r') => (Ok(b'\r'), 1),
            Some(b'0'..=b'7') => digits(0, 8, 3),
            Some(b'x') if rest.get(1).is_some_and(u8::is_ascii_hexdigit) => digits(1, 16, 2),
            _ => return fault(place, "an unknown escape", "one such as `\\n` or `\\012`"),
        };
        self.at += 1 + length;
        match byte {
            Ok(byte) => Ok(byte),
            Err(_) => fault(place, "an escape beyond 255", "one of a single byte"),
        }
    }
}
