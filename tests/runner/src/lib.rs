//! What `cargo demo`, `cargo verify`, `cargo cross` and `cargo guest` share: where things are, which tools
//! must be there, how a step is announced and how test results are counted.

pub mod cross;
pub mod debian;
pub mod emulated;
pub mod guest;
pub mod places;
pub mod steps;
pub mod tally;
pub mod tools;
pub mod unpacked;
