//! Pd's console, on the object: a line that "find last error" leads to.

use nrave_guest::c_string;
use pd_sys::t_object;
use std::ffi::c_void;

/// Prints an error of the class `name`, and marks the object as its origin (Ctrl-click or *Find last error* finds it).
pub fn error(object: *const t_object, name: &str, text: &str) {
    let line = c_string(&format!("{name}: {text}"));
    // SAFETY: the format takes one string; Pd only compares the object's address later.
    unsafe { pd_sys::pd_error(object.cast::<c_void>(), c"%s".as_ptr(), line.as_ptr()) }
}

/// Prints a line of the class `name` at Pd's normal level.
pub fn note(object: *const t_object, name: &str, text: &str) {
    const NORMAL: std::os::raw::c_int = 2;
    let line = c_string(&format!("{name}: {text}"));
    // SAFETY: the format takes one string; Pd only compares the object's address later.
    unsafe {
        pd_sys::logpost(
            object.cast::<c_void>(),
            NORMAL,
            c"%s".as_ptr(),
            line.as_ptr(),
        )
    }
}
