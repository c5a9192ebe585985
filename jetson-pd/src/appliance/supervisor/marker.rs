//! Whether the module was stopped as it should be the last time.

use std::fs;
use std::path::{Path, PathBuf};

const FILE: &str = "running";

/// How the last run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last {
    /// It was told to stop, or there was none.
    Well,
    /// Its program was killed or has crashed while the computer ran on.
    Killed,
    /// The computer was switched off.
    PowerCut,
}

/// A file that is there while the module runs, with the name of this boot of the computer.
pub(super) struct Marker(PathBuf);

impl Marker {
    /// Leaves the mark in `state`. Where nothing can be written, nothing is known.
    pub fn set(state: &Path, boot: &str) -> (Self, Last) {
        let path = state.join(FILE);
        let last = match fs::read_to_string(&path) {
            Ok(before) if before.trim() == boot.trim() => Last::Killed,
            Ok(_) => Last::PowerCut,
            Err(_) => Last::Well,
        };
        // Without it the next start only says less.
        let _ = fs::write(&path, boot);
        (Self(path), last)
    }

    /// The module stops as it should.
    pub fn clear(self) {
        let _ = fs::remove_file(self.0);
    }
}

/// The kernel's name for this boot.
pub(super) fn boot() -> String {
    fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kills_and_power_cuts_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let set = |boot| Marker::set(folder.path(), boot);
        assert_eq!(set("one\n").1, Last::Well);
        assert_eq!(set("one\n").1, Last::Killed);
        assert_eq!(set("two\n").1, Last::PowerCut);
        set("two\n").0.clear();
        assert_eq!(set("three\n").1, Last::Well);
    }
}
