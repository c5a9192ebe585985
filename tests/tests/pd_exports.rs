//! The external shows Pd its setup function and keeps the rest to itself.

use nrave_tests::pd::External;
use std::process::Command;

#[test]
#[cfg(target_os = "linux")]
fn only_the_setup_function_is_exported() {
    let library = External::build().file();
    let Ok(output) = Command::new("nm")
        .args(["-D", "--defined-only"])
        .arg(&library)
        .output()
    else {
        println!("skipped: no nm on this machine (Debian package binutils)");
        return;
    };
    let listing = String::from_utf8_lossy(&output.stdout).into_owned();
    let names: Vec<_> = listing
        .lines()
        .filter_map(|line| line.split_whitespace().last())
        .collect();
    assert_eq!(names, ["nrave_tilde_setup"]);
}
