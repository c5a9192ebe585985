//! What was installed, so that exactly that is removed.

use crate::appliance::Notice;
use crate::appliance::store::replace;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The file. Not in the state folder: that is the service's, and this names files that root removes.
pub(super) const PATH: &str = "/etc/nrave-module/installed.toml";

/// The content of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// The commands that follow the files were all done.
    pub complete: bool,
    /// Folders that were made, by their paths on the module.
    pub folders: BTreeSet<String>,
    /// The files' paths on the module, and [`hash`] of each.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads the file; an empty manifest where there is none.
    pub fn read(path: &Path) -> Result<Self, Notice> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(unusable(path, &error.to_string())),
        };
        toml::from_str(&text).map_err(|error| unusable(path, error.message()))
    }

    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        let text = toml::to_string(self).expect("strings are TOML");
        replace(path, text.as_bytes())
    }
}

fn unusable(path: &Path, why: &str) -> Notice {
    Notice::new(
        format!("Can't use {}: {why}", path.display()),
        "Remove it and install again: then it is written anew",
    )
}

/// FNV-1a, 64 bits: tells whether a person has changed a file, not whether an attacker has.
pub(super) fn hash(text: &[u8]) -> String {
    let hash = text.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hash_is_that_of_others() {
        assert_eq!(super::hash(b""), "cbf29ce484222325");
        assert_eq!(super::hash(b"foobar"), "85944171f73967e8");
    }
}
