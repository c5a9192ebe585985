//! The benchmark's command runs, and all engines that are installed compute the same.

use std::fs;
use std::process::Command;

#[test]
fn the_smallest_networks_are_timed_and_compared() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_bench"))
        .args(["--only", "raspberry,digits", "--rounds", "1", "--to"])
        .arg(folder.path())
        .output()
        .unwrap();
    let console = String::from_utf8_lossy(&output.stdout);
    // Which peers are missing is said there.
    print!("{console}");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let table = fs::read_to_string(folder.path().join("results.md")).unwrap();
    for row in [
        "| raspberry, 2048, f16 |",
        "| raspberry, 2048, f32 |",
        "| digits, 512, f16 |",
    ] {
        assert!(table.contains(row), "no row {row} in\n{table}");
    }
    let picture = fs::read(folder.path().join("results.png")).unwrap();
    assert!(picture.starts_with(b"\x89PNG"));
}
