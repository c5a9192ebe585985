//! `Instrument::process` never allocates, frees or makes a system call, nor does the native
//! executor's step.
//!
//! Two detectors watch the audio thread, and each has a positive control, a test that must trip it:
//! - a global allocator that counts what a watched thread allocates and frees;
//! - on Linux, a seccomp filter under which any system call of the thread raises a signal that is
//!   counted. A lock that somebody else holds ends in `futex`, and waking somebody does, too; other
//!   threads use the `Remote` all the time, so that a lock shared with them would be found held.
//!   (That no lock of the instrument is taken even when it is free is shown next to the code, in
//!   `instrument/process.rs`: there the audio thread runs while every one of them is held.)

#[path = "../common/mod.rs"]
mod common;

mod allocations;
mod native;
mod soak;
mod system_calls;
