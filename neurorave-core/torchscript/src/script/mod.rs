//! The program of a TorchScript archive: the text of its `code` folder and what it is made of.
//!
//! The text looks like Python, but is a small language: names, calls, attributes, literals, `if`,
//! `while` and `for` over a range. [`parse`] understands what PyTorch 1.4 to 2 prints, and tells
//! about anything else where it stands.

pub mod ast;
mod error;
mod lexer;
mod parse;
mod token;

pub use ast::{
    Action, BinaryOperator, Call, Class, ClassKind, Expression, Function, Kind, Name, Place,
    Statement, Type, UnaryOperator, Unit,
};
pub use error::ScriptError;
pub use parse::parse;

/// Longest text of a file, in bytes.
pub const LONGEST_TEXT: usize = 8 << 20;
/// Most blocks and brackets within each other, and most levels of an expression.
pub const DEEPEST: u16 = 200;

#[cfg(test)]
mod tests;
