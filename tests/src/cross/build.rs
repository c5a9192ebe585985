//! `cargo cross`, once a process.

use nrave_runner::cross::{PROFILE, Platform, products as folder};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The folder with what runs on `platform`, freshly built. Where they cannot be built it says
/// what is missing, so that a skipped test shows.
///
/// # Panics
/// When everything is there and they do not build.
pub fn products(platform: Platform) -> Option<PathBuf> {
    static BUILT: [OnceLock<Result<(), String>>; Platform::ALL.len()] =
        [const { OnceLock::new() }; Platform::ALL.len()];
    match BUILT[platform as usize].get_or_init(|| build(platform)) {
        Ok(()) => Some(folder(platform)),
        Err(reason) => {
            println!("skipped: {reason}");
            None
        }
    }
}

/// The names of all files in such a folder, sorted.
///
/// # Panics
/// When it cannot be read.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a readable folder");
    let names = entries.map(|entry| entry.expect("a readable folder").file_name());
    let mut names: Vec<_> = names
        .map(|name| name.into_string().expect("plain names"))
        .collect();
    names.sort();
    names
}

fn build(platform: Platform) -> Result<(), String> {
    if let Some(reason) = platform.missing() {
        return Err(reason);
    }
    platform.fetch().map_err(|failure| failure.to_string())?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    if platform == Platform::MacOs {
        // Nobody runs these here.
        command.env(PROFILE, "glance");
    }
    let output = command
        .args(["cross", platform.name()])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    Ok(())
}
