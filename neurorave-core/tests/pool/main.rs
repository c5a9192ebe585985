//! Instruments in worker mode share threads: what that changes for the sound (nothing), and what is
//! left of them when the last has gone (nothing).

#[path = "../common/mod.rs"]
mod common;

mod lives;
mod together;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The threads are the process's: its tests take turns.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}
