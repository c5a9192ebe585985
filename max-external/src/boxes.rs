//! An object as Max allocates it, and the way from it to its player.

use crate::abi::{Handle, SignalHeader};
use crate::player::Player;
use neurorave_core::message::Reply;
use neurorave_core::object::guard;
use std::sync::Arc;

/// An object as Max allocates it.
#[repr(C)]
pub struct Object {
    /// Max's part, always first.
    pub header: SignalHeader,
    /// Ours, from an `Arc`; null while the box is made and once it is freed.
    pub player: *const Player,
}

/// Runs `body` on the player of an object. A panic silences the box; Max goes on.
///
/// # Safety
/// `object` must be a live object of one of our classes that have players. Not for the audio thread.
pub unsafe fn with<T>(object: Handle, body: impl FnOnce(&Player) -> T) -> Option<T> {
    // SAFETY: promised by the caller; the pointer came from an `Arc` that lives until `free`. The box
    // may be freed by what it sends: its player stays until the last of its callbacks returns.
    let player = unsafe {
        let player = (*object.cast::<Object>()).player;
        if player.is_null() {
            return None;
        }
        Arc::increment_strong_count(player);
        Arc::from_raw(player)
    };
    let result = guard(|| body(&player));
    if result.is_none() {
        guard(|| player.give_up(false));
    }
    result
}

/// As [`with`], and sends what `body` answers.
///
/// # Safety
/// As [`with`].
pub unsafe fn answer(object: Handle, body: impl FnOnce(&Player) -> Vec<Reply>) {
    // SAFETY: promised by the caller. `body` holds no lock any more when its answers are sent.
    unsafe {
        with(object, |player| {
            let replies = body(player);
            player.send(&replies);
        });
    }
}
