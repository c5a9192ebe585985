//! Helpers for the tests that cross rooms.

pub mod pd;
