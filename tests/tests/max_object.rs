//! `nrave~` in the double of Max: what it is made of, what it understands, what it says.

use neurorave_core::object::{PROPERTIES, VOICES_NAME, WORDS};
use nrave_tests::max::{External, Host, Kind, Outcome, Session};
use nrave_tests::pd::models::{write_expressive, write_like_shipped};
use std::path::Path;

/// Runs lines with the model `strings` in the search path, which is beside this folder.
fn run(lines: &[&str]) -> Option<Outcome> {
    run_in(tempfile::tempdir().unwrap().path(), lines)
}

fn run_in(folder: &Path, lines: &[&str]) -> Option<Outcome> {
    let host = Host::build(Kind::Watching)?;
    let external = External::new();
    write_like_shipped(folder, "strings");
    write_expressive(folder, "expressive");
    let mut session = Session::with(&external, folder);
    for line in lines {
        session.say(line);
    }
    Some(session.run(host))
}

#[test]
fn a_box_has_the_jacks_of_its_model_and_explains_them() {
    let lines = [
        "new a nrave~ strings",
        "tooltips a",
        "new b nrave~ -side strings forward",
        "tooltips b",
    ];
    let Some(outcome) = run(&lines) else { return };
    outcome.must_be_well();
    assert_eq!(
        outcome.lines("a: made with "),
        ["7 signal inlets and 1 signal outlets"]
    );
    assert_eq!(
        outcome.lines("b: made with "),
        ["8 signal inlets and 1 signal outlets"]
    );
    for words in [
        "a: inlet 0: (signal) audio 1: the sound to play with; messages",
        "a: inlet 1: (signal/float) pitch: semitones, added",
        "a: inlet 3: (signal/float) centroid, brightness: added; -1 is",
        "b: inlet 7: (signal) side",
        "a: outlet 1: answers, and news",
    ] {
        assert!(outcome.has(words), "{words}: {}", outcome.text);
    }
}

#[test]
fn every_word_is_answered_with_and_without_arguments() {
    let mut lines: Vec<String> = vec!["new a nrave~ strings".into(), "wait a out 1: live".into()];
    lines.insert(1, "dsp 48000 64".into());
    lines.insert(2, "wait a out 1: loaded".into());
    lines[3] = "run 48000".into();
    for word in WORDS {
        for thread in ["send", "tsend"] {
            lines.extend(
                word.examples
                    .iter()
                    .map(|example| format!("{thread} a 0 {example}")),
            );
            lines.push(format!("{thread} a 0 {}", word.name));
            lines.push(format!("{thread} a 0 {} nonsense 1 2 3", word.name));
            lines.push(format!("{thread} a 0 {} -1e30", word.name));
            lines.push(format!("{thread} a 0 {} nan", word.name));
            lines.push(format!("{thread} a 0 {} \"\"", word.name));
        }
        lines.push("run 512".into());
    }
    lines.push("send a 0 dance".into());
    lines.push("send a 0 load nonsense".into());
    lines.push("wait a out 1: loaded".into());
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    let Some(outcome) = run(&lines) else { return };
    outcome.must_be_well();
    assert!(outcome.has("console: error: no message \"dance\"; nrave~ knows: load"));
    assert!(outcome.has("a: out 1: latency "));
    assert!(outcome.has("a: console: error: set: a number is missing (set ATTRIBUTE"));
    assert!(
        outcome.has("can't find the model nonsense"),
        "{}",
        outcome.text
    );
}

#[test]
fn properties_are_set_shown_and_kept_within_their_range() {
    let lines = [
        "new a nrave~ strings @latency 4096 @bypass 1 @enable 0",
        "show a model",
        "show a method",
        "show a latency",
        "show a bypass",
        "show a enable",
        "show a side",
        "show a multichannel",
        "set a latency auto",
        "show a latency",
        "set a bypass 0",
        "show a bypass",
        "set a model expressive",
        "wait a out 1: loaded expressive",
        "show a model",
        "set a model nowhere",
        "show a model",
        "new m mc.nrave~ strings @chans 999",
        "show m chans",
        "set m chans -3",
        "show m chans",
        "new p nrave~ @model expressive @method forward @nonsense 3",
        "show p model",
        "set a method",
        "set a model",
        "set m chans word",
    ];
    let Some(outcome) = run(&lines) else { return };
    outcome.must_be_well();
    let shown = outcome.lines("a: @");
    let expected = [
        "model strings",
        "method forward",
        "latency 4096",
        "bypass 1",
        "enable 0",
        "side 0",
        "multichannel 0",
        "latency auto",
        "bypass 0",
        "model expressive",
        "model expressive",
    ];
    assert_eq!(shown, expected);
    assert_eq!(outcome.lines("m: @"), ["chans 64", "chans 0"]);
    assert_eq!(outcome.lines("p: @"), ["model expressive"]);
    assert!(
        outcome.has("p: made with 5 signal inlets"),
        "{}",
        outcome.text
    );
    assert!(outcome.has("\"nonsense\" is not a valid attribute argument"));
}

