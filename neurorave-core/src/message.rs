//! The words that an `nrave~` object understands, the same in Pd, Max and C.
//!
//! A message is a word and atoms. [`parse`] turns it into an [`Action`] without knowing the host or
//! the model; [`Remote::act`](crate::instrument::Remote::act) checks it against the model that
//! plays. Answers are [`Reply`]s: again a word and atoms, for the information outlet.

use crate::descriptors::Descriptor;
use crate::instrument::{Command, Request};
use std::borrow::Cow;

mod parse;
mod reply;

pub use parse::parse;
pub(crate) use reply::answer;

/// One argument of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Atom<'a> {
    /// A number.
    Float(f32),
    /// Anything else.
    Symbol(Cow<'a, str>),
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
    /// What is measured and sent, for all attributes and the pitch.
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
}

/// An answer: a word and atoms.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The word it answers.
    pub word: &'static str,
    /// Its content.
    pub atoms: Vec<Atom<'static>>,
}

/// Why a message was not understood, in words for the player.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct MessageError(pub String);
