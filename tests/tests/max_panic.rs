//! A panic inside `nrave~` reaches the user as an error and as silence, and the host lives.

use nrave_tests::max::{External, Host, Kind, Rig, Session};
use nrave_tests::pd::models::{plucks, write_expressive};

#[test]
fn a_panic_anywhere_silences_the_box_and_says_so() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    write_expressive(folder.path(), "expressive");
    let input = plucks(48_000, 0.5);
    for place in ["message", "dsp", "perform", "tick"] {
        let rig = Rig {
            object: "nrave~ -offline expressive",
            input: &input,
            messages: &[(64, "transpose 3"), (128, "get"), (12_800, "get")],
            environment: &[("NRAVE_PANIC", place)],
            ..Rig::default()
        };
        let (audio, outcome) = rig.play(host, folder.path());
        outcome.must_be_well();
        assert!(
            outcome.has("a: console: error: internal failure: this box stays silent"),
            "{place}: {}",
            outcome.text
        );
        assert!(audio[6400..].iter().all(|&x| x == 0.0), "{place} is silent");
    }
}

#[test]
fn the_same_box_sounds_without_a_panic() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    write_expressive(folder.path(), "expressive");
    let input = plucks(48_000, 0.5);
    let rig = Rig {
        object: "nrave~ -offline expressive",
        input: &input,
        environment: &[("NRAVE_PANIC", "")],
        ..Rig::default()
    };
    let (audio, outcome) = rig.play(host, folder.path());
    outcome.must_be_well();
    assert!(audio[6400..].iter().any(|&x| x != 0.0) && !outcome.has("internal failure"));
}

#[test]
fn a_panic_while_a_box_is_made_asked_or_freed_leaves_the_others_alone() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    write_expressive(folder.path(), "expressive");
    for place in ["new", "assist", "attribute", "free"] {
        let external = External::new();
        let mut session = Session::with(&external, folder.path());
        session.environment("NRAVE_PANIC", place);
        session
            .say("new a nrave~ expressive")
            .say("new b mc.nrave~ expressive");
        if place != "assist" {
            session.say("tooltips a");
        }
        session
            .say("show a model")
            .say("set a bypass 1")
            .say("dsp 48000 64")
            .say("run 4800");
        session
            .say("free a")
            .say("new c nrave.info expressive")
            .say("send c 0 bang")
            .say("run 640");
        let outcome = session.run(host);
        outcome.must_be_well();
        assert!(
            outcome.has("c: out 1: name expressive"),
            "{place}: {}",
            outcome.text
        );
        let told = outcome.has("internal failure");
        assert_eq!(
            told,
            place != "free" && place != "assist",
            "{place}: {}",
            outcome.text
        );
        assert_eq!(
            outcome.has("a: not made"),
            place == "new",
            "{}",
            outcome.text
        );
    }
}
