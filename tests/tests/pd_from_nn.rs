//! The patch that was made for `nn~`: renamed, it plays, and its words do what they did.

#[path = "../../neurorave-core/tests/torchscript/fixture.rs"]
#[allow(dead_code)] // its references are for the engine's tests
mod fixture;

use fixture::Fixture;
use neurorave_core::object::{NN_WORDS, WORDS};
use nrave_tests::pd::{External, Patch, pd_is_here, read_wav, run};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const RATE: u32 = 44_100;
/// Of `nrave~`'s own words, those that `nn~` has, too.
const SHARED: [&str; 6] = ["load", "reload", "method", "enable", "set", "get"];
/// The attributes of the model, whose names are messages as well.
const ATTRIBUTES: [&str; 2] = ["root", "attack"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../patches/pd")
}

fn patch() -> String {
    std::fs::read_to_string(folder().join("from-nn.pd")).unwrap()
}

#[test]
fn its_messages_are_words_of_nn() {
    let text = patch();
    let lines = text.lines().map(|line| line.trim_end_matches(';'));
    let messages = lines.filter_map(|line| line.strip_prefix("#X msg "));
    let words: BTreeSet<_> = messages.filter_map(|line| line.split(' ').nth(2)).collect();
    let own = |word: &&&str| WORDS.iter().chain(NN_WORDS).any(|own| own.name == **word);
    let said: Vec<_> = words.iter().filter(own).collect();
    assert!(said.len() >= 6, "{said:?}");
    for word in said {
        let nn = SHARED.contains(word) || NN_WORDS.iter().any(|own| own.name == *word);
        assert!(nn, "nn~ knows no {word}");
    }
    assert!(ATTRIBUTES.iter().any(|name| words.contains(name)));
}

#[test]
fn its_model_is_the_one_that_is_held_to_pytorch() {
    let model = std::fs::read(folder().join("vocoder.ts")).unwrap();
    assert!(model == Fixture::named("vocoder").model);
}

/// Plays the patch for two seconds, the second of them after `words` to its vocoder; returns the two
/// and the console.
fn play(words: &[&str]) -> ([Vec<f32>; 2], String) {
    let stage = tempfile::tempdir().unwrap();
    let text = Patch::heard_on_a_bus(&patch());
    let text = text.replace("r \\$0-say", "r test-say");
    // Pd runs faster than any model loads.
    let text = text.replace("nrave~ ", "nrave~ -offline ");
    std::fs::write(stage.path().join("from-nn.pd"), text).unwrap();
    std::fs::copy(folder().join("vocoder.ts"), stage.path().join("vocoder.ts")).unwrap();

    let mut patch = Patch::default();
    patch.object("from-nn");
    patch.object(&format!("array define out {}", 2 * RATE));
    let (heard, record) = (patch.object("catch~ heard"), patch.object("tabwrite~ out"));
    patch.connect(heard, 0, record, 0);
    let write = patch.message("write -wave -bytes 4 out.wav out");
    let files = patch.object("soundfiler");
    patch.connect(write, 0, files, 0);
    let start = patch.object("loadbang");
    let mut later = vec![(0, patch.message("; pd dsp 1")), (0, record)];
    for said in words {
        later.push((1000, patch.message(&format!("; test-say {said}"))));
    }
    later.extend([(2100, write), (2200, patch.message("; pd quit"))]);
    for (ms, target) in later {
        let wait = patch.object(&format!("delay {ms}"));
        patch.connect(start, 0, wait, 0);
        patch.connect(wait, 0, target, 0);
    }
    let file = stage.path().join("opener.pd");
    std::fs::write(&file, patch.text()).unwrap();
    let outcome = run(External::build(), &file, RATE, &[]);
    outcome.must_be_well();
    let sound = read_wav(&stage.path().join("out.wav")).expect("a recording");
    let (first, second) = sound.split_at(RATE as usize);
    ([first.to_vec(), second.to_vec()], outcome.console)
}

/// How much of the power of a sound lies at the multiples of a frequency.
fn share_at(frequency: f64, sound: &[f32]) -> f64 {
    let power: f64 = sound.iter().map(|x| f64::from(*x).powi(2)).sum();
    let partial = |number: u32| {
        let turn = std::f64::consts::TAU * frequency * f64::from(number) / f64::from(RATE);
        let (mut re, mut im) = (0.0, 0.0);
        for (n, x) in sound.iter().enumerate() {
            let (sine, cosine) = (turn * n as f64).sin_cos();
            re += f64::from(*x) * cosine;
            im += f64::from(*x) * sine;
        }
        2.0 * (re * re + im * im) / sound.len() as f64
    };
    (1..64).map(partial).sum::<f64>() / power
}

#[test]
fn it_plays_and_obeys() {
    if !pd_is_here() {
        return;
    }
    let ([before, after], console) =
        play(&["set root 82.5", "get root", "get_attributes", "get_methods"]);
    for sound in [&before, &after] {
        assert!(sound.iter().any(|x| x.abs() > 0.05), "silence: {console}");
    }
    let [low, high] =
        [82.5, 110.0].map(|root| [&before, &after].map(|sound| share_at(root, sound)));
    assert!(high[0] > 0.3 && low[1] > 0.3, "{low:?} {high:?}");
    assert!(
        high[1] < 0.3 * high[0] && low[0] < 0.3 * low[1],
        "{low:?} {high:?}"
    );
    for answer in [
        "vocoder: get root 82.5",
        "vocoder: attributes root attack",
        "vocoder: methods decode encode forward",
    ] {
        assert!(console.contains(answer), "{answer}: {console}");
    }
    let ([_, silence], _) = play(&["enable 0"]);
    assert!(silence[RATE as usize / 2..].iter().all(|x| x.abs() < 1e-4));
}
