//! The C interface: `include/neurorave.h`.
//!
//! One opaque handle, plain C types, an error code from every call that can fail and a sentence that
//! says what to do. The header is generated from these files by cbindgen, so the documentation of the
//! functions is written for C readers. No panic crosses the boundary.

#![allow(non_camel_case_types)]

mod control;
mod describe;
mod lifetime;
mod process;

pub use control::*;
pub use describe::*;
pub use lifetime::*;
pub use process::*;

use crate::instrument::{Instrument, Remote};
use parking_lot::Mutex;
use std::cell::UnsafeCell;
use std::ffi::{CStr, CString, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a call has come to.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum nrave_code {
    /// Done.
    NRAVE_OK = 0,
    /// A pointer is NULL, a text is not UTF-8, or a number is out of range.
    NRAVE_BAD_ARGUMENT = 1,
    /// The model cannot be read or run.
    NRAVE_LOAD_FAILED = 2,
    /// The message is not understood or does not fit the model.
    NRAVE_BAD_MESSAGE = 3,
    /// A mistake of this library. The handle may be used no more, except to free it.
    NRAVE_INTERNAL = 4,
}

/// An instrument. Made by nrave_create, freed by nrave_free.
///
/// Two threads may use it at the same time: the audio thread calls nrave_process, and one other thread
/// at a time calls everything else. nrave_prepare and nrave_free must not run while nrave_process
/// does.
pub struct nrave_instrument {
    /// The audio thread's.
    audio: UnsafeCell<Instrument>,
    remote: Remote,
    texts: Mutex<Texts>,
}

/// What pointers that were given out point to.
#[derive(Default)]
struct Texts {
    error: CString,
    reply: CString,
    event: CString,
}

/// What went wrong in a call.
struct Failure {
    code: nrave_code,
    text: String,
}

impl Failure {
    fn argument(text: &str) -> Failure {
        Failure {
            code: nrave_code::NRAVE_BAD_ARGUMENT,
            text: text.into(),
        }
    }
}

impl nrave_instrument {
    fn fail(&self, code: nrave_code, text: &str) -> nrave_code {
        self.texts.lock().error = c_text(text);
        code
    }
}

/// Runs `work` on a handle, with failures and panics turned into codes.
///
/// # Safety
/// `handle` is NULL or came from `nrave_create` and was not freed.
unsafe fn with(
    handle: *const nrave_instrument,
    work: impl FnOnce(&nrave_instrument) -> Result<(), Failure>,
) -> nrave_code {
    // SAFETY: by contract. Only a shared reference is made; the audio thread's part is behind a cell.
    let Some(instrument) = (unsafe { handle.as_ref() }) else {
        return nrave_code::NRAVE_BAD_ARGUMENT;
    };
    match catch_unwind(AssertUnwindSafe(|| work(instrument))) {
        Ok(Ok(())) => nrave_code::NRAVE_OK,
        Ok(Err(failure)) => instrument.fail(failure.code, &failure.text),
        Err(_) => instrument.fail(
            nrave_code::NRAVE_INTERNAL,
            "a mistake inside nrave; please report what you did, and free this instrument",
        ),
    }
}

/// A C text of ours.
///
/// # Safety
/// `text` is NULL or points to a text that ends with 0 and does not change during the call.
unsafe fn rust_text<'a>(text: *const c_char, name: &str) -> Result<&'a str, Failure> {
    if text.is_null() {
        return Err(Failure::argument(&format!("{name} is NULL; give a text")));
    }
    // SAFETY: by contract.
    let text = unsafe { CStr::from_ptr(text) };
    text.to_str()
        .map_err(|_| Failure::argument(&format!("{name} is not UTF-8")))
}

/// A text for C. Bytes of 0 cannot be in it and are left out.
fn c_text(text: &str) -> CString {
    let bytes: Vec<u8> = text.bytes().filter(|&byte| byte != 0).collect();
    CString::new(bytes).unwrap_or_default()
}
