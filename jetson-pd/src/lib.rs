//! `nrave~` on a Eurorack module.

pub mod config;
pub mod cv;
pub mod link;
pub mod time;
