//! A Pd clock that belongs to one object.

use crate::sys::{Plain, plain_method};
use pd_sys::{_clock, t_object};

/// Calls a function of the object after a delay, in Pd's logical time.
pub struct Clock(*mut _clock);

impl Clock {
    /// A clock at rest.
    ///
    /// # Safety
    /// `object` must outlive the clock and be what `tick` expects.
    pub unsafe fn new(object: *mut t_object, tick: Plain) -> Self {
        // SAFETY: promised by the caller.
        Self(unsafe { pd_sys::clock_new(object.cast(), plain_method(tick)) })
    }

    /// Ticks once, so many milliseconds from now, instead of when it was to tick before.
    pub fn after(&self, milliseconds: f64) {
        // SAFETY: the clock lives until this is dropped.
        unsafe { pd_sys::clock_delay(self.0, milliseconds) }
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        // SAFETY: made by `clock_new`, freed once.
        unsafe { pd_sys::clock_free(self.0) }
    }
}
