//! What runs on the module: built by `cargo cross`, read as files, and played in Pd for its
//! processor, under emulation.

use nrave_runner::cross::Platform;
use nrave_tests::cross::{Allowed, COMMAND, CV, PD, elf, machine, names, products, traces};
use nrave_tests::pd::models::{plucks, write_expressive};
use nrave_tests::pd::module::{Take, stage, storm};
use nrave_tests::pd::{External, Render, Rig, pd_is_here};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The second is a link to the first.
const FILES: [(&str, &Allowed); 4] = [
    ("nrave-module", &COMMAND),
    ("nrave.cv.pd_linux", &CV),
    ("nrave.cv~.pd_linux", &CV),
    ("nrave~.pd_linux", &PD),
];

/// Between the same sound from two processors; full scale is 1.
const CLOSE: f32 = 1e-4;

fn folder() -> Option<PathBuf> {
    products(Platform::Module)
}

/// Those of this machine and those of the module; `None`, told, where either has no Pd.
fn both() -> Option<(&'static External, External)> {
    if !pd_is_here() {
        return None;
    }
    let emulated = External::emulated()?;
    Some((External::build(), emulated))
}

/// The loudest of `samples`.
fn peak(samples: impl IntoIterator<Item = f32>) -> f32 {
    samples.into_iter().fold(0.0, |peak, s| peak.max(s.abs()))
}

/// How far apart two recordings are at most.
fn distance(left: &[f32], right: &[f32]) -> f32 {
    assert_eq!(left.len(), right.len());
    peak(left.iter().zip(right).map(|(a, b)| a - b))
}

#[test]
fn they_are_all_there_and_nothing_else() {
    let Some(folder) = folder() else { return };
    assert_eq!(names(&folder), FILES.map(|(name, _)| name));
    let link = fs::read_link(folder.join("nrave.cv~.pd_linux")).unwrap();
    assert_eq!(link, Path::new("nrave.cv.pd_linux"));
}

#[test]
fn they_show_what_pd_calls_and_want_no_newer_c_library() {
    let Some(folder) = folder() else { return };
    for (name, allowed) in FILES {
        let file = fs::read(folder.join(name)).unwrap();
        assert_eq!(elf::complaints(&file, allowed), [""; 0], "{name}");
        assert_eq!(traces(&file), [""; 0], "{name}");
    }
}

#[test]
fn another_list_is_not_met() {
    let Some(folder) = folder() else { return };
    let file = fs::read(folder.join("nrave.cv.pd_linux")).unwrap();
    // Other exports, and functions that the other external doesn't want.
    assert_eq!(elf::complaints(&file, &PD).len(), 2);
    assert_eq!(elf::complaints(&file[..20_000], &CV).len(), 1);
}

#[test]
fn the_module_sounds_as_this_machine_does() {
    let Some((here, module)) = both() else { return };
    let folder = tempfile::tempdir().unwrap();
    write_expressive(folder.path(), "expressive");
    let input = plucks(48_000, 1.0);
    let rig = Rig {
        object: "nrave~ expressive",
        input: &input,
        controls: &[(1, 3.0), (2, -0.25), (3, 0.5), (4, 0.75)],
        // A pitch that is followed differs in its last digits, and what sounds with it drifts apart.
        messages: &[
            (0, "note 57"),
            (4_800, "transpose 7"),
            (9_600, "set centroid 0.5"),
        ],
        ..Rig::default()
    };
    compare(&rig, here, &module, folder.path());
}

#[test]
fn the_module_plays_a_shipped_model_as_this_machine_does() {
    let Some((here, module)) = both() else { return };
    let folder = tempfile::tempdir().unwrap();
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/zoo");
    fs::copy(
        models.join("strings.nrave"),
        folder.path().join("strings.nrave"),
    )
    .unwrap();
    let input = plucks(48_000, 1.5);
    let rig = Rig {
        object: "nrave~ strings",
        input: &input,
        ..Rig::default()
    };
    compare(&rig, here, &module, folder.path());
}

/// Plays the rig on both and holds one to the other.
fn compare(rig: &Rig, here: &External, module: &External, folder: &Path) {
    let [one, other] = [here, module].map(|external| {
        let Render { audio, console } = rig.play_with(external, folder);
        assert!(!console.contains("error"), "{console}");
        audio
    });
    assert!(peak(one.iter().copied()) > 0.05, "there is sound");
    let apart = distance(&one, &other);
    println!("{}: {apart:e} apart", rig.object);
    assert!(apart <= CLOSE, "{apart:e}");
}

#[test]
fn volts_become_the_same_signals_and_messages_on_the_module() {
    let Some((here, module)) = both() else { return };
    let folder = stage();
    let (script, _) = storm(1.0);
    let [one, other] =
        [here, &module].map(|external| Take::record(external, folder.path(), &script, 48_000));
    for (stream, (one, other)) in one.streams.iter().zip(&other.streams).enumerate() {
        assert!(peak(one.iter().copied()) > 0.5, "stream {stream} plays");
        let apart = distance(one, other);
        println!("stream {stream}: {apart:e} apart");
        assert!(apart <= 1e-6, "stream {stream}: {apart:e}");
    }
    let [one, other] = [&one, &other].map(|take| said(&take.console));
    assert!(one.len() > 100, "{one:?}");
    assert_eq!(one, other);
}

/// What the outlets for messages said, in order.
fn said(console: &str) -> Vec<&str> {
    let lines = console.lines();
    lines.filter(|line| line.starts_with("played")).collect()
}

#[test]
fn the_command_starts_on_the_module() {
    let Some(folder) = folder() else { return };
    let Some(machine) = machine() else { return };
    let words = machine.start(&folder.join("nrave-module"));
    let output = Command::new(&words[0])
        .args(&words[1..])
        .arg("--version")
        .output();
    let output = output.unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        said.trim(),
        concat!("nrave-module ", env!("CARGO_PKG_VERSION"))
    );
}
