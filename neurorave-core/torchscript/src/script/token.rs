//! The words of the language.

use super::ast::Name;
use std::fmt;

/// Words that are no names.
pub(super) const KEYWORDS: [&str; 26] = [
    "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del",
    "elif", "else", "for", "global", "if", "import", "in", "is", "not", "or", "pass", "raise",
    "return", "while", "with",
];

/// Signs, those of two characters first.
pub(super) const SIGNS: [&str; 31] = [
    "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "->", "(", ")", "[", "]", "{", "}", ",", ":",
    ".", "=", "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">",
];

/// Most characters of the text that a message repeats.
const MOST_SHOWN: usize = 40;

/// A word of the text, or an edge of a line or block.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Name(Name),
    /// A keyword or a sign.
    Symbol(&'static str),
    Integer(u64),
    Float(f64),
    Imaginary(f64),
    Text(Name),
    /// The end of a line that says something.
    Newline,
    Indent,
    Dedent,
    End,
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Name(name) => write!(f, "the name `{}`", shown(name)),
            Self::Symbol(symbol) => write!(f, "`{symbol}`"),
            Self::Integer(number) => write!(f, "the number {number}"),
            Self::Float(number) => write!(f, "the number {number:?}"),
            Self::Imaginary(number) => write!(f, "the number {number:?}j"),
            Self::Text(text) => write!(f, "the text {:?}", shown(text)),
            Self::Newline => write!(f, "the end of the line"),
            Self::Indent => write!(f, "a line that is indented further"),
            Self::Dedent => write!(f, "the end of the block"),
            Self::End => write!(f, "the end of the file"),
        }
    }
}

/// As much of `text` as a message has room for.
pub(super) fn shown(text: &str) -> String {
    match text.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
