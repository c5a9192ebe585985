//! Helpers for the tests that cross rooms.

pub mod generated;
pub mod pd;
