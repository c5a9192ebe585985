//! Pure Data 0.53 and newer, as an external sees it: what every one of ours needs of it, and nothing
//! that decides.

pub mod atoms;
pub mod batch;
pub mod clock;
pub mod console;
pub mod object;
#[cfg(windows)]
mod pd_dll;
pub mod search;
pub mod sys;
pub mod vectors;

pub use nrave_guest::guard;
