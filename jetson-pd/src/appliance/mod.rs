//! What turns a small computer without network or keyboard into an instrument: it starts Pd and
//! keeps it playing, remembers, finds models on USB sticks, and says what happened.
//!
//! A module is switched off by its power switch and played by people who can't look into it. So
//! nothing here gives up: what is damaged is put aside and told as a [`Notice`], and the module
//! plays on with what it has.

#[cfg(target_os = "linux")]
pub mod health;
#[cfg(target_os = "linux")]
pub mod install;
pub mod library;
pub mod log;
mod notice;
pub mod store;
#[cfg(target_os = "linux")]
pub mod supervisor;

pub use notice::Notice;

use std::path::PathBuf;

/// The environment variable that names the folder of everything that is remembered.
pub const STATE: &str = "NRAVE_MODULE_STATE";

/// The environment variable that names the configuration of the inputs, where it isn't
/// `module.toml` in that folder.
pub const CONFIG: &str = "NRAVE_MODULE_CONFIG";

/// The folder of everything that is remembered: [`STATE`], or `/var/lib/nrave-module`.
pub fn state_folder() -> PathBuf {
    std::env::var_os(STATE)
        .filter(|folder| !folder.is_empty())
        .map_or_else(|| PathBuf::from("/var/lib/nrave-module"), PathBuf::from)
}
