//! The words that an `nrave~` object understands, the same in Pd, Max and C.
//!
//! A message is a word and atoms ([`WORDS`](crate::object::WORDS) has them all). [`parse`] turns it
//! into an [`Action`] without knowing the host or the model;
//! [`Remote::understand`](crate::instrument::Remote::understand) knows the names of the model's
//! settings besides, and [`Remote::act`](crate::instrument::Remote::act) checks an action against the
//! model that plays. Answers are [`Reply`]s: again a word and atoms, for the information outlet.

use crate::descriptors::Descriptor;
use crate::instrument::{Command, Name, Request};
use std::borrow::Cow;

mod named;
mod nn;
mod parse;
mod reply;

pub(crate) use named::understand;
pub use parse::parse;
pub(crate) use reply::{answer, check};
pub use reply::{attribute_range, pitch_range, setting_numbers};

/// One argument of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Atom<'a> {
    /// A number.
    Float(f32),
    /// Anything else.
    Symbol(Cow<'a, str>),
}

impl<'a> Atom<'a> {
    /// What a piece of text stands for: a number where it reads as one.
    pub fn from_text(text: &'a str) -> Atom<'a> {
        match text.parse::<f32>() {
            Ok(number) if number.is_finite() => Atom::Float(number),
            _ => Atom::Symbol(Cow::Borrowed(text)),
        }
    }
}

impl std::fmt::Display for Atom<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Atom::Float(number) => number.fmt(f),
            Atom::Symbol(symbol) => symbol.fmt(f),
        }
    }
}

/// What a message asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// For the audio thread: `Instrument::apply` when the message arrives on that thread,
    /// `Remote::send` elsewhere.
    Command(Command),
    /// For the loader thread.
    Request(Request),
    /// Answered from the status.
    Query(Query),
}

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    /// What is measured and sent, for one attribute.
    Attribute(Descriptor),
    /// The numbers that a setting of the model was set to last, or has at first.
    Setting(Name),
    /// What is measured and sent, for all attributes and the pitch, and the numbers of all settings.
    All,
    /// The pitch that the network gets.
    Pitch,
    /// The latency in host samples and in milliseconds.
    Latency,
    /// Late inferences so far.
    Dropouts,
    /// Mean and worst load.
    Cpu,
    /// The mode.
    Mode,
    /// Everything about the model.
    Info,
    /// [`Query::Info`] and [`Query::All`].
    Dump,
    /// The names of the model's attributes and settings.
    Attributes,
    /// The names of the model's methods.
    Methods,
    /// Whether a graphics processor computes: never.
    Gpu,
    /// The size of a buffer: there is none.
    Buffer,
}

/// An answer: a word and atoms.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The word it answers.
    pub word: &'static str,
    /// Its content.
    pub atoms: Vec<Atom<'static>>,
}

impl std::fmt::Display for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word)?;
        self.atoms.iter().try_for_each(|atom| write!(f, " {atom}"))
    }
}

/// Why a message was not understood, in words for the player.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct MessageError(pub String);
