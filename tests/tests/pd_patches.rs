//! The patches that people open: they load without complaint and do what they say.

use neurorave_core::message::{Atom, parse};
use neurorave_core::object::{Arguments, FLAGS, WORDS};
use nrave_tests::pd::models::{plucks, write_like_shipped};
use nrave_tests::pd::{External, Patch, assert_same, pd_is_here, read_wav, run, write_wav};
use std::path::{Path, PathBuf};

const RATE: u32 = 44_100;
/// What the demo patch adds for the tail of the sound, in samples.
const TAIL: usize = 65_536;
const CURVE_CHANNELS: usize = 5;

fn patches() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../patches/pd")
}

/// A patch in a folder of its own, with a model under the name of the shipped one beside it.
fn stage(patch: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    write_like_shipped(folder.path(), "strings");
    let copy = folder.path().join(patch);
    std::fs::copy(patches().join(patch), &copy).unwrap();
    (folder, copy)
}

/// The message boxes of a patch file that speak to `nrave~`, by their first words.
fn messages(patch: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(patches().join(patch)).unwrap();
    let boxes = text
        .split(";\n")
        .filter_map(|line| line.trim().strip_prefix("#X msg "));
    boxes
        .map(|line| {
            line.split_whitespace()
                .skip(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|words: &Vec<_>| WORDS.iter().any(|word| words[0] == word.name))
        .collect()
}

#[test]
fn the_help_patch_says_every_word_rightly() {
    let messages = messages("nrave~-help.pd");
    for words in &messages {
        let atoms: Vec<_> = words[1..]
            .iter()
            .map(|word| Atom::from_text(word))
            .collect();
        parse(&words[0], &atoms).unwrap_or_else(|error| panic!("{words:?}: {error}"));
    }
    for word in WORDS {
        assert!(
            messages.iter().any(|words| words[0] == word.name),
            "no message box says {}",
            word.name
        );
    }
}

#[test]
fn the_help_patch_tells_what_can_stand_in_the_box() {
    let text = std::fs::read_to_string(patches().join("nrave~-help.pd")).unwrap();
    let comments: Vec<_> = text
        .split(";\n")
        .filter_map(|line| line.trim().strip_prefix("#X text "))
        .collect();
    let told = |word: &str| {
        let has = |comment: &&str| comment.split([' ', '[']).any(|said| said == word);
        comments.iter().any(has)
    };
    for flag in FLAGS {
        assert!(told(flag.name), "no comment tells of {}", flag.name);
    }
    assert!(told("void"), "no comment tells of void");
    assert!(Arguments::parse(["void", "8", "2"]).is_ok());
}

#[test]
fn the_help_patch_opens_and_sounds() {
    if !pd_is_here() {
        return;
    }
    let (folder, _) = stage("nrave~-help.pd");
    let mut patch = Patch::default();
    patch.object("nrave~-help");
    let start = patch.object("loadbang");
    for (ms, text) in [(0, "; pd dsp 1"), (800, "; pd quit")] {
        let (delay, message) = (patch.object(&format!("delay {ms}")), patch.message(text));
        patch.connect(start, 0, delay, 0);
        patch.connect(delay, 0, message, 0);
    }
    let file = folder.path().join("opener.pd");
    std::fs::write(&file, patch.text()).unwrap();
    let outcome = run(External::build(), &file, RATE, &[]);
    outcome.must_be_well();
    assert!(
        outcome.console.contains("nrave~: loaded strings forward"),
        "{}",
        outcome.console
    );
}

/// Plays the demo patch; returns what it recorded and the length of a segment.
fn demo(input: &[f32]) -> (Vec<f32>, Vec<f32>, usize) {
    let (folder, patch) = stage("demo.pd");
    let file = |name: &str| folder.path().join(name);
    write_wav(&file("in.wav"), RATE, input);
    let say = |word: &str, name: &str| format!("demo {word} {}", file(name).display());
    let script = [
        say("in", "in.wav"),
        say("out", "out.wav"),
        say("curves", "curves.wav"),
        "demo go".to_owned(),
    ];
    let outcome = run(External::build(), &patch, RATE, &script);
    let console = outcome.console;
    assert!(
        outcome.ended_well && console.contains("demo: done"),
        "{console}"
    );
    assert!(
        console.contains("demo: latency ") && console.contains("demo: dropouts 0"),
        "{console}"
    );
    assert!(!console.contains("error"), "{console}");
    let segment = console
        .lines()
        .find_map(|line| line.strip_prefix("demo: segment "))
        .and_then(|length| length.trim().parse().ok())
        .unwrap_or_else(|| panic!("no segment on the console:\n{console}"));
    let read = |name: &str| read_wav(&file(name)).expect("a recording");
    (read("out.wav"), read("curves.wav"), segment)
}

#[test]
fn the_demo_patch_sweeps_each_attribute_in_its_segment() {
    if !pd_is_here() {
        return;
    }
    let input = plucks(RATE, 1.0);
    let (out, curves, segment) = demo(&input);
    assert_eq!(segment, input.len().next_multiple_of(64));
    assert_eq!(out.len(), 4 * segment + TAIL);
    assert_eq!(curves.len(), CURVE_CHANNELS * out.len());
    assert!(out.iter().any(|s| s.abs() > 0.1), "it sounds");
    let channel = |channel: usize, sample: usize| curves[CURVE_CHANNELS * sample + channel];
    for number in 0..4 {
        let start = number * segment;
        for sample in [0, input.len() / 2, input.len() - 1] {
            assert_eq!(
                channel(0, start + sample),
                input[sample],
                "the recording is fed"
            );
            assert_eq!(
                channel(4, start + sample),
                number as f32,
                "the segment is told"
            );
        }
        for curve in 1..4 {
            let values = (start..start + segment).map(|sample| channel(curve, sample));
            let (low, high) = values.fold((0.0f32, 0.0f32), |(low, high), value| {
                (low.min(value), high.max(value))
            });
            let (lowest, highest) = if curve == number {
                (-0.8, 0.8)
            } else {
                (0.0, 0.0)
            };
            assert!(
                (low - lowest).abs() < 1e-3,
                "request {curve} in segment {number}: {low}"
            );
            assert!(
                (high - highest).abs() < 1e-3,
                "request {curve} in segment {number}: {high}"
            );
        }
    }
    let (again, ..) = demo(&input);
    assert_same(&out, &again, "the demo's second run");
}

#[test]
fn the_demo_patch_explains_a_missing_recording() {
    if !pd_is_here() {
        return;
    }
    let (folder, patch) = stage("demo.pd");
    let nothing = format!("demo in {}/nothing.wav", folder.path().display());
    let outcome = run(External::build(), &patch, RATE, &[nothing]);
    assert!(outcome.ended_well, "{}", outcome.console);
    assert!(
        outcome.console.contains("can't read the recording"),
        "{}",
        outcome.console
    );
}