#[test]
fn max_itself_asks_for_properties() {
    let lines = [
        "new a nrave~ -side strings @latency 4096",
        "send a 0 getlatency",
        "tsend a 0 getmodel",
        "send a 0 side 0",
        "send a 0 getside",
        "new b nrave~ strings",
        "send b 0 side 0",
        "send b 0 side 1",
        "send b 0 getside",
    ];
    let Some(outcome) = run(&lines) else { return };
    outcome.must_be_well();
    let told = outcome.lines("a: out 1: ");
    assert_eq!(told, ["latency 4096", "model strings", "side 0"]);
    assert!(outcome.has("b: console: error: side: this box has no inlet for it"));
    assert!(outcome.has("b: out 1: side 0"), "{}", outcome.text);
}

#[test]
fn a_model_that_was_not_there_can_be_chosen_again() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("late.nrave"), b"not yet a model").unwrap();
    let lines = [
        "new a nrave~ late",
        "wait a console: error",
        "set a model late",
        "wait a console: error",
    ];
    let Some(outcome) = run_in(folder.path(), &lines) else {
        return;
    };
    outcome.must_be_well();
    assert_eq!(outcome.lines("a: console: error: ").len(), 2);
}

#[test]
fn a_box_that_waits_for_its_model_takes_any() {
    let lines = [
        "new a nrave~ void 7 1",
        "new b nrave~ void",
        "new c nrave~",
        "dsp 48000 64",
        "send a 0 load strings",
        "send b 0 load strings",
        "wait b out 1: loaded strings",
        "run 48000 watched",
        "new d nrave~ void 0",
        "new e nrave~ a b c",
        "new f nrave~ -gpu strings",
    ];
    let Some(outcome) = run(&lines) else { return };
    outcome.must_be_well();
    assert!(outcome.has("a: made with 7 signal inlets and 1 signal outlets"));
    assert!(outcome.has("b: made with 1 signal inlets and 1 signal outlets"));
    assert!(outcome.has("b: console: strings has more inlets than this box (pitch, rms"));
    assert!(!outcome.has("a: console"), "{}", outcome.text);
    assert_eq!(outcome.text.matches(": not made").count(), 3);
    assert!(outcome.has("void 0: it takes how many signal inlets and outlets to have, 1 to 127"));
    assert!(outcome.has("unknown flag -gpu: there are -side and -offline"));
}

#[test]
fn models_are_found_by_path_by_search_in_the_package_and_by_dragging() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let (external, elsewhere, empty) = (
        External::new(),
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    write_like_shipped(&external.models(), "packaged");
    let far = write_like_shipped(elsewhere.path(), "far away");
    let mut session = Session::with(&external, empty.path());
    session.say("new a nrave~ packaged");
    session.say(format!("new b nrave~ \"{}\"", far.display()));
    session.say("new c nrave~ void 7 1");
    session.say(format!("drag c {}", far.display()));
    session.say("wait c out 1: loaded far away");
    session.say("new i nrave.info");
    session.say("send i 0 bang");
    session.say(format!("drag i {}", far.display()));
    session.say("send i 0 dance");
    session.say("tooltips i");
    session.say("tsend i 0 bang");
    session.say("run 64");
    let outcome = session.run(host);
    outcome.must_be_well();
    for id in ["a", "b"] {
        assert_eq!(
            outcome.lines(&format!("{id}: made with "))[0],
            "7 signal inlets and 1 signal outlets"
        );
    }
    assert!(outcome.has("i: console: error: no model is chosen: send load and a model file"));
    assert!(outcome.has("i: out 1: attribute centroid "));
    assert!(
        outcome.has("::methods::forward::inlets: "),
        "{}",
        outcome.text
    );
    assert!(outcome.has("i: out 0: dictionary u"));
    assert!(outcome.has("nrave.info knows: bang load"));
}

#[test]
fn voices_are_addressed_one_by_one() {
    let lines = [
        "new m mc.nrave~ -offline strings @chans 2",
        "dsp 48000 64",
        "wait m out 1: loaded",
        "run 48000",
        "send m 0 setvalue 2 set centroid 0.7",
        "send m 0 setvalue 0 set rms 0.25",
        "run 48000 watched",
        "send m 0 setvalue 1 get centroid",
        "send m 0 setvalue 2 get centroid",
        "send m 0 setvalue 2 get rms",
        "send m 0 setvalue 3 get rms",
        "send m 0 setvalue",
        "send m 0 setvalue 2 load strings",
    ];
    let Some(outcome) = run(&lines) else { return };
    outcome.must_be_well();
    let sent = |line: &str| line.rsplit(' ').next().unwrap().parse::<f32>().unwrap();
    let centroid = outcome.lines("m: out 1: get centroid");
    assert!(
        (sent(centroid[1]) - 0.7).abs() < 1e-3 && (sent(centroid[0]) - 0.7).abs() > 1e-2,
        "{}",
        outcome.text
    );
    assert!((sent(outcome.lines("m: out 1: get rms")[0]) - 0.25).abs() < 1e-3);
    assert!(outcome.has("setvalue 3: there are 2 voices"));
    assert!(outcome.has("setvalue takes a voice, from 1, and a message for it"));
    assert!(outcome.has("load goes to all voices"));
    assert!(WORDS.iter().all(|word| word.name != "setvalue") && VOICES_NAME.starts_with("mc."));
    assert!(PROPERTIES.iter().any(|property| property.name == "chans"));
}
