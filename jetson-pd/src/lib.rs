//! `nrave~` on a Eurorack module.

pub mod bridge;
pub mod config;
pub mod cv;
pub mod drivers;
pub mod link;
pub mod time;
