//! Figures and names.

use super::{nrave_instrument, with};
use crate::instrument::Status;
use crate::network::Jack;
use std::ffi::c_char;
use std::ptr;

/// The latency in samples from input to output, exact and complete; 0 while no model is ready.
///
/// # Safety
/// `instrument` is NULL or came from nrave_create and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_latency(instrument: *const nrave_instrument) -> usize {
    // SAFETY: the contract is handed on.
    unsafe { ask(instrument, |status| status.latency) }
}

/// How many inferences came too late since the start, or since "dropouts reset".
///
/// # Safety
/// `instrument` is NULL or came from nrave_create and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_dropouts(instrument: *const nrave_instrument) -> u64 {
    // SAFETY: the contract is handed on.
    unsafe { ask(instrument, |status| status.dropouts) }
}

/// How many inlets the loaded model has, the side inlet not counted; 0 while there is none.
///
/// # Safety
/// `instrument` is NULL or came from nrave_create and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_inlets(instrument: *const nrave_instrument) -> usize {
    // SAFETY: the contract is handed on.
    unsafe {
        ask(instrument, |status| {
            status.model.map_or(0, |m| m.layout.inlets.len())
        })
    }
}

/// How many outlets the loaded model has; 0 while there is none.
///
/// # Safety
/// `instrument` is NULL or came from nrave_create and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_outlets(instrument: *const nrave_instrument) -> usize {
    // SAFETY: the contract is handed on.
    unsafe {
        ask(instrument, |status| {
            status.model.map_or(0, |m| m.layout.outlets.len())
        })
    }
}

/// Copies the name of inlet `index` to `name`, cut to `size` bytes, the 0 at its end included. Returns
/// the length of the whole name without that 0, or 0 if there is no such inlet. `name` may be NULL when
/// `size` is 0.
///
/// # Safety
/// `instrument` is NULL or came from nrave_create and was not freed; `name` is valid for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_inlet_name(
    instrument: *const nrave_instrument,
    index: usize,
    name: *mut c_char,
    size: usize,
) -> usize {
    // SAFETY: the contract is handed on.
    unsafe {
        copy_name(
            instrument,
            |status| jack(&status.model?.layout.inlets, index),
            name,
            size,
        )
    }
}

/// Like nrave_inlet_name, for outlet `index`.
///
/// # Safety
/// As nrave_inlet_name.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_outlet_name(
    instrument: *const nrave_instrument,
    index: usize,
    name: *mut c_char,
    size: usize,
) -> usize {
    // SAFETY: the contract is handed on.
    unsafe {
        copy_name(
            instrument,
            |status| jack(&status.model?.layout.outlets, index),
            name,
            size,
        )
    }
}

/// The version of this library: "0.1.0". Never NULL, valid for ever.
#[unsafe(no_mangle)]
pub extern "C" fn nrave_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

fn jack(jacks: &[Jack], index: usize) -> Option<String> {
    jacks.get(index).map(|jack| jack.name.clone())
}

/// # Safety
/// As `with`.
unsafe fn ask<T: Default>(
    instrument: *const nrave_instrument,
    question: impl FnOnce(Status) -> T,
) -> T {
    let mut answer = T::default();
    let look = |i: &nrave_instrument| {
        answer = question(i.remote.status());
        Ok(())
    };
    // SAFETY: the contract is handed on.
    unsafe { with(instrument, look) };
    answer
}

/// # Safety
/// As `with`, and `name` is valid for `size` bytes.
unsafe fn copy_name(
    instrument: *const nrave_instrument,
    find: impl FnOnce(Status) -> Option<String>,
    name: *mut c_char,
    size: usize,
) -> usize {
    // SAFETY: the contract is handed on.
    let found = unsafe { ask(instrument, find) }.unwrap_or_default();
    if !name.is_null() && size > 0 {
        let length = found.len().min(size - 1);
        // SAFETY: `length + 1` bytes fit into `size`; the text is ours and does not overlap.
        unsafe {
            ptr::copy_nonoverlapping(found.as_ptr().cast(), name, length);
            name.add(length).write(0);
        }
    }
    found.len()
}
