//! Everything at once and at random, on three real threads, in the double of Max.

use nrave_tests::max::storm::{models, stormy};
use nrave_tests::max::{External, Host, Kind, Outcome, Session};

/// Frames that perform routines compute in one storm.
const FRAMES: u64 = 24_000_000;
/// What the main thread does meanwhile: messages, new chains, new boxes.
const STEPS: u64 = 1000;

fn frames(outcome: &Outcome) -> u64 {
    outcome.lines("frames: ")[0].parse().unwrap()
}

#[test]
fn a_storm_of_messages_chains_and_lives_breaks_nothing() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let (external, folder) = (External::new(), tempfile::tempdir().unwrap());
    models(folder.path());
    let mut session = stormy(&external, folder.path(), |_| true);
    session
        .say("quiet 1")
        .say(format!("storm 1 {FRAMES} {STEPS}"));
    let outcome = session.run(host);
    outcome.must_be_well();
    assert!(frames(&outcome) >= FRAMES);
    println!("{}", outcome.lines("storm: ").join("\n"));
}

#[test]
fn sixty_four_boxes_play_at_once_and_are_freed_in_every_state() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let (external, folder) = (External::new(), tempfile::tempdir().unwrap());
    models(folder.path());
    let mut session = Session::with(&external, folder.path());
    session.say("quiet 1").say("dsp 48000 64");
    for box_number in 0..64 {
        session.say(format!("new b{box_number} nrave~ expressive"));
        session.say(format!("input b{box_number} 0 1 noise"));
    }
    session.say("dsp 48000 64").say("live 500");
    for box_number in (0..64).step_by(2) {
        // Some load again, some sound, some are about to change how they run.
        let message = ["load strings", "mode worker", "reload", "latency 4096"][box_number / 2 % 4];
        session.say(format!("send b{box_number} 0 {message}"));
        session.say(format!("free b{box_number}"));
    }
    session.say("live 300").say("dsp off");
    session.say("new x nrave~ expressive").say("free x");
    session
        .say("new y nrave~ expressive")
        .say("dsp 48000 64")
        .say("free y")
        .say("run 64");
    let outcome = session.run(host);
    outcome.must_be_well();
}

#[test]
fn sound_in_real_time_has_no_dropouts_and_nothing_allocates() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let (external, folder) = (External::new(), tempfile::tempdir().unwrap());
    models(folder.path());
    let mut session = Session::with(&external, folder.path());
    session
        .say("new a nrave~ expressive")
        .say("new m mc.nrave~ strings");
    session.say("input a 0 1 noise").say("input m 0 4 noise");
    session
        .say("send a 0 mode worker")
        .say("dsp 48000 64")
        .say("live 1500");
    session
        .say("send a 0 dropouts")
        .say("send a 0 info")
        .say("send m 0 dropouts")
        .say("run 64");
    let outcome = session.run(host);
    outcome.must_be_well();
    assert!(outcome.has("a: out 1: live worker"), "{}", outcome.text);
    // How many is a matter of the machine's other work; that they are counted is not.
    assert_eq!(outcome.lines("a: out 1: dropouts ").len(), 1);
}

#[test]
fn valgrind_finds_nothing() {
    let Some(host) = Host::build(Kind::Plain) else {
        return;
    };
    if std::process::Command::new("valgrind")
        .arg("--version")
        .output()
        .is_err()
    {
        println!("skipped: no valgrind on this machine (Debian packages valgrind, libc6-dbg)");
        return;
    }
    let (external, folder) = (External::new(), tempfile::tempdir().unwrap());
    models(folder.path());
    let mut session = stormy(&external, folder.path(), |_| true);
    session.say("quiet 1").say("storm 5 20000 150");
    let flags = [
        "valgrind",
        "--quiet",
        "--error-exitcode=9",
        "--leak-check=full",
        "--errors-for-leak-kinds=definite",
        "--show-leak-kinds=definite",
        "--trace-children=no",
        // Else the audio thread, which never rests, keeps the others from running.
        "--fair-sched=yes",
    ];
    let outcome = session.run_under(&flags, host);
    outcome.must_be_well();
}
