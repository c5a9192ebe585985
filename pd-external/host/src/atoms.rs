//! Pd's atoms.

use nrave_guest::c_string;
use pd_sys::{_outlet, t_atom, t_atomtype, t_symbol, word};
use std::borrow::Cow;
use std::ffi::{CStr, c_int};

/// A number or a word.
#[derive(Clone, Debug, PartialEq)]
pub enum Atom<'a> {
    Float(f32),
    Symbol(Cow<'a, str>),
}

/// The text of a symbol.
///
/// # Safety
/// `symbol` must come from Pd, which keeps every symbol until it ends.
pub unsafe fn text<'a>(symbol: *const t_symbol) -> Cow<'a, str> {
    // SAFETY: a symbol's name is NUL-terminated and never freed.
    unsafe { CStr::from_ptr((*symbol).s_name) }.to_string_lossy()
}

/// Pd's symbol for a text.
pub fn symbol(text: &str) -> *mut t_symbol {
    // SAFETY: `gensym` copies the NUL-terminated text.
    unsafe { pd_sys::gensym(c_string(text).as_ptr()) }
}

/// The arguments of a message. What is neither number nor symbol becomes the word `pointer`.
///
/// # Safety
/// `argv` must hold `argc` atoms, as in any message from Pd.
pub unsafe fn atoms<'a>(argc: c_int, argv: *const t_atom) -> impl Iterator<Item = Atom<'a>> {
    let count = usize::try_from(argc).unwrap_or(0);
    (0..count).map(move |index| {
        // SAFETY: promised by the caller; the type tells which member is valid.
        unsafe {
            let atom = &*argv.add(index);
            match atom.a_type {
                t_atomtype::A_FLOAT => Atom::Float(atom.a_w.w_float),
                t_atomtype::A_SYMBOL => Atom::Symbol(text(atom.a_w.w_symbol)),
                _ => Atom::Symbol("pointer".into()),
            }
        }
    })
}

/// An outlet for messages.
#[derive(Clone, Copy)]
pub struct Outlet(*mut _outlet);

impl Outlet {
    /// Around an outlet that lives as long as its box.
    pub fn new(outlet: *mut _outlet) -> Self {
        Self(outlet)
    }

    /// Sends a message. The patch may answer back at once, through the box's own methods: nobody may
    /// hold what is behind them now.
    pub fn send<'a>(self, word: &str, atoms: impl Iterator<Item = Atom<'a>>) {
        let mut atoms: Vec<t_atom> = atoms.map(pd_atom).collect();
        let count = c_int::try_from(atoms.len()).unwrap_or(0);
        // SAFETY: the outlet lives (Pd itself does not survive a box that is deleted by what it
        // says), and `atoms` holds `count` atoms.
        unsafe { pd_sys::outlet_anything(self.0, symbol(word), count, atoms.as_mut_ptr()) }
    }
}

fn pd_atom(atom: Atom) -> t_atom {
    match atom {
        Atom::Float(number) => t_atom {
            a_type: t_atomtype::A_FLOAT,
            a_w: word { w_float: number },
        },
        Atom::Symbol(text) => t_atom {
            a_type: t_atomtype::A_SYMBOL,
            a_w: word {
                w_symbol: symbol(&text),
            },
        },
    }
}
