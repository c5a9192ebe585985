//! `nrave~` on a Eurorack module.

pub mod config;
pub mod link;
