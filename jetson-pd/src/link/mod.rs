//! What `nrave.cv` inside Pd and `nrave-module run` beside it tell each other.
//!
//! Two Unix datagram sockets in one folder, a message a datagram, a line of words each: a line that
//! is lost or late harms nothing, and neither side ever waits for the other. `nrave-module run`
//! names the folder in the environment ([`FOLDER`]). On a desktop it is the user's own, and
//! `nrave-module simulate` sends lines there: `volts cv1 2.5`.

mod message;
#[cfg(unix)]
mod socket;

pub use message::{FromPd, ToPd};
#[cfg(unix)]
pub use socket::{Side, Socket, Voice};

/// The environment variable with the folder of the sockets.
pub const FOLDER: &str = "NRAVE_MODULE_LINK";

/// The folder of the sockets: the one that the environment names, or else the user's own, which is
/// made. Opening a socket says what is wrong with it.
#[cfg(unix)]
pub fn folder() -> std::path::PathBuf {
    use std::os::unix::fs::DirBuilderExt;
    if let Some(named) = std::env::var_os(FOLDER) {
        return named.into();
    }
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(std::path::PathBuf::from);
    let folder = runtime.map_or_else(
        || {
            // SAFETY: a plain getter.
            let user = unsafe { libc::getuid() };
            std::env::temp_dir().join(format!("nrave-module-{user}"))
        },
        |runtime| runtime.join("nrave-module"),
    );
    // Ours alone: who can send lines can play.
    let _ = std::fs::DirBuilder::new().mode(0o700).create(&folder);
    folder
}
