//! Helpers for the tests that cross rooms.

pub mod built;
pub mod cross;
pub mod generated;
pub mod max;
pub mod package;
pub mod pd;
pub mod samples;
