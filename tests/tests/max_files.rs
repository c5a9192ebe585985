//! What `nrave~` does in the double of Max with files that are missing or broken: one clear line each,
//! and the box plays the next one.

use nrave_tests::max::{External, Host, Kind, Session};
use nrave_tests::pd::models::write_expressive;

#[test]
fn broken_files_are_explained_in_one_line_and_the_box_lives() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let (external, folder) = (External::new(), tempfile::tempdir().unwrap());
    let good = std::fs::read(write_expressive(folder.path(), "good")).unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut flipped = good.clone();
    let middle = flipped.len() / 2;
    flipped[middle..middle + 200]
        .iter_mut()
        .for_each(|byte| *byte ^= 0x5a);
    std::fs::write(at("text.nrave"), b"this is no model").unwrap();
    std::fs::write(at("empty.nrave"), b"").unwrap();
    std::fs::write(at("cut.nrave"), &good[..good.len() / 2]).unwrap();
    std::fs::write(at("flipped.nrave"), flipped).unwrap();
    std::fs::write(at("other.ts"), b"PK\x03\x04 of another kind").unwrap();
    std::fs::create_dir(at("folder.nrave")).unwrap();
    let whole = at("folder.nrave").display().to_string();
    let wrong = [
        "text", "empty", "cut", "flipped", "other.ts", "nowhere", &whole,
    ];
    for file in wrong {
        let mut session = Session::with(&external, folder.path());
        session.say(format!("new a nrave~ {file}"));
        session
            .say("dsp 48000 64")
            .say("input a 0 1 noise")
            .say("run 4800 watched");
        session.say("wait a console: error");
        session.say("send a 0 load good");
        session
            .say("wait a out 1: loaded good")
            .say("run 48000 watched");
        session.say(format!("send a 0 load {file}"));
        session.say("wait a console: error").say("run 4800 watched");
        session.say("send a 0 info").say("run 64");
        let outcome = session.run(host);
        outcome.must_be_well();
        let errors = outcome.lines("a: console: error: ");
        assert_eq!(errors.len(), 2, "{file}: {}", outcome.text);
        let name = if file.ends_with("folder.nrave") {
            "folder.nrave"
        } else {
            file
        };
        assert!(
            errors.iter().all(|error| error.contains(name)),
            "{file}: {errors:?}"
        );
        assert!(
            outcome.has("a: out 1: info model good"),
            "{file}: {}",
            outcome.text
        );
    }
}

#[test]
fn a_model_without_the_method_says_which_it_has() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let (external, folder) = (External::new(), tempfile::tempdir().unwrap());
    write_expressive(folder.path(), "good");
    let mut session = Session::with(&external, folder.path());
    session
        .say("new a nrave~ good decode")
        .say("send a 0 load good");
    session
        .say("dsp 48000 64")
        .say("wait a out 1: loaded good")
        .say("run 48000 watched");
    session.say("send a 0 method decode").say("run 64");
    let outcome = session.run(host);
    outcome.must_be_well();
    let errors = outcome.lines("a: console: error: ");
    assert_eq!(errors.len(), 2, "{}", outcome.text);
    assert!(
        errors
            .iter()
            .all(|error| error.contains("decode") && error.contains("forward")),
        "{errors:?}"
    );
}
