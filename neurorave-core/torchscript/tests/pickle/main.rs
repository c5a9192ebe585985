//! Pickles: every opcode and class that is read, and what is refused.

mod read;
mod refused;
#[path = "../support/mod.rs"]
mod support;

use support::pickle::Pickler;
use support::{floats, shown};

/// What a pickle of these opcodes holds.
fn of(build: impl FnOnce(&mut Pickler) -> &mut Pickler) -> String {
    let mut pickler = Pickler::new();
    build(&mut pickler);
    shown(pickler.end(), &[floats(12)])
}

fn ops(bytes: &[u8]) -> String {
    of(|p| p.op(bytes))
}
