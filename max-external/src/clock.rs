//! A Max clock that belongs to one object: the one way from the audio thread to Max.

use crate::abi::{self, Handle};
use parking_lot::ReentrantMutex;
use std::ffi::c_void;
use std::sync::atomic::{AtomicPtr, Ordering::AcqRel, Ordering::Acquire};

/// Calls a function of the object after a delay, on Max's scheduler. Any thread may set it.
pub struct Clock {
    /// Null once it is not to be set any more.
    clock: AtomicPtr<c_void>,
    /// Held for as long as a tick takes. What a tick sends may free the box, on the same thread.
    ticking: ReentrantMutex<()>,
}

impl Clock {
    /// A clock at rest.
    ///
    /// # Safety
    /// `object` must outlive the clock and be what `tick` expects.
    pub unsafe fn new(object: Handle, tick: unsafe extern "C" fn(Handle)) -> Self {
        // SAFETY: promised by the caller.
        let clock = unsafe { abi::clock_new(object, tick as abi::Method) };
        Self {
            clock: AtomicPtr::new(clock),
            ticking: ReentrantMutex::new(()),
        }
    }

    /// Ticks once, so many milliseconds from now, instead of when it was to tick before. From any
    /// thread; while the clock ends, from its own ticks only.
    pub fn after(&self, milliseconds: f64) {
        let clock = self.clock.load(Acquire);
        if !clock.is_null() {
            // SAFETY: it is freed when no tick that may have seen it is under way any more.
            unsafe { abi::clock_fdelay(clock, milliseconds) }
        }
    }

    /// What a tick does.
    pub fn tick(&self, body: impl FnOnce()) {
        let _ticking = self.ticking.lock();
        body();
    }

    /// No tick is under way any more but the one that calls this, if it does, and none begins.
    pub fn end(&self) {
        let clock = self.clock.swap(std::ptr::null_mut(), AcqRel);
        if clock.is_null() {
            return;
        }
        // A tick under way may be about to set it again.
        self.wait();
        // SAFETY: made by `clock_new`, stopped and freed once.
        unsafe {
            abi::clock_unset(clock);
            abi::object_free(clock);
        }
        // Max does not say whether a clock that is freed may still be at its last tick.
        self.wait();
    }

    fn wait(&self) {
        drop(self.ticking.lock());
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        self.end();
    }
}
