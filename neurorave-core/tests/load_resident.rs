//! How much memory a process has resident that plays a model of the size of RAVE v1.

mod v1;

use std::path::Path;
use std::process::Command;

use neurorave_core::model::Model;
use neurorave_core::network::{Executor, Native};

const FILE: &str = "NRAVE_TEST_RESIDENT";

/// Bytes that this process has in memory, if the system tells.
fn resident() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: usize = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kib << 10)
}

#[test]
fn a_model_takes_little_more_memory_than_its_weights() {
    if resident().is_none() {
        println!("skipped: this system has no /proc/self/status");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v1.nrave");
    let file = v1::file("v1", 1);
    std::fs::write(&path, &file).unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "plays",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(FILE, &path)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&child.stdout);
    let number = |word: &str| -> usize {
        let found = text.lines().find_map(|line| line.strip_prefix(word));
        found
            .unwrap_or_else(|| panic!("{text}"))
            .trim()
            .parse()
            .unwrap()
    };
    let (weights, before, after) = (number("weights"), number("before"), number("after"));
    println!(
        "{} bytes of weights, {before} resident before and {after} after",
        weights
    );
    assert!(weights > 35_000_000 && weights < file.len());
    // Three networks, one a method, each with a state that is in memory as a whole.
    let more = after - before;
    assert!(
        more * 10 <= weights * 13,
        "{more} more bytes resident for {weights} of weights"
    );
}

#[test]
#[ignore = "a process of its own, which the other test starts"]
fn plays() {
    let before = resident().unwrap();
    let path = std::env::var_os(FILE).expect("the other test's file");
    let model = Model::open(Path::new(&path)).unwrap();
    let mut playing = Vec::new();
    for method in model.manifest().methods.keys() {
        let native = Native::load(&model, method).unwrap().unwrap();
        let state = native.start().unwrap();
        playing.push((native, state));
    }
    let weights = model.weights();
    println!("\nweights {}", 2 * weights.f16 + 4 * weights.f32);
    println!("before {before}\nafter {}", resident().unwrap());
}
