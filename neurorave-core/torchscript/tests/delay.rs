//! The delays that imported models declare are those that were measured in PyTorch.
//!
//! See "Delays" in `tests/oracle/README.md`.

use nrave_torchscript::import::{Imported, Options, import};
use serde_json::Value;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zip::ZipArchive;

#[test]
fn declared_delays_equal_those_measured_in_pytorch() {
    let mut compared = 0;
    let mut failures = Vec::new();
    for path in fixtures() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let reference: Value = serde_json::from_slice(&read(&path, "reference.json")).unwrap();
        let measured = |method: &str| reference["delay"][method]["samples"].as_u64();
        let methods = import_of(&path, None).manifest.methods;
        let longest = methods.values().map(|method| method.step).max().unwrap();
        let long = import_of(&path, Some(4 * longest)).manifest.methods;
        for (method, described) in &methods {
            let delay = described.delay as u64;
            let title = format!("{name:17} {method:7} {delay:6}");
            match measured(method) {
                Some(samples) => println!("{title}, measured {samples:6}"),
                None => println!("{title}"),
            }
            compared += usize::from(measured(method).is_some());
            if measured(method).is_some_and(|samples| samples != delay) {
                failures.push(title.clone());
            }
            if long[method].delay as u64 != delay {
                failures.push(format!("{title}, in long steps {}", long[method].delay));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_ne!(compared, 0);
}

#[test]
fn a_method_whose_delay_the_file_does_not_tell_is_named() {
    let fixture = folder().join("v2_prior.zip");
    let assumed = import_of(&fixture, None).report.assumptions;
    let about = |words: &str| assumed.iter().any(|assumed| assumed.contains(words));
    assert!(about("delay of prior"), "{assumed:?}");
    assert!(!about("delay of forward"), "{assumed:?}");
}

/// The model of a fixture, in steps of so many samples.
fn import_of(path: &Path, step: Option<usize>) -> Imported {
    let options = Options {
        step,
        ..Options::default()
    };
    let model = Arc::new(read(path, "model.ts"));
    match import(&path.to_string_lossy(), "model", model, &options) {
        Ok(imported) => imported,
        Err(why) => panic!("{why}"),
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oracle/models")
}

fn fixtures() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "zip"));
    paths.sort();
    paths
}

fn read(path: &Path, entry: &str) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(std::fs::read(path).unwrap())).unwrap();
    let mut bytes = Vec::new();
    let mut entry = zip.by_name(entry).unwrap();
    entry.read_to_end(&mut bytes).unwrap();
    bytes
}
