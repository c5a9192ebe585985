//! Drives the host double of Max (`tests/max-host`): builds it, writes scripts, runs them, reads what
//! they print and record.

mod external;
mod host;
mod rig;
mod session;
pub mod storm;
mod windows;

pub use external::External;
pub use host::{Host, Kind};
pub use rig::Rig;
pub use session::{Outcome, Session};
pub use windows::Windows;
