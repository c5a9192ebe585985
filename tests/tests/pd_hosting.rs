//! `nrave~` amid what people do with patches: many boxes, clones, deleting, other rates.

use nrave_tests::pd::models::{plucks, write_delay, write_expressive};
use nrave_tests::pd::{External, Patch, Render, Rig, assert_same, pd_is_here, reference, run};
use std::path::Path;

/// Runs a hand-made patch and returns its console.
fn console_of(folder: &Path, patch: &Patch) -> String {
    let file = folder.join("hosting.pd");
    std::fs::write(&file, patch.text()).unwrap();
    let outcome = run(External::build(), &file, 48_000, &[]);
    assert!(
        outcome.ended_well,
        "Pd did not end well; its console:\n{}",
        outcome.console
    );
    outcome.console
}

/// Turns DSP on, sends `script` (milliseconds, message), and quits at the end.
fn with_script(patch: &mut Patch, script: &[(u32, &str)], end_ms: u32) {
    let start = patch.object("loadbang");
    let dsp = patch.message("; pd dsp 1");
    patch.connect(start, 0, dsp, 0);
    for &(ms, text) in script.iter().chain(&[(end_ms, "; pd quit")]) {
        let delay = patch.object(&format!("delay {ms}"));
        let message = patch.message(text);
        patch.connect(start, 0, delay, 0);
        patch.connect(delay, 0, message, 0);
    }
}

#[test]
fn two_boxes_in_a_row_do_not_meet() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let model = write_expressive(folder.path(), "expressive");
    let input = plucks(48_000, 0.8);
    let once = reference(&model, 48_000, &input, &[], &[]);
    let twice = reference(&model, 48_000, &once, &[], &[]);
    // A rig whose box is an abstraction of two boxes, one after the other. The doors of an
    // abstraction are numbered from left to right, as they are made here.
    let mut pair = Patch::default();
    let (inlet, outlet) = (pair.object("inlet~"), pair.object("outlet~"));
    let info = pair.object("outlet");
    let (first, second) = (
        pair.object("nrave~ expressive"),
        pair.object("nrave~ expressive"),
    );
    pair.connect(inlet, 0, first, 0);
    pair.connect(first, 0, second, 0);
    pair.connect(second, 0, outlet, 0);
    pair.connect(second, 1, info, 0);
    std::fs::write(folder.path().join("pair.pd"), pair.text()).unwrap();
    let rig = Rig {
        object: "pair",
        input: &input,
        ..Rig::default()
    };
    assert_same(&rig.play(folder.path()).audio, &twice, "two in a row");
}

#[test]
fn clones_sound_together() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let model = write_expressive(folder.path(), "expressive");
    let mut one = Patch::default();
    let (inlet, voice) = (one.object("inlet~"), one.object("nrave~ expressive"));
    let (outlet, info) = (one.object("outlet~"), one.object("outlet"));
    one.connect(inlet, 0, voice, 0);
    one.connect(voice, 0, outlet, 0);
    one.connect(voice, 1, info, 0);
    std::fs::write(folder.path().join("one.pd"), one.text()).unwrap();
    let input = plucks(48_000, 0.5);
    let rig = Rig {
        object: "clone one 4",
        input: &input,
        ..Rig::default()
    };
    let single = reference(&model, 48_000, &input, &[], &[]);
    let summed = rig.play(folder.path()).audio;
    // Pd adds the clones' outlets one by one; four equal floats add without rounding.
    assert_eq!(summed, single.iter().map(|s| 4.0 * s).collect::<Vec<_>>());
}

