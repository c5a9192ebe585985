//! A panic on demand, to show what becomes of one: `NRAVE_PANIC=perform`, and so on.
//!
//! Read once, when Max loads the external. Tests use it on the very file that ships.

use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// Where a panic can be provoked.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Place {
    New = 1,
    Message,
    Dsp,
    Perform,
    Tick,
    Assist,
    Attribute,
    Free,
}

static CHOSEN: AtomicU8 = AtomicU8::new(0);

/// Reads the environment.
pub fn read() {
    let chosen = match std::env::var("NRAVE_PANIC").as_deref() {
        Ok("new") => Place::New,
        Ok("message") => Place::Message,
        Ok("dsp") => Place::Dsp,
        Ok("perform") => Place::Perform,
        Ok("tick") => Place::Tick,
        Ok("assist") => Place::Assist,
        Ok("attribute") => Place::Attribute,
        Ok("free") => Place::Free,
        _ => return,
    };
    CHOSEN.store(chosen as u8, Relaxed);
}

/// Panics, where this is the place that was chosen.
pub fn point(place: Place) {
    assert!(CHOSEN.load(Relaxed) != place as u8, "as NRAVE_PANIC asks");
}
