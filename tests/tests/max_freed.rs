//! Boxes that the patch frees because of what they say, while they say it.

use nrave_tests::max::{External, Host, Kind, Session};
use nrave_tests::pd::models::write_expressive;

/// The box is freed by its own word; what came before in these lines is all that it says.
fn freed(object: &str, word: &str, lines: &[&str]) {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let (external, folder) = (External::new(), tempfile::tempdir().unwrap());
    write_expressive(folder.path(), "expressive");
    let mut session = Session::with(&external, folder.path());
    // Without Overdrive clocks run on the main thread, where boxes may be freed.
    session.say("overdrive 0").say(format!("new a {object}"));
    session.say(format!("dies a {word}")).say("dsp 48000 64");
    for line in lines {
        session.say(line);
    }
    session.say("send a 0 bang").say("run 4800");
    let outcome = session.run(host);
    outcome.must_be_well();
    assert!(
        outcome.has("a: there is no such object"),
        "{}",
        outcome.text
    );
    let last = outcome.text.lines().rfind(|line| line.contains(": out "));
    assert!(last.is_some_and(|line| line.contains(&format!(": {word}"))));
}

#[test]
fn by_the_news_that_its_clock_brings() {
    freed("nrave~ -offline expressive", "loaded", &["run 48000"]);
    freed("mc.nrave~ -offline expressive", "latency", &["run 48000"]);
}

#[test]
fn by_the_first_of_many_answers() {
    freed("nrave~ expressive", "info", &["send a 0 info"]);
    freed("nrave~ expressive", "info", &["send a 0 bang"]);
}

#[test]
fn by_what_is_told_of_a_model() {
    freed("nrave.info expressive", "method", &["send a 0 bang"]);
    freed("nrave.info expressive", "dictionary", &["send a 0 bang"]);
}
