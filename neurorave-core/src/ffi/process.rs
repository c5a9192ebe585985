//! The audio thread's call.

use super::{nrave_code, nrave_instrument};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;

/// Computes `frames` samples. Real-time safe (it never allocates, locks, blocks or makes a system
/// call), except in offline mode, where it waits for the network.
///
/// `inputs` points to `input_count` pointers, each to `frames` samples, in the order of
/// nrave_inlet_name; one more is the side inlet. A NULL among them reads as silence, and so do
/// inlets beyond `input_count`. `outputs` points to `output_count` pointers, each to `frames`
/// samples, in the order of nrave_outlet_name; all `frames` samples of each are written, zeros
/// where the model has no such outlet. A NULL among them is left out. An output may be the same
/// memory as an input, but must not overlap one partly, nor another output. `inputs` or `outputs`
/// may be NULL when its count is 0.
///
/// # Safety
/// As above; `instrument` is NULL or came from nrave_create and was not freed, and only this thread
/// is inside nrave_process, nrave_prepare or nrave_free with it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_process(
    instrument: *mut nrave_instrument,
    inputs: *const *const f32,
    input_count: usize,
    outputs: *const *mut f32,
    output_count: usize,
    frames: usize,
) -> nrave_code {
    let missing = (inputs.is_null() && input_count > 0) || (outputs.is_null() && output_count > 0);
    // SAFETY: by contract; a shared reference, the audio part is behind a cell.
    let (Some(instrument), false) = (unsafe { instrument.as_ref() }, missing) else {
        // Nothing is written down here: this is the audio thread.
        return nrave_code::NRAVE_BAD_ARGUMENT;
    };
    // SAFETY: not NULL where the count is not 0, and valid for the counts by contract.
    let (inputs, outputs) = unsafe {
        (
            pointers(inputs, input_count),
            pointers(outputs, output_count),
        )
    };
    let work = || {
        // SAFETY: the audio part belongs to this thread by contract, and so do the buffers, which
        // are as long as `process_raw` wants them.
        unsafe { (*instrument.audio.get()).process_raw(inputs, outputs, frames) }
    };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(()) => nrave_code::NRAVE_OK,
        Err(_) => {
            for output in outputs.iter().filter(|output| !output.is_null()) {
                // SAFETY: valid for `frames` samples by contract.
                unsafe { output.write_bytes(0, frames) };
            }
            nrave_code::NRAVE_INTERNAL
        }
    }
}

/// # Safety
/// `list` is valid for `count` elements, or `count` is 0.
unsafe fn pointers<'a, T>(list: *const T, count: usize) -> &'a [T] {
    if count == 0 {
        return &[];
    }
    // SAFETY: by contract.
    unsafe { slice::from_raw_parts(list, count) }
}
