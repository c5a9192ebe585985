//! The allocator of the programs that train.
//!
//! A step of training takes and gives back hundreds of megabytes; an allocator that keeps its pages
//! saves a third of the time.

use std::ffi::{c_int, c_long};

/// What a program that trains declares as its `#[global_allocator]`.
pub use mimalloc::MiMalloc as Allocator;

/// `mi_option_purge_delay` of `mimalloc.h`, the same in its versions 2 and 3.
const PURGE_DELAY: c_int = 15;
/// Long enough for the next step to find its memory where the last one left it.
const MILLISECONDS: c_long = 5000;

unsafe extern "C" {
    fn mi_option_set(option: c_int, value: c_long);
}

/// Lets [`Allocator`] wait for seconds before it gives unused pages back to the system: a tenth of
/// a step's time goes into getting them again.
pub fn keep_pages() {
    // SAFETY: the function is linked in with the allocator, takes two integers and stores one.
    unsafe { mi_option_set(PURGE_DELAY, MILLISECONDS) }
}