#[test]
fn inlets_and_outlets_may_share_memory() {
    if !pd_is_here() {
        return;
    }
    // Controls come from the same signal as the sound, so that Pd is free to reuse its vectors.
    let folder = tempfile::tempdir().unwrap();
    write_expressive(folder.path(), "expressive");
    let mut patch = Patch::default();
    let (osc, voice) = (patch.object("osc~ 220"), patch.object("nrave~ expressive"));
    let half = patch.object("*~ 0.5");
    let (a, b) = (
        patch.object("array define a 9600"),
        patch.object("array define b 9600"),
    );
    let _ = (a, b);
    patch.connect(osc, 0, half, 0);
    for inlet in 0..5 {
        patch.connect(half, 0, voice, inlet);
    }
    let write = patch.object("tabwrite~ a");
    patch.connect(voice, 0, write, 0);
    // The same, with every inlet from a signal of its own.
    let apart = patch.object("nrave~ expressive");
    for inlet in 0..5 {
        let copy = patch.object("*~ 0.5");
        patch.connect(osc, 0, copy, 0);
        patch.connect(copy, 0, apart, inlet);
    }
    let write_apart = patch.object("tabwrite~ b");
    patch.connect(apart, 0, write_apart, 0);
    let start = patch.object("loadbang");
    patch.connect(start, 0, write, 0);
    patch.connect(start, 0, write_apart, 0);
    let files = patch.object("soundfiler");
    let save = patch.object("delay 400");
    let save_a = patch.message(&format!(
        "write -wave -bytes 4 {}/ab.wav a b",
        folder.path().display()
    ));
    patch.connect(start, 0, save, 0);
    patch.connect(save, 0, save_a, 0);
    patch.connect(save_a, 0, files, 0);
    with_script(&mut patch, &[], 500);
    console_of(folder.path(), &patch);
    let both = nrave_tests::pd::read_wav(&folder.path().join("ab.wav")).unwrap();
    assert!(both.iter().any(|&s| s.abs() > 0.05));
    assert!(
        both.chunks_exact(2)
            .all(|pair| pair[0].to_bits() == pair[1].to_bits())
    );
}

#[test]
fn deleting_while_loading_and_while_sounding_is_harmless() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write_expressive(folder.path(), "expressive");
    write_delay(folder.path(), "delay", 64, 32);
    let mut patch = Patch::default();
    patch.subpatch("stage", &Patch::default());
    let mut script = vec![];
    for round in 0..12 {
        let ms = 5 * round;
        // Two boxes, one of which does not wait for its model; a load, and away with them.
        script.push((ms, "; pd-stage obj 10 10 nrave~ expressive"));
        script.push((ms, "; pd-stage obj 10 50 nrave~ -offline delay"));
        script.push((ms + round % 3, "; pd-stage clear"));
    }
    with_script(&mut patch, &script, 200);
    let console = console_of(folder.path(), &patch);
    assert!(
        !console.contains("panic") && !console.contains("internal failure"),
        "{console}"
    );
}

#[test]
fn dsp_off_and_on_again() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write_delay(folder.path(), "delay", 512, 1);
    let input = plucks(48_000, 0.5);
    let rig = Rig {
        object: "nrave~ delay",
        input: &input,
        messages: &[
            (6_400, "; pd dsp 0; pd dsp 1"),
            (9_600, "; pd dsp 0; pd dsp 1"),
        ],
        ..Rig::default()
    };
    let plain = Rig {
        messages: &[],
        ..rig
    };
    assert_same(
        &rig.play(folder.path()).audio,
        &plain.play(folder.path()).audio,
        "off and on",
    );
}

#[test]
fn resampled_and_overlapping_subpatches_run() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write_expressive(folder.path(), "expressive");
    let input = plucks(48_000, 0.4);
    for block in ["block~ 64 1 2", "block~ 64 1 0.5", "block~ 1024 4"] {
        let rig = Rig {
            object: "nrave~ expressive",
            input: &input,
            block: Some(block),
            messages: &[(6_400, "latency")],
            ..Rig::default()
        };
        let Render { audio, console } = rig.play(folder.path());
        assert!(audio.iter().any(|s| s.abs() > 0.01), "{block} sounds");
        assert!(audio.iter().all(|s| s.is_finite()), "{block}");
        assert!(!console.contains("panic"), "{block}:\n{console}");
    }
}

#[test]
fn a_second_inlet_of_sound_leads() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write_expressive(folder.path(), "expressive");
    let input = plucks(48_000, 0.5);
    let alone = Rig {
        object: "nrave~ expressive",
        input: &input,
        ..Rig::default()
    };
    let led = Rig {
        object: "nrave~ -side expressive",
        controls: &[(5, 0.0)],
        ..alone
    };
    let (alone, led) = (
        alone.play(folder.path()).audio,
        led.play(folder.path()).audio,
    );
    assert!(
        alone != led,
        "a silent side inlet makes the attributes fall"
    );
}
