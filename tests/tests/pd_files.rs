//! What `nrave~` does with model files that are elsewhere, missing or broken.

use nrave_tests::pd::models::{plucks, write_delay, write_expressive};
use nrave_tests::pd::{External, Render, Rig, assert_same, pd_is_here, reference};

fn silent(samples: &[f32]) -> bool {
    samples.iter().all(|&s| s == 0.0)
}

#[test]
fn a_missing_model_is_named_and_the_box_stays_silent() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let input = plucks(48_000, 0.3);
    let rig = Rig {
        object: "nrave~ nowhere.nrave",
        input: &input,
        ..Rig::default()
    };
    let Render { audio, console } = rig.play(folder.path());
    assert!(silent(&audio));
    assert!(
        console.contains("can't find the model nowhere.nrave"),
        "{console}"
    );
    assert!(console.contains("beside the patch"), "{console}");
}

#[test]
fn broken_files_are_explained_and_pd_lives() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let good = std::fs::read(write_expressive(folder.path(), "good")).unwrap();
    let mut flipped = good.clone();
    let graph = flipped
        .windows(13)
        .position(|w| w == b"forward.onnx\x08")
        .unwrap_or(good.len() / 2);
    flipped[graph..graph + 200]
        .iter_mut()
        .for_each(|byte| *byte ^= 0x5a);
    for (name, bytes) in [
        ("text", b"this is no model".to_vec()),
        ("empty", Vec::new()),
        ("cut", good[..good.len() / 2].to_vec()),
        ("flipped", flipped),
    ] {
        std::fs::write(folder.path().join(format!("{name}.nrave")), bytes).unwrap();
        let input = plucks(48_000, 0.3);
        let object = format!("nrave~ {name}");
        let rig = Rig {
            object: &object,
            input: &input,
            ..Rig::default()
        };
        let Render { audio, console } = rig.play(folder.path());
        assert!(silent(&audio), "{name}");
        assert!(
            console.contains("nrave~: "),
            "{name} is complained about:\n{console}"
        );
        assert!(!console.contains("panic"), "{name}:\n{console}");
    }
}

#[test]
fn a_model_may_be_loaded_later_and_a_failed_load_keeps_it() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let model = write_delay(folder.path(), "delay", 512, 100);
    let input = plucks(48_000, 0.8);
    // Loading before the sound starts is as good as naming the model in the box.
    let rig = Rig {
        object: "nrave~",
        input: &input,
        messages: &[
            (0, "load delay"),
            (12_800, "load nowhere"),
            (19_200, "method sing"),
        ],
        ..Rig::default()
    };
    let Render { audio, console } = rig.play(folder.path());
    let expected = reference(&model, 48_000, &input, &[], &[]);
    assert_same(&audio, &expected, "loaded by a message");
    assert!(console.contains("info: loaded delay forward"), "{console}");
    assert!(
        console.contains("can't find the model nowhere"),
        "{console}"
    );
    assert!(console.contains("info: error"), "{console}");
    assert!(console.contains("no method"), "{console}");
}

#[test]
fn a_box_keeps_its_inlets_when_a_larger_model_comes() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let model = write_expressive(folder.path(), "expressive");
    let input = plucks(48_000, 0.5);
    let rig = Rig {
        input: &input,
        messages: &[(0, "load expressive")],
        ..Rig::default()
    };
    let Render { audio, console } = rig.play(folder.path());
    let expected = reference(&model, 48_000, &input, &[], &[]);
    assert_same(&audio, &expected, "loaded by a message");
    assert!(
        console.contains("more inlets than this box (pitch, rms, centroid, bandwidth)"),
        "{console}"
    );
}

#[test]
fn models_beside_the_external_are_found() {
    if !pd_is_here() {
        return;
    }
    let own = External::build().folder().join("models");
    std::fs::create_dir_all(&own).unwrap();
    write_delay(&own, "delay-of-the-house", 512, 10);
    let folder = tempfile::tempdir().unwrap();
    let input = plucks(48_000, 0.3);
    let rig = Rig {
        object: "nrave~ delay-of-the-house",
        input: &input,
        ..Rig::default()
    };
    let Render { audio, console } = rig.play(folder.path());
    assert!(!silent(&audio), "{console}");
}

#[test]
fn unknown_words_and_flags_teach() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write_expressive(folder.path(), "expressive");
    let input = plucks(48_000, 0.2);
    let rig = Rig {
        object: "nrave~ expressive",
        input: &input,
        messages: &[(64, "sparkle 3"), (128, "set brightness 1"), (192, "info")],
        ..Rig::default()
    };
    let Render { console, .. } = rig.play(folder.path());
    assert!(console.contains("sparkle"), "{console}");
    assert!(console.contains("brightness"), "{console}");
    assert!(console.contains("info: "), "{console}");
}
