//! `nrave~` on a Eurorack module.

#[cfg(target_os = "linux")]
pub mod appliance;
pub mod bridge;
pub mod config;
pub mod cv;
pub mod drivers;
pub mod face;
pub mod link;
pub mod time;
