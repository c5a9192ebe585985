//! The small files of the package.

use crate::layout::json;
use crate::reference::AUTHOR;
use neurorave_core::object::{DESCRIPTION, INFO_NAME, NAME, VOICES_NAME};
use serde::Serialize;

/// The name of the package, and of its folder.
pub const NAME_OF_PACKAGE: &str = "neurorave";

/// `package-info.json`, in the order in which Max writes it.
#[derive(Serialize)]
struct Info {
    name: &'static str,
    displayname: &'static str,
    version: &'static str,
    author: &'static str,
    authors: [&'static str; 1],
    description: &'static str,
    tags: [&'static str; 3],
    website: &'static str,
    extends: &'static str,
    extensible: u8,
    max_version_min: &'static str,
    max_version_max: &'static str,
    os: Systems,
    homepatcher: &'static str,
}

#[derive(Serialize)]
struct Systems {
    macintosh: System,
    windows: System,
}

#[derive(Serialize)]
struct System {
    min_version: &'static str,
    platform: &'static [&'static str],
}

/// The overview's file.
pub const OVERVIEW: &str = "nrave~ overview.maxpat";

/// `package-info.json`
pub fn info() -> Vec<u8> {
    json(&Info {
        name: NAME_OF_PACKAGE,
        displayname: NAME,
        version: env!("CARGO_PKG_VERSION"),
        author: AUTHOR,
        authors: [AUTHOR],
        description: DESCRIPTION,
        tags: ["audio", "neural synthesis", "timbre transfer"],
        website: "",
        extends: "",
        extensible: 0,
        max_version_min: "8.6",
        max_version_max: "none",
        os: Systems {
            macintosh: System {
                min_version: "10.13",
                platform: &["x64", "aarch64"],
            },
            windows: System {
                min_version: "10",
                platform: &["x64"],
            },
        },
        homepatcher: OVERVIEW,
    })
}

/// `init/nrave.txt`: which file holds the classes that have no file of their own.
pub fn mappings() -> String {
    [VOICES_NAME, INFO_NAME]
        .map(|class| format!("max objectfile {class} {NAME};\n"))
        .concat()
}
