//! The demo from end to end, as `cargo demo` runs it after building.

use std::fs;
use std::path::Path;
use std::process::Command;

use nrave_tests::pd::pd_is_here;
use serde_json::Value;

/// Runs the demo into a folder of its own, and gives its sound and its figures.
fn demo(out: &Path) -> (Vec<u8>, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_demo_report"))
        .arg("pd")
        .arg(out)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let read = |name: &str| fs::read(out.join(name)).unwrap();
    assert!(read("demo.png").starts_with(b"\x89PNG"));
    (
        read("demo.wav"),
        serde_json::from_slice(&read("demo.json")).unwrap(),
    )
}

#[test]
fn two_runs_give_the_same_sound_and_the_sound_obeys() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // A space in the name, because Pd's messages need care with one.
    let (first, report) = demo(&folder.path().join("first run"));
    let (second, _) = demo(&folder.path().join("second"));
    assert!(first == second, "demo.wav differs between two runs");

    let latency = &report["latency"];
    assert_eq!(latency["reported_samples"], latency["measured_samples"]);
    assert_eq!(report["dropouts"], 0);
    let attributes = report["attributes"].as_array().unwrap();
    assert_eq!(attributes.len(), 3);
    for attribute in attributes {
        // Speech is far from what the model knows; its own figures are in its card.
        let spearman = attribute["spearman"].as_f64().unwrap();
        assert!(spearman > 0.8, "{}: {spearman}", attribute["name"]);
    }
}
