//! `nrave.cv` in real Pd: voltages from a script, through the bridge, to signals, messages and
//! `nrave~`.

use nrave_tests::pd::module::{RATE, Take, rises, stage, storm};
use nrave_tests::pd::{External, Patch, assert_same, pd_is_here, run};
use std::path::Path;

fn render(folder: &Path, script: &str, length: usize) -> Take {
    Take::record(External::build(), folder, script, length)
}

/// The samples that the console says a jack is away from its signal.
fn told_delay(console: &str) -> f64 {
    let line = console
        .lines()
        .find_map(|line| line.strip_prefix("status~: delay "));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or_else(|| panic!("no delay on the console:\n{console}"))
}

#[test]
fn a_thousand_gates_a_second_arrive_in_order_at_their_delay() {
    if !pd_is_here() {
        return;
    }
    let folder = stage();
    let (script, begins) = storm(3.0);
    let take = render(folder.path(), &script, 3 * 48_000);
    let delay = told_delay(&take.console);
    assert!(delay <= 0.006 * f64::from(RATE), "{delay} samples");
    let gates = rises(&take.streams[4]);
    assert_eq!(gates.len(), begins.len());
    for (gate, begin) in gates.iter().zip(&begins) {
        let off = *gate as f64 - begin * f64::from(RATE) - delay;
        assert!(off.abs() <= 1.0, "{off} samples off at {begin} s");
    }
    // Every fifth is a trigger, later by what a control needs to settle.
    let triggers = rises(&take.streams[5]);
    assert_eq!(triggers.len(), begins.len() / 5);
    for (trigger, begin) in triggers.iter().zip(begins.iter().skip(4).step_by(5)) {
        let off = *trigger as f64 - (begin + 0.001_25) * f64::from(RATE) - delay;
        assert!(off.abs() <= 1.0, "{off} samples off at {begin} s");
    }
    // The message form says the same, in order.
    let said: Vec<_> = take
        .console
        .lines()
        .filter_map(|line| line.strip_prefix("played: gate gate1 "))
        .collect();
    assert_eq!(said.len(), 2 * begins.len());
    assert!(said.chunks(2).all(|pair| pair == ["1", "0"]));
    let triggers = take.console.matches("played: trigger gate2").count();
    assert_eq!(triggers, begins.len() / 5);
    assert!(take.console.contains("status~: late 0"), "{}", take.console);
}

#[test]
fn controls_are_drawn_as_lines_and_end_where_the_script_does() {
    if !pd_is_here() {
        return;
    }
    let folder = stage();
    let script = "seconds,cv1,cv2\n0,-5,2.5\n1,5,2.5\n";
    let take = render(folder.path(), script, 2 * 48_000);
    let delay = told_delay(&take.console);
    for n in (2_400..48_000).step_by(11) {
        let wanted = 2.0 * (n as f64 - delay) / 48_000.0 - 1.0;
        let off = f64::from(take.streams[0][n]) - wanted;
        assert!(off.abs() < 6e-4, "{off} at {n}");
    }
    assert!((take.streams[0][95_000] - 1.0).abs() < 6e-4);
    assert!((take.streams[1][95_000] - 0.5).abs() < 6e-4);
    let again = render(folder.path(), script, 2 * 48_000);
    for (one, other) in take.streams.iter().zip(&again.streams) {
        assert_same(one, other, "a second rendering");
    }
}

#[test]
fn a_configuration_with_a_mistake_leaves_the_patch_whole() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (text, said) in [
        (
            Some("board = \"neurorack\"\ninput = 3\n"),
            "module.toml, line 2",
        ),
        (Some("\0\0\0"), "module.toml, line 1"),
        (Some(""), "module.toml"),
        (None, "can't find module.toml"),
    ] {
        let file = folder.path().join("module.toml");
        match text {
            Some(text) => std::fs::write(&file, text).unwrap(),
            None => std::fs::remove_file(&file).unwrap(),
        }
        let script = "seconds,cv1,gate1\n0,2.5,0\n0.1,2.5,5\n";
        let take = render(folder.path(), script, 9_600);
        let console = &take.console;
        assert!(console.contains(said), "{said}:\n{console}");
        assert!(
            console.contains("The usual inputs play instead"),
            "{console}"
        );
        assert!(!console.contains("connection failed"), "{console}");
        assert!((take.streams[0][9_000] - 0.5).abs() < 1e-3);
    }
}

#[test]
fn wrong_messages_are_told_and_harm_nothing() {
    if !pd_is_here() {
        return;
    }
    let folder = stage();
    std::fs::write(folder.path().join("bad.csv"), "seconds,cv1\n0,high\n").unwrap();
    let wrong = [
        ("volts cv9 1", "there is no jack"),
        ("volts cv1 1e9", "no number of volts"),
        ("cv gate1 1", "is a gate"),
        ("gate cv1 1", "is no gate"),
        ("cv nothing 1", "there is no input"),
        ("simulate nothing.csv", "can't find nothing.csv"),
        ("simulate bad.csv", "bad.csv, line 2"),
        ("volts", "no message"),
        ("play 1 2 3", "no message"),
        ("7", "no message"),
        ("list 1 2 3", "no message"),
    ];
    let mut patch = Patch::default();
    let start = patch.object("loadbang");
    let module = patch.object("nrave.cv module.toml");
    for (message, _) in wrong {
        let message = patch.message(message);
        patch.connect(start, 0, message, 0);
        patch.connect(message, 0, module, 0);
    }
    let (wait, quit) = (patch.object("delay 50"), patch.message("; pd quit"));
    patch.connect(start, 0, wait, 0);
    patch.connect(wait, 0, quit, 0);
    let file = folder.path().join("rig.pd");
    std::fs::write(&file, patch.text()).unwrap();
    let outcome = run(External::build(), &file, RATE, &[]);
    assert!(outcome.ended_well, "{}", outcome.console);
    for (message, said) in wrong {
        let told = outcome.console.contains(said);
        assert!(told, "{message}: {said}\n{}", outcome.console);
    }
}
