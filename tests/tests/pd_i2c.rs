//! `nrave.cv` reads converters through the kernel's own interface: real Pd, real drivers, and a bus
//! that only pretends (`tests/i2c`).

#![cfg(target_os = "linux")]

use nrave::train::random::Random;
use nrave_tests::pd::bus::Bus;
use nrave_tests::pd::{External, Live, Patch, pd_is_here};
use std::time::{Duration, Instant};

/// A Pd that plays the usual module, prints all it says, and tells the longest time, in milliseconds,
/// that it has stood still since it was last asked.
fn start(folder: &std::path::Path, bus: &Bus) -> Live {
    let mut patch = Patch::default();
    let module = patch.object("nrave.cv~");
    for (outlet, name) in [(8, "played"), (9, "status")] {
        let print = patch.object(&format!("print {name}"));
        patch.connect(module, outlet, print, 0);
    }
    let start = patch.object("loadbang");
    let dsp = patch.message("; pd dsp 1");
    patch.connect(start, 0, dsp, 0);
    // The time from one beat to the next, and the longest of a second.
    let metro = patch.object("metro 5");
    let beat = patch.object("t b b");
    let real = patch.object("realtime");
    let longest = patch.object("max");
    let keep = patch.object("t f f");
    let last = patch.object("f");
    let second = patch.object("metro 1000");
    let ask = patch.object("t b b");
    let forget = patch.message("0");
    let print = patch.object("print longest");
    patch.connect(start, 0, metro, 0);
    patch.connect(metro, 0, beat, 0);
    patch.connect(beat, 1, real, 1);
    patch.connect(beat, 0, real, 0);
    patch.connect(real, 0, longest, 0);
    patch.connect(longest, 0, keep, 0);
    patch.connect(keep, 1, longest, 1);
    patch.connect(keep, 0, last, 1);
    patch.connect(start, 0, second, 0);
    patch.connect(second, 0, ask, 0);
    patch.connect(ask, 1, last, 0);
    patch.connect(ask, 0, forget, 0);
    patch.connect(forget, 0, longest, 1);
    patch.connect(last, 0, print, 0);
    let file = folder.join("rig.pd");
    std::fs::write(&file, patch.text()).unwrap();
    Live::start(External::build(), &file, &bus.variables())
}

fn number(text: &str) -> f32 {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is no number"))
}

/// A converter's step, as a control.
const STEP: f32 = 0.00263 / 5.0;

#[test]
fn volts_on_the_bus_are_controls_pitches_and_gates_in_the_patch() {
    let Some(bus) = pd_is_here().then(Bus::build).flatten() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    bus.volts(0, 2, 2.5);
    bus.volts(1, 0, -4.0);
    bus.volts(1, 2, 1.0);
    let mut pd = start(folder.path(), &bus);
    assert!((number(&pd.hear("played: cv morph")) - 0.5).abs() <= STEP);
    // An octave above middle C, to half a step of the converter.
    let cents = 1200.0 * (number(&pd.hear("played: cv pitch")) / 523.25).log2();
    assert!(cents.abs() <= 1.7, "{cents} cents");
    // 50 mV around the middle count as the middle.
    let beside = (4.0 - 0.05) / (5.0 - 0.05);
    assert!((number(&pd.hear("played: cv centroid")) + beside).abs() <= 1.1 * STEP);
    for volts in [5.0, 0.0, 5.0] {
        bus.volts(0, 0, volts);
        let on = number(&pd.hear("played: gate play"));
        assert_eq!(on, f32::from(u8::from(volts > 0.0)));
    }
    bus.volts(0, 1, 5.0);
    pd.hear("played: trigger change");
    bus.turn_to(-2);
    assert_eq!(number(&pd.hear("played: encoder")), -2.0);
    let console = pd.console();
    assert!(!console.contains("no module's hardware here"), "{console}");
}

#[test]
fn what_is_unplugged_is_told_once_and_plays_again_when_it_is_back() {
    let Some(bus) = pd_is_here().then(Bus::build).flatten() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    bus.volts(0, 2, 2.5);
    let mut pd = start(folder.path(), &bus);
    pd.hear("played: cv morph");
    for volts in [1.0, 2.0, 3.0] {
        bus.unplug(true);
        pd.hear("status: fault ADS1015 at I2C 1\\, 0x49");
        bus.volts(0, 2, volts);
        bus.unplug(false);
        let value = number(&pd.hear("played: cv morph"));
        assert!((value - volts / 5.0).abs() <= STEP, "{value}");
    }
    let console = pd.console();
    let lines = console.matches("0x48: it doesn't answer").count();
    assert_eq!(lines, 3, "a line each time:\n{console}");
    assert!(console.contains("is it plugged in"), "{console}");
}

#[test]
fn a_bus_that_hangs_holds_nobody_up() {
    let Some(bus) = pd_is_here().then(Bus::build).flatten() else {
        return;
    };
    const HANG_MS: u32 = 3000;
    let folder = tempfile::tempdir().unwrap();
    let mut pd = start(folder.path(), &bus);
    pd.hear("played: cv morph");
    bus.hang(HANG_MS);
    let before = bus.transfers();
    let mut longest = 0.0f32;
    // Some of these seconds begin before the bus hangs.
    for _ in 0..5 {
        longest = longest.max(number(&pd.hear("longest:")));
    }
    assert!(bus.transfers() - before <= 3, "the bus hangs");
    println!("Pd's longest step while each transfer took {HANG_MS} ms: {longest} ms");
    assert!(longest < 0.9 * HANG_MS as f32, "{longest} ms");
    bus.hang(0);
    bus.volts(0, 2, 1.0);
    while (number(&pd.hear("played: cv morph")) - 0.2).abs() > STEP {}
}

/// How often the bus fails; `NRAVE_FAILURES=1000` for more.
const FAILURES: u32 = 20;

#[test]
fn a_bus_that_fails_at_random_is_heard_again_within_a_second() {
    let Some(bus) = pd_is_here().then(Bus::build).flatten() else {
        return;
    };
    let asked = std::env::var("NRAVE_FAILURES").ok();
    let failures = asked.map_or(FAILURES, |asked| asked.parse().expect("a number"));
    let folder = tempfile::tempdir().unwrap();
    let mut pd = start(folder.path(), &bus);
    pd.hear("played: cv morph");
    let mut random = Random::new(1, 1);
    let mut slowest = Duration::ZERO;
    for number_of in 0..failures {
        bus.unplug(true);
        std::thread::sleep(Duration::from_millis(1 + random.below(100) as u64));
        // Another control each time, which nobody can have made up.
        let volts = [1.0, 2.0, 3.0, 4.0][number_of as usize % 4];
        bus.volts(0, 2, volts);
        bus.unplug(false);
        let back = Instant::now();
        while (number(&pd.hear("played: cv morph")) - volts / 5.0).abs() > STEP {}
        slowest = slowest.max(back.elapsed());
    }
    pd.hear("longest:");
    let console = pd.console();
    let told = console
        .lines()
        .filter_map(|line| line.strip_prefix("longest: "));
    let longest = told.map(number).fold(0.0, f32::max);
    println!(
        "{failures} failures: back within {} ms, Pd's longest step {longest} ms",
        slowest.as_millis()
    );
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
}
