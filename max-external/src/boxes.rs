//! An object as Max allocates it, and the way from it to its player.

use crate::abi::{Handle, SignalHeader};
use crate::player::Player;
use neurorave_core::message::Reply;
use neurorave_core::object::guard;

/// An object as Max allocates it.
#[repr(C)]
pub struct Object {
    /// Max's part, always first.
    pub header: SignalHeader,
    /// Ours; null while the box is made and once it is freed.
    pub player: *mut Player,
}

/// Runs `body` on the player of an object. A panic silences the box; Max goes on.
///
/// # Safety
/// `object` must be a live object of one of our classes that have players. Not for the audio thread.
pub unsafe fn with<T>(object: Handle, body: impl FnOnce(&Player) -> T) -> Option<T> {
    // SAFETY: promised by the caller; the player lives until `free`, which Max calls last.
    let player = unsafe { (*object.cast::<Object>()).player.as_ref() }?;
    let result = guard(|| body(player));
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
