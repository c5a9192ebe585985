//! What a box says on its outlets.

use nrave_pd_host::atoms::{Atom, Outlet};

/// The outlets for messages of a box.
#[derive(Clone, Copy)]
pub struct Outlets {
    /// What the inputs do.
    pub played: Outlet,
    /// How the hardware is.
    pub status: Outlet,
}

/// A message for one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// For the status outlet.
    is_status: bool,
    word: String,
    atoms: Vec<Atom<'static>>,
}

impl Answer {
    /// Something that an input did.
    pub fn played(word: &str, atoms: impl IntoIterator<Item = Atom<'static>>) -> Self {
        Self {
            is_status: false,
            word: word.to_owned(),
            atoms: atoms.into_iter().collect(),
        }
    }

    /// News about the hardware.
    pub fn status(word: &str, atoms: impl IntoIterator<Item = Atom<'static>>) -> Self {
        Self {
            is_status: true,
            ..Self::played(word, atoms)
        }
    }

    /// Sends it. Nobody may hold the box: the patch may answer.
    pub fn send(self, outlets: Outlets) {
        let outlet = if self.is_status {
            outlets.status
        } else {
            outlets.played
        };
        outlet.send(&self.word, self.atoms.into_iter());
    }
}

/// A number.
pub fn number(number: f32) -> Atom<'static> {
    Atom::Float(number)
}

/// A word, or a number that was written as one.
pub fn word(text: &str) -> Atom<'static> {
    match text.parse::<f32>() {
        Ok(number) if number.is_finite() => Atom::Float(number),
        _ => Atom::Symbol(text.to_owned().into()),
    }
}

/// A sentence, word by word.
pub fn words(text: &str) -> impl Iterator<Item = Atom<'static>> {
    text.split_whitespace().map(word)
}
