//! Max's console, on the object: a line that leads to its box. Not for the audio thread.

use crate::abi::{Handle, object_error, object_post};
use neurorave_core::object::c_string;

/// Prints an error.
pub fn error(object: Handle, text: &str) {
    let line = c_string(text);
    // SAFETY: the format takes one string, which lives through the call; Max takes a null object.
    unsafe { object_error(object, c"%s".as_ptr(), line.as_ptr()) }
}

/// Prints a line.
pub fn note(object: Handle, text: &str) {
    let line = c_string(text);
    // SAFETY: as above.
    unsafe { object_post(object, c"%s".as_ptr(), line.as_ptr()) }
}
