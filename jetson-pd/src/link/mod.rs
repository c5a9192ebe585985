//! What `nrave.cv` inside Pd and `nrave-module run` beside it tell each other.
//!
//! Two Unix datagram sockets in one folder, a message a datagram, a line of words each: a line that
//! is lost or late harms nothing, and neither side ever waits for the other. `nrave-module run`
//! names the folder in the environment ([`FOLDER`]); without it nothing is told.

mod message;
#[cfg(unix)]
mod socket;

pub use message::{FromPd, ToPd};
#[cfg(unix)]
pub use socket::{Side, Socket};

/// The environment variable with the folder of the sockets.
pub const FOLDER: &str = "NRAVE_MODULE_LINK";
