//! Max's atoms and symbols, and the engine's.

use crate::abi::{self, FLOAT, Handle, LONG, SYMBOL, Symbol, Value, gensym};
use neurorave_core::message::{Atom, Reply};
use neurorave_core::object::c_string;
use std::borrow::Cow;
use std::ffi::{CStr, c_long, c_short};

/// Max's symbol for a text.
pub fn symbol(text: &str) -> *mut Symbol {
    // SAFETY: `gensym` copies the NUL-terminated text.
    unsafe { gensym(c_string(text).as_ptr()) }
}

/// The text of a symbol; of none, nothing.
///
/// # Safety
/// `symbol` must be null or come from Max, which keeps every symbol until it ends.
pub unsafe fn text<'a>(symbol: *const Symbol) -> Cow<'a, str> {
    if symbol.is_null() {
        return Cow::Borrowed("");
    }
    // SAFETY: a symbol's name is NUL-terminated and never freed.
    unsafe { CStr::from_ptr((*symbol).name) }.to_string_lossy()
}

/// The arguments of a message. What is neither number nor symbol becomes the word `object`.
///
/// # Safety
/// `argv` must hold `argc` atoms, as in any message from Max.
pub unsafe fn atoms<'a>(argc: c_long, argv: *const abi::Atom) -> Vec<Atom<'a>> {
    let count = if argv.is_null() { 0 } else { argc };
    let count = usize::try_from(count).unwrap_or(0);
    (0..count)
        .map(|index| {
            // SAFETY: promised by the caller; the kind tells which member is valid.
            unsafe {
                let atom = &*argv.add(index);
                match atom.kind {
                    LONG => Atom::Float(atom.value.long as f32),
                    FLOAT => Atom::Float(atom.value.float as f32),
                    SYMBOL => Atom::Symbol(text(atom.value.symbol)),
                    _ => Atom::Symbol("object".into()),
                }
            }
        })
        .collect()
}

/// Max's atom for one of the engine's.
pub fn max_atom(atom: &Atom) -> abi::Atom {
    match atom {
        Atom::Float(number) => float(f64::from(*number)),
        Atom::Symbol(text) => name(text),
    }
}

/// A number.
pub fn float(number: f64) -> abi::Atom {
    abi::Atom {
        kind: FLOAT,
        value: Value { float: number },
    }
}

/// A whole number.
pub fn long(number: i64) -> abi::Atom {
    abi::Atom {
        kind: LONG,
        value: Value { long: number },
    }
}

/// A number of the engine's as a whole one.
pub fn whole(atom: &Atom) -> abi::Atom {
    match atom {
        Atom::Float(number) => long(*number as i64),
        Atom::Symbol(text) => name(text),
    }
}

/// A word.
pub fn name(text: &str) -> abi::Atom {
    word(symbol(text))
}

/// A word that Max has already.
pub fn word(symbol: *mut Symbol) -> abi::Atom {
    abi::Atom {
        kind: SYMBOL,
        value: Value { symbol },
    }
}

/// An outlet for messages.
#[derive(Clone, Copy)]
pub struct Outlet(Handle);

// SAFETY: Max takes messages for an outlet on its main thread and on its scheduler's; the handle is
// only an address.
unsafe impl Send for Outlet {}
// SAFETY: as above.
unsafe impl Sync for Outlet {}

impl Outlet {
    /// Around an outlet that lives as long as its box.
    pub fn new(outlet: Handle) -> Self {
        Self(outlet)
    }

    /// Sends an answer. The patch may answer back at once, through the box's own methods, and may
    /// even free the box: nobody may hold any of its locks now. Not from the audio thread.
    pub fn send(self, reply: &Reply) {
        let atoms: Vec<abi::Atom> = reply.atoms.iter().map(max_atom).collect();
        self.message(reply.word, atoms);
    }

    /// Sends one message, as [`send`](Self::send).
    pub fn message(self, word: &str, mut atoms: Vec<abi::Atom>) {
        let count = c_short::try_from(atoms.len()).unwrap_or(c_short::MAX);
        // SAFETY: the outlet lives, and `atoms` holds `count` atoms at least.
        unsafe {
            abi::outlet_anything(self.0, symbol(word), count, atoms.as_mut_ptr());
        }
    }
}
