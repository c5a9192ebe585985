//! The sockets.

use std::io;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Longer lines are cut off by the system.
const LONGEST: usize = 4096;

/// Who one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `nrave.cv` inside Pd.
    Pd,
    /// `nrave-module run`.
    Module,
}

impl Side {
    fn path(self, folder: &Path) -> PathBuf {
        folder.join(match self {
            Self::Pd => "pd",
            Self::Module => "module",
        })
    }

    fn other(self) -> Self {
        match self {
            Self::Pd => Self::Module,
            Self::Module => Self::Pd,
        }
    }
}

/// One side's end. Neither [`tell`](Self::tell) nor [`hear`](Self::hear) ever waits.
pub struct Socket {
    socket: UnixDatagram,
    own: PathBuf,
    other: PathBuf,
}

impl Socket {
    /// Opens `side`'s end in `folder`, in place of one that a process before may have left there.
    ///
    /// # Errors
    /// Where the folder is not writable, or its path longer than a socket's may be (some 100 bytes).
    pub fn open(folder: &Path, side: Side) -> io::Result<Self> {
        let own = side.path(folder);
        match std::fs::remove_file(&own) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let socket = UnixDatagram::bind(&own)?;
        socket.set_nonblocking(true)?;
        Ok(Self {
            socket,
            own,
            other: side.other().path(folder),
        })
    }

    /// Tells the other side; returns whether it will hear. Nobody listening, or not quickly enough,
    /// is no error.
    pub fn tell(&self, line: &str) -> bool {
        self.socket.send_to(line.as_bytes(), &self.other).is_ok()
    }

    /// The next line that was told, if there is one.
    pub fn hear(&self) -> Option<String> {
        let mut bytes = [0; LONGEST];
        let length = self.socket.recv(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes[..length]).into_owned())
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // Whoever opens this side next would do it as well.
        let _ = std::fs::remove_file(&self.own);
    }
}

/// A voice without an ear, for a third process: it takes nobody's place.
pub struct Voice {
    socket: UnixDatagram,
    to: PathBuf,
}

impl Voice {
    /// Speaks to `side`'s end in `folder`, and waits for `patience` where it is slow to listen.
    ///
    /// # Errors
    /// Where the system has no more sockets.
    pub fn new(folder: &Path, side: Side, patience: Duration) -> io::Result<Self> {
        let socket = UnixDatagram::unbound()?;
        socket.set_write_timeout(Some(patience))?;
        Ok(Self {
            socket,
            to: side.path(folder),
        })
    }

    /// Tells a line.
    ///
    /// # Errors
    /// Where nobody listens, or not in time.
    pub fn tell(&self, line: &str) -> io::Result<()> {
        self.socket.send_to(line.as_bytes(), &self.to).map(|_| ())
    }

    /// Whether somebody is there to hear.
    pub fn is_heard(&self) -> bool {
        match self.socket.connect(&self.to) {
            Ok(()) => true,
            // Somebody else's, and there.
            Err(error) => error.kind() == io::ErrorKind::PermissionDenied,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_hear_each_other_and_never_wait() {
        let folder = tempfile::tempdir().unwrap();
        let pd = Socket::open(folder.path(), Side::Pd).unwrap();
        assert!(!pd.tell("beat 1 0"), "nobody is there yet");
        let module = Socket::open(folder.path(), Side::Module).unwrap();
        assert!(pd.tell("beat 2 0"));
        assert!(module.tell("load strings"));
        assert_eq!(module.hear().as_deref(), Some("beat 2 0"));
        assert_eq!(pd.hear().as_deref(), Some("load strings"));
        assert_eq!(pd.hear(), None);
        // A listener that sleeps makes nobody wait.
        assert!((0..100_000).any(|_| !pd.tell("turn 1")));
        drop(module);
        let module = Socket::open(folder.path(), Side::Module).unwrap();
        assert_eq!(module.hear(), None);
        assert!(pd.tell("turn 1"));
    }

    #[test]
    fn a_third_process_is_heard_and_takes_nobodys_place() {
        let folder = tempfile::tempdir().unwrap();
        let voice = || Voice::new(folder.path(), Side::Pd, Duration::from_secs(9)).unwrap();
        assert!(!voice().is_heard());
        assert!(voice().tell("volts cv1 1").is_err());
        let module = Socket::open(folder.path(), Side::Module).unwrap();
        let pd = Socket::open(folder.path(), Side::Pd).unwrap();
        assert!(voice().is_heard());
        voice().tell("volts cv1 1").unwrap();
        assert_eq!(pd.hear().as_deref(), Some("volts cv1 1"));
        assert!(pd.tell("beat 1 0"));
        assert_eq!(module.hear().as_deref(), Some("beat 1 0"));
    }

    #[test]
    fn what_a_process_before_left_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        std::mem::forget(Socket::open(folder.path(), Side::Pd).unwrap());
        assert!(Socket::open(folder.path(), Side::Pd).is_ok());
    }
}
