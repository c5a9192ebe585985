//! What `cargo demo`, `cargo verify` and `cargo cross` share: where things are, which tools
//! must be there, how a step is announced and how test results are counted.

pub mod cross;
pub mod debian;
pub mod emulated;
pub mod places;
pub mod steps;
pub mod tally;
pub mod tools;
