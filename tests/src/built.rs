//! Libraries and programs of this workspace, as cargo builds them.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What cargo has made of one target.
struct Built {
    name: String,
    program: bool,
    file: PathBuf,
}

/// Where the library of the target called `name` lies. Builds the workspace, once a process.
///
/// # Panics
/// When it does not build, or has no such library.
pub fn library(name: &str) -> PathBuf {
    find(name, false)
}

/// As [`library`], for a program.
///
/// # Panics
/// As [`library`].
pub fn program(name: &str) -> PathBuf {
    find(name, true)
}

fn find(name: &str, program: bool) -> PathBuf {
    static BUILT: OnceLock<Vec<Built>> = OnceLock::new();
    let all = BUILT.get_or_init(build).iter();
    let mut found = all.filter(|built| built.name == name && built.program == program);
    found
        .next_back()
        .expect("cargo names what it built")
        .file
        .clone()
}

fn build() -> Vec<Built> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .args(["build", "--release", "--workspace"])
        .args(["--message-format", "json-render-diagnostics"])
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| {
            Some(Built {
                name: message["target"]["name"].as_str()?.to_owned(),
                program: message["target"]["kind"][0] == "bin",
                file: message["filenames"].as_array()?.first()?.as_str()?.into(),
            })
        })
        .collect()
}

/// Copies a library to where a host looks for it. Replaced in one step, because another test's host
/// may be loading it now.
///
/// # Panics
/// When the folder is not writable.
pub fn install(library: &Path, target: &Path) {
    let fresh = target.with_extension(format!("new{}", std::process::id()));
    std::fs::copy(library, &fresh).expect("a writable folder");
    std::fs::rename(&fresh, target).expect("a writable folder");
}

/// The functions that a library shows; `None`, told, where nothing can read them.
pub fn exported(library: &Path) -> Option<Vec<String>> {
    let nm = Command::new("nm")
        .args(["-D", "--defined-only"])
        .arg(library)
        .output();
    let Ok(output) = nm else {
        println!("skipped: no nm on this machine (Debian package binutils)");
        return None;
    };
    let listing = String::from_utf8_lossy(&output.stdout);
    let names = listing
        .lines()
        .filter_map(|line| line.split(' ').next_back());
    Some(names.map(str::to_owned).collect())
}
