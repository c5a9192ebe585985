//! The machine for 64-bit ARM that is emulated, once a process.

use nrave_runner::emulated::Machine;
use nrave_runner::steps::Failure;
use std::sync::OnceLock;

/// The machine; `None`, told, where it can't be had.
pub fn machine() -> Option<&'static Machine> {
    static MACHINE: OnceLock<Result<Machine, Failure>> = OnceLock::new();
    match MACHINE.get_or_init(Machine::fetch) {
        Ok(machine) => Some(machine),
        Err(reason) => {
            println!("skipped: {reason}");
            None
        }
    }
}
