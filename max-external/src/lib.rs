//! `nrave~` for Max: plays neural synthesizers.
//!
//! `[nrave~ model method]` has the inlets, outlets and messages that it has in Pd
//! ([`neurorave_core::object`]); `[mc.nrave~ model]` has a voice for each channel; `[nrave.info model]`
//! tells about a model without playing it. All three are in this one library.
//!
//! **Threads.** Max sends messages from its main thread and from its scheduler, at once, and computes
//! on a third. What messages touch is behind a lock that the audio thread never takes; what the audio
//! thread touches it takes without waiting. The one way from the audio thread to Max is a clock.
//! Models are read on a thread of the engine's.
//!
//! Built as a library for Max 8.6 and newer, to be named `nrave~.mxe64` (in a bundle `nrave~.mxo` on
//! macOS).

mod abi;
mod atoms;
mod boxes;
mod class;
mod clock;
mod console;
mod dictionary;
mod dsp;
mod front;
mod history;
mod home;
mod hook;
mod info;
mod inspector;
mod paths;
mod player;
mod stage;
mod tooltips;
mod weak;

use std::ffi::c_void;

/// Registers the classes. Max calls this when a patch first names one of them.
#[unsafe(no_mangle)]
pub extern "C" fn ext_main(_: *mut c_void) {
    let done = neurorave_core::object::guard(|| {
        hook::read();
        class::register();
        info::register();
    });
    if done.is_none() {
        console::error(std::ptr::null_mut(), neurorave_core::object::BROKEN);
    }
}
