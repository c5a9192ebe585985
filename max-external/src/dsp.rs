//! Max's signal chain.

use crate::abi::{self, Handle, Perform};
use crate::boxes::{Object, with};
use crate::hook::{self, Place};
use crate::stage::silence;
use neurorave_core::object::{Channels, guard};
use std::ffi::{c_long, c_short, c_void};

pub unsafe extern "C" fn dsp64(
    object: Handle,
    chain: Handle,
    connected: *mut c_short,
    rate: f64,
    vector: c_long,
    _flags: c_long,
) {
    // SAFETY: Max calls this on its main thread, with an entry of `connected` for each inlet and
    // outlet, and a chain that takes the two messages below.
    unsafe {
        with(object, |player| {
            hook::point(Place::Dsp);
            let multichannel = player.wiring.channels != Channels::Single;
            let inlets: Vec<_> = (0..player.wiring.inlets.len())
                .map(|inlet| {
                    let channels = if multichannel {
                        input_channels(chain, object, inlet)
                    } else {
                        1
                    };
                    player.input_changed(inlet, channels);
                    (channels, *connected.add(inlet) != 0)
                })
                .collect();
            player.connect(&inlets, rate, usize::try_from(vector).unwrap_or(0));
        });
        let routine: Perform = perform;
        let none = std::ptr::null_mut::<c_void>();
        let routine = routine as Handle;
        call(chain, c"dsp_add64", [object, routine, none, none]);
    }
}

/// Channels that come in by an inlet.
///
/// # Safety
/// `chain` must be the chain that Max is making.
unsafe fn input_channels(chain: Handle, object: Handle, inlet: usize) -> usize {
    let none = std::ptr::null_mut();
    // SAFETY: promised by the caller; the inlet is passed as a number in a pointer's place.
    let count = unsafe {
        call(
            chain,
            c"getnuminputchannels",
            [object, inlet as Handle, none, none],
        )
    };
    // A C long, which is shorter than a pointer on Windows. Max has 1024 channels at most.
    usize::try_from(count as usize as c_long)
        .unwrap_or(0)
        .clamp(1, 1024)
}

/// # Safety
/// `object` must take the message with these arguments.
unsafe fn call(object: Handle, message: &std::ffi::CStr, p: [Handle; 4]) -> Handle {
    let none = std::ptr::null_mut();
    // SAFETY: promised by the caller.
    unsafe {
        let message = abi::gensym(message.as_ptr());
        abi::object_method_imp(
            object, message, p[0], p[1], p[2], p[3], none, none, none, none,
        )
    }
}

unsafe extern "C" fn perform(
    object: Handle,
    _chain: Handle,
    ins: *mut *mut f64,
    in_count: c_long,
    outs: *mut *mut f64,
    out_count: c_long,
    frames: c_long,
    _flags: c_long,
    _user: Handle,
) {
    // SAFETY: Max passes so many vectors of so many samples, for the chain of the last `dsp64`; it
    // frees an object only when the chain is done with it.
    unsafe {
        let ins = vectors(ins, in_count);
        let outs = vectors(outs, out_count);
        let frames = usize::try_from(frames).unwrap_or(0);
        let Some(player) = (*object.cast::<Object>()).player.as_ref() else {
            return silence(outs, frames);
        };
        let played = guard(|| {
            hook::point(Place::Perform);
            player.perform(ins, outs, frames);
        });
        if played.is_none() {
            silence(outs, frames);
            player.give_up(true);
        }
    }
}

/// # Safety
/// `list` must hold `count` pointers.
unsafe fn vectors<'a>(list: *mut *mut f64, count: c_long) -> &'a [*mut f64] {
    let count = usize::try_from(count).unwrap_or(0);
    if list.is_null() || count == 0 {
        return &[];
    }
    // SAFETY: promised by the caller.
    unsafe { std::slice::from_raw_parts(list, count) }
}

pub unsafe extern "C" fn multichanneloutputs(object: Handle, outlet: c_long) -> c_long {
    let outlet = usize::try_from(outlet).unwrap_or(usize::MAX);
    // SAFETY: Max calls methods on live objects.
    let count = unsafe { with(object, |player| player.output_channels(outlet)) };
    count.unwrap_or(1) as c_long
}

pub unsafe extern "C" fn inputchanged(object: Handle, inlet: c_long, channels: c_long) -> c_long {
    let inlet = usize::try_from(inlet).unwrap_or(usize::MAX);
    let channels = usize::try_from(channels).unwrap_or(1);
    // SAFETY: as above.
    let changed = unsafe { with(object, |player| player.input_changed(inlet, channels)) };
    c_long::from(changed.unwrap_or(false))
}
