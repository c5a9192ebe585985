//! `cargo patches`: writes the Max package's texts and pictures into `patches/max`, and says what is
//! wrong with the patches.

use nrave_patches::{check, files};
use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    match write() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(problems) => {
            eprintln!("{problems} problems");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes what has changed, and counts the problems.
fn write() -> Result<usize, Box<dyn Error>> {
    let folder = files::folder();
    let kept = files::kept()?;
    for (path, bytes) in &kept {
        let path = folder.join(path);
        if std::fs::read(&path).is_ok_and(|old| old == *bytes) {
            continue;
        }
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("{}", path.display());
    }
    let known = files::known();
    let mut count = 0;
    for (path, bytes) in files::written() {
        for problem in check::file(&path, &bytes, &known) {
            eprintln!("{path}: {problem}");
            count += 1;
        }
    }
    Ok(count)
}
