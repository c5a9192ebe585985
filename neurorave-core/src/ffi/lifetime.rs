//! Making, preparing and freeing.

use super::{Failure, nrave_code, nrave_instrument, with};
use crate::instrument::Instrument;
use parking_lot::Mutex;
use std::cell::UnsafeCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Makes an instrument without a model. Returns NULL if the system is out of memory or threads.
/// The caller frees it with nrave_free.
#[unsafe(no_mangle)]
pub extern "C" fn nrave_create() -> *mut nrave_instrument {
    let make = || {
        let (instrument, remote) = Instrument::new();
        let audio = UnsafeCell::new(instrument);
        Box::into_raw(Box::new(nrave_instrument {
            audio,
            remote,
            texts: Mutex::default(),
        }))
    };
    catch_unwind(make).unwrap_or(std::ptr::null_mut())
}

/// Frees an instrument, after its threads have ended: this may wait for a model that is being loaded.
/// NULL is allowed and does nothing. Not while another thread uses the handle, and not twice.
///
/// # Safety
/// `instrument` is NULL or came from nrave_create and was not freed; nothing else uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_free(instrument: *mut nrave_instrument) {
    if instrument.is_null() {
        return;
    }
    // SAFETY: made by `nrave_create`, freed once, used by nobody else, all by contract.
    let instrument = unsafe { Box::from_raw(instrument) };
    // Nobody is left to hear of a failure.
    let _ = catch_unwind(AssertUnwindSafe(|| instrument.audio.into_inner().close()));
}

/// Sets the sample rate in Hz (1000 to 768000) and the usual number of samples per call of
/// nrave_process (at least 1; other numbers are allowed at any time). Call it before the first
/// nrave_process and whenever either changes. Not while nrave_process runs. It may take some
/// milliseconds.
///
/// # Safety
/// `instrument` is NULL or came from nrave_create and was not freed; no other thread is inside a
/// function that uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_prepare(
    instrument: *mut nrave_instrument,
    sample_rate: f64,
    max_frames: usize,
) -> nrave_code {
    let prepare = |i: &nrave_instrument| {
        if !(1000.0..=768_000.0).contains(&sample_rate) {
            return Err(Failure::argument(
                "the sample rate must be 1000 to 768000 Hz",
            ));
        }
        // SAFETY: by contract nobody else uses the instrument now.
        unsafe { &mut *i.audio.get() }.prepare(sample_rate, max_frames);
        Ok(())
    };
    // SAFETY: the contract is handed on.
    unsafe { with(instrument, prepare) }
}
