//! Where the link to Pd is.

use crate::appliance::Notice;
use crate::link::{Side, Socket};
use std::env;
use std::path::{Path, PathBuf};

/// Opens the module's end of the link in the first folder where that is possible: `wanted`, what
/// systemd or the session gives for such files, the folder for temporary files.
pub(super) fn open(wanted: Option<&Path>) -> Result<(PathBuf, Socket), Notice> {
    let given = |variable: &str| {
        let folders = env::var_os(variable)?;
        env::split_paths(&folders).next()
    };
    let own = |folder: PathBuf| folder.join(format!("nrave-module-{}", std::process::id()));
    let folders = [
        wanted.map(Path::to_owned),
        given("RUNTIME_DIRECTORY"),
        given("XDG_RUNTIME_DIR").map(own),
        Some(own(env::temp_dir())),
    ];
    let mut failures = Vec::new();
    for folder in folders.into_iter().flatten() {
        let opened =
            std::fs::create_dir_all(&folder).and_then(|()| Socket::open(&folder, Side::Module));
        match opened {
            Ok(socket) => return Ok((folder, socket)),
            Err(error) => failures.push(format!("{}: {error}", folder.display())),
        }
    }
    Err(Notice::new(
        format!(
            "Can't make the link to Pd in any folder ({})",
            failures.join("; ")
        ),
        "Set RUNTIME_DIRECTORY to a folder with a short path that can be written",
    ))
}
