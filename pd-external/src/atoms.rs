//! Pd's atoms and the engine's.

use neurorave_core::message::{Atom, Reply};
use nrave_pd_host::atoms::{self as pd, Outlet};
use pd_sys::t_atom;
use std::borrow::Cow;
use std::ffi::c_int;

/// The arguments of a message.
///
/// # Safety
/// As [`pd::atoms`].
pub unsafe fn atoms<'a>(argc: c_int, argv: *const t_atom) -> Vec<Atom<'a>> {
    // SAFETY: promised by the caller.
    let atoms = unsafe { pd::atoms(argc, argv) };
    let ours = atoms.map(|atom| match atom {
        pd::Atom::Float(number) => Atom::Float(number),
        pd::Atom::Symbol(text) => Atom::Symbol(text),
    });
    ours.collect()
}

/// Sends the answers in order, as [`Outlet::send`] does.
pub fn send(outlet: Outlet, replies: &[Reply]) {
    for reply in replies {
        let atoms = reply.atoms.iter().map(|atom| match atom {
            Atom::Float(number) => pd::Atom::Float(*number),
            Atom::Symbol(text) => pd::Atom::Symbol(Cow::Borrowed(text)),
        });
        outlet.send(reply.word, atoms);
    }
}
