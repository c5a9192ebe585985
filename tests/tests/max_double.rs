//! The host double objects to everything that Max would not forgive, and to nothing else.

use nrave_tests::max::{Host, Kind, Outcome, Session};

/// Plays the wrong external: which `sin` at which point; `None` without a C compiler.
fn play(sin: &str, variable: &str, last: &str) -> Option<Outcome> {
    let host = Host::build(Kind::Watching)?;
    let folder = tempfile::tempdir().unwrap();
    let wrong = Host::wrong(folder.path())?;
    let mut session = Session::bare(&wrong);
    session.environment("WRONG", variable);
    session.say(format!("new a wrong~ {sin}"));
    for line in [
        "input a 0 1 noise",
        "send a 0 bang",
        "tooltips a",
        "dsp 48000 100",
        "run 4800 watched",
    ] {
        session.say(line);
    }
    session.say(last);
    Some(session.run(host))
}

fn sins(sins: &[(&str, &str)]) {
    for (sin, words) in sins {
        let Some(outcome) = play(sin, "", "free a") else {
            return;
        };
        assert!(!outcome.ended_well, "{sin} passed: {}", outcome.text);
        let told = outcome
            .violations
            .iter()
            .any(|violation| violation.contains(words));
        assert!(told, "{sin}: nobody said \"{words}\": {}", outcome.text);
    }
}

#[test]
fn what_is_right_passes() {
    if let Some(outcome) = play("fine", "", "free a") {
        outcome.must_be_well();
    }
    if let Some(outcome) = play("fine", "", "") {
        outcome.must_be_well();
    }
}

#[test]
fn lives_that_end_badly() {
    sins(&[
        ("late", "free calls gensym first"),
        ("stays", "not z_dsp_free"),
        ("leaves", "1 clocks are not freed"),
        ("twice", "freed twice"),
        ("eager", "signal outlets before z_dsp_setup"),
        ("hoards", "1 dictionaries are left"),
    ]);
}

#[test]
fn perform_routines_that_touch_what_they_must_not() {
    sins(&[
        ("posts", "object_post was called from the audio thread"),
        ("symbols", "gensym was called from the audio thread"),
        ("sends", "outlet_anything was called from the audio thread"),
        ("beyond", "memory was touched that is not there"),
        ("spoils", "memory was touched that is not there"),
        ("forgets", "is not finite, or wasn't written"),
        ("poisons", "is not finite"),
        ("repeats", "dsp_add64 twice"),
    ]);
}

#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn perform_routines_that_allocate_or_wait() {
    sins(&[
        ("allocates", "malloc in the perform routine"),
        ("frees", "free in the perform routine"),
        ("locks", "pthread_mutex_lock in the perform routine"),
        ("sleeps", "in the perform routine"),
    ]);
}

#[test]
fn methods_that_misuse_the_host() {
    sins(&[
        ("formats", "a console line whose format is"),
        (
            "locates",
            "locatefile_extended was called from the scheduler's thread",
        ),
        ("strange", "an atom of unknown type 77"),
        ("impostor", "something that is no object"),
        ("breaks", "a line break"),
        ("silent", "an empty tooltip"),
    ]);
}

#[test]
fn classes_that_register_wrongly() {
    for (variable, words) in [
        ("endless", "doesn't end"),
        ("unknown", "55 is no kind of argument"),
        ("double", "bang twice"),
        ("afterwards", "after class_register"),
        ("deaf", "has no dsp64"),
    ] {
        let Some(outcome) = play("fine", variable, "") else {
            return;
        };
        let told = outcome
            .violations
            .iter()
            .any(|violation| violation.contains(words));
        assert!(told, "{variable}: {}", outcome.text);
    }
}
