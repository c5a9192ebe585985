//! The external for Windows in the double for Windows, under Wine.

#[path = "../../neurorave-core/tests/torchscript/fixture.rs"]
#[allow(dead_code)] // its references are for the engine's tests
mod fixture;

use fixture::Fixture;
use neurorave_core::object::WORDS;
use neurorave_core::opening::{ImportOptions, import_file};
use nrave_tests::cross::wine::path;
use nrave_tests::max::{Session, Windows};
use nrave_tests::pd::models::{plucks, write_expressive, write_like_shipped};
use nrave_tests::pd::reference;
use nrave_tests::samples;
use std::path::Path;
use std::sync::OnceLock;

const RATE: u32 = 44_100;

/// One double for all tests here: Wine takes its time.
fn windows() -> Option<&'static Windows> {
    static BUILT: OnceLock<Option<Windows>> = OnceLock::new();
    let built = BUILT.get_or_init(Windows::build).as_ref();
    if built.is_none() {
        println!("skipped: the external for Windows was not built or cannot be run");
    }
    built
}

#[test]
fn it_loads_plays_and_sounds_as_it_does_elsewhere() {
    let Some(windows) = windows() else { return };
    let folder = tempfile::tempdir().unwrap();
    let model = write_expressive(folder.path(), "expressive");
    let input = plucks(RATE, 0.5);
    std::fs::write(folder.path().join("in.f32"), samples::to_bytes(&input)).unwrap();
    let file = |name: &str| path(&folder.path().join(name));
    let mut session = Session::windows(windows, folder.path());
    session.say("new a nrave~ -offline expressive");
    session.say(format!("input a 0 1 {}", file("in.f32")));
    session.say(format!("record a {}", file("out.f32")));
    session
        .say(format!("dsp {RATE} 64"))
        .say(format!("run {}", input.len()));
    let outcome = session.run_on(windows);
    outcome.must_be_well();
    let here = reference(&model, RATE, &input, &[], &[]);
    must_sound_like(&here, folder.path());
}

/// Compares what was recorded into `out.f32` with what Linux makes.
fn must_sound_like(here: &[f32], folder: &Path) {
    let recorded = std::fs::read(folder.join("out.f32")).unwrap();
    let there = samples::from_bytes(&recorded);
    // The two systems have mathematical functions of their own, which differ in the last bit.
    let pairs = there.iter().zip(here);
    let apart = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(
        apart < 1e-5 && there.len() + 64 > here.len() && here.iter().any(|x| x.abs() > 0.1),
        "{apart}"
    );
    println!("Windows and Linux differ by {apart:e} at most");
}

#[test]
fn a_model_of_nn_is_imported_once_and_anew_for_what_only_an_import_sets() {
    let Some(windows) = windows() else { return };
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("echo.ts"), Fixture::named("feedback").model).unwrap();
    let input = plucks(RATE, 0.5);
    std::fs::write(at("in.f32"), samples::to_bytes(&input)).unwrap();
    for (time, imports) in [(300, 1), (300, 0), (50, 1)] {
        let options = ImportOptions {
            settings: [("time".to_owned(), time.to_string())].into(),
            ..ImportOptions::default()
        };
        let model = at(&format!("{time}.nrave"));
        import_file(&at("echo.ts"), &model, &options).unwrap();
        let here = reference(&model, RATE, &input, &[], &[]);
        let mut session = Session::windows(windows, folder.path());
        session.environment("NRAVE_CACHE", &path(&at("cache")));
        session
            .say("new a nrave~ -offline echo.ts")
            .say("wait a out 1: loaded");
        if time != 300 {
            session.say(format!("send a 0 set time {time}"));
        }
        session.say(format!("input a 0 1 {}", path(&at("in.f32"))));
        session.say(format!("record a {}", path(&at("out.f32"))));
        session
            .say(format!("dsp {RATE} 64"))
            .say(format!("run {}", input.len()));
        let outcome = session.run_on(windows);
        outcome.must_be_well();
        let told = outcome.lines("a: console: importing echo.ts").len();
        assert_eq!(told, imports, "{}", outcome.text);
        must_sound_like(&here, folder.path());
    }
}

#[test]
fn every_word_is_answered_and_models_are_found_in_the_package() {
    let Some(windows) = windows() else { return };
    let folder = tempfile::tempdir().unwrap();
    write_like_shipped(folder.path(), "strings");
    write_expressive(&windows.models(), "packaged");
    let mut session = Session::windows(windows, folder.path());
    session.say("new a nrave~ strings").say("tooltips a");
    session
        .say("input a 0 1 noise")
        .say("dsp 48000 64")
        .say("wait a out 1: loaded")
        .say("run 48000");
    for word in WORDS {
        for example in word.examples {
            session.say(format!("send a 0 {example}"));
        }
        session
            .say(format!("tsend a 0 {}", word.name))
            .say("run 640");
    }
    session
        .say("new p nrave~ packaged")
        .say("new n nrave~ nowhere");
    session
        .say("new i nrave.info packaged")
        .say("send i 0 bang");
    session.say(format!(
        "drag p {}",
        path(&folder.path().join("strings.nrave"))
    ));
    session.say("wait p out 1: loaded strings");
    let outcome = session.run_on(windows);
    outcome.must_be_well();
    assert!(
        outcome.has("p: made with 5 signal inlets"),
        "{}",
        outcome.text
    );
    assert!(
        outcome.has("n: console: error: can't find the model nowhere"),
        "{}",
        outcome.text
    );
    assert!(
        outcome.has("a: inlet 3: (signal/float) centroid, brightness"),
        "{}",
        outcome.text
    );
    assert!(outcome.has("i: out 1: name packaged"), "{}", outcome.text);
}

#[test]
fn a_panic_ends_in_silence_and_the_host_lives() {
    let Some(windows) = windows() else { return };
    let folder = tempfile::tempdir().unwrap();
    write_expressive(folder.path(), "expressive");
    for place in ["perform", "message"] {
        let mut session = Session::windows(windows, folder.path());
        session.environment("NRAVE_PANIC", place);
        session
            .say("new a nrave~ expressive")
            .say("input a 0 1 noise");
        session
            .say("dsp 48000 64")
            .say("run 6400")
            .say("send a 0 get")
            .say("run 6400");
        let outcome = session.run_on(windows);
        outcome.must_be_well();
        assert!(
            outcome.has("internal failure: this box stays silent"),
            "{place}: {}",
            outcome.text
        );
    }
}

#[test]
fn a_storm_breaks_nothing() {
    let Some(windows) = windows() else { return };
    let folder = tempfile::tempdir().unwrap();
    write_expressive(folder.path(), "expressive");
    write_like_shipped(folder.path(), "strings");
    let mut session = Session::windows(windows, folder.path());
    for text in [
        "nrave~ expressive",
        "mc.nrave~ strings",
        "nrave~ void 4 2",
        "nrave~ nowhere",
        "nrave~ strings @bypass 1",
    ] {
        session.say(format!("box {text}"));
    }
    for word in WORDS {
        for example in word.examples {
            session.say(format!("pool {example}"));
        }
    }
    session
        .say("pool load expressive")
        .say("pool 0.5")
        .say("quiet 1")
        .say("storm 3 1000000 300");
    let outcome = session.run_on(windows);
    outcome.must_be_well();
    println!("{}", outcome.lines("storm: ").join("\n"));
}
