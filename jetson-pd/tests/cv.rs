//! Control voltages as a module has them: coarse counts, noise, spikes.

mod random;

use nrave_module::config::{Calibration, Config};
use nrave_module::cv::{Event, Gate, Input, What};
use nrave_module::time::{Nanos, from_ms};
use random::Random;
use std::path::Path;

/// A scan a millisecond.
const SCAN: Nanos = 1_000_000;

fn input(lines: &str) -> nrave_module::config::Input {
    let text = format!("board = \"neurorack\"\n[[input]]\nname = \"cv1\"\n{lines}");
    let config = Config::parse(Path::new("module.toml"), &text).unwrap();
    config.inputs[0].clone()
}

fn gate(lines: &str) -> Gate {
    match input(&format!("kind = \"gate\"\n{lines}")).kind {
        nrave_module::config::Kind::Gate(shape) => Gate::new(shape),
        _ => panic!("no gate"),
    }
}

/// A converter of 12 bits over `range` volts, off by a scale and an offset, with normal noise of one
/// count.
struct Converter {
    range: f32,
    random: Random,
}

impl Converter {
    fn count(&self) -> f32 {
        self.range / 4096.0
    }

    fn read(&mut self, volts: f32) -> f32 {
        let off = volts * 1.013 + 0.021;
        let noisy = off + self.random.normal() * self.count();
        (noisy / self.count()).round() * self.count()
    }
}

#[test]
fn a_pitch_is_within_two_cents_over_five_octaves() {
    for (name, range) in [
        ("5.5 V", 5.5),
        ("11 V, as ±5.39 V of the reference module", 10.78),
    ] {
        let mut converter = Converter {
            range,
            random: Random(7),
        };
        let mean = |converter: &mut Converter, volts: f32| {
            let sum: f64 = (0..2000).map(|_| f64::from(converter.read(volts))).sum();
            (sum / 2000.0) as f32
        };
        let calibration = Calibration {
            at_1v: mean(&mut converter, 1.0),
            at_3v: mean(&mut converter, 3.0),
        };
        calibration.check().unwrap();
        let spec = input("kind = \"voct\"\n");
        let mut pitch = Input::new(&spec, 0, converter.count(), Some(calibration));
        let (mut now, mut worst, mut slowest) = (0, 0.0f32, 0);
        // Every semitone and what lies between, in leaps.
        for note in 0..600 {
            let volts = (note * 37 % 600) as f32 / 120.0;
            let mut close_since = None;
            for n in 0..250 {
                let mut octaves = None;
                pitch.read(now, converter.read(volts), &mut |event: Event| {
                    if let What::Octaves(found) = event.what {
                        octaves = Some(found);
                    }
                });
                now += SCAN;
                let cents = 1200.0 * (octaves.unwrap() - volts);
                match cents.abs() <= 2.0 {
                    true => close_since = close_since.or(Some(n)),
                    false => close_since = None,
                }
                if n >= 200 {
                    worst = worst.max(cents.abs());
                }
            }
            slowest = slowest.max(close_since.unwrap_or(250));
        }
        println!(
            "{name}: {worst:.2} cents at worst after 200 ms; within 2 cents after {slowest} ms"
        );
        assert!(worst <= 2.0, "{name}: {worst} cents");
    }
}

#[test]
fn noise_at_a_threshold_triggers_nothing() {
    const SAMPLES: u64 = 10_000_000;
    let mut random = Random(11);
    let (mut gates, mut ends) = (0, 0);
    let mut gate = gate("high = 1.5\nlow = 0.8\n");
    for n in 0..SAMPLES {
        // A million samples around each threshold in turn, with noise of 0.1 V: what comes from
        // below has risen once, and then stays on until the lower threshold.
        let middle = if (n / 1_000_000) % 2 == 0 { 1.5 } else { 0.8 };
        let volts = middle + 0.1 * random.normal().clamp(-5.0, 5.0);
        match gate.feed(n * SCAN, volts) {
            Some((_, true)) => gates += 1,
            Some((_, false)) => ends += 1,
            None => {}
        }
    }
    // Five times up, five times down: nothing else.
    assert_eq!((gates, ends), (5, 5));
}

#[test]
fn no_gate_of_two_milliseconds_is_missed_and_none_is_heard_twice() {
    let mut random = Random(13);
    let mut gate = gate("");
    let (mut now, mut begins, mut wanted) = (0u64, Vec::new(), Vec::new());
    let mut next = 5_000_000u64;
    let mut told = |edge: Option<(Nanos, bool)>| {
        if let Some((at, true)) = edge {
            begins.push(at);
        }
    };
    while wanted.len() < 100_000 {
        let (on, off) = (next, next + 2_000_000);
        wanted.push(on);
        // Scans that come up to a tenth late, and noise.
        while now < off + 2_000_000 {
            now += SCAN + (random.uniform() * 0.1 * SCAN as f32) as u64;
            let volts = if (on..off).contains(&now) { 5.0 } else { 0.0 };
            told(gate.feed(now, volts + 0.1 * random.normal()));
        }
        next = off + 3_000_000 + (random.uniform() * 5e6) as u64;
    }
    assert_eq!(begins.len(), wanted.len());
    for (begin, on) in begins.iter().zip(&wanted) {
        assert!(begin.abs_diff(*on) <= SCAN * 11 / 10, "{begin} {on}");
    }
}

#[test]
fn single_wrong_readings_play_nothing() {
    let spec = input("kind = \"gate\"\ndespike = 3\n");
    let mut gate = Input::new(&spec, 0, 0.0, None);
    let mut random = Random(17);
    for n in 0..100_000u64 {
        let spike = n % 7 == 3;
        let volts = if spike { 12.0 * random.uniform() } else { 0.0 };
        gate.read(n * SCAN, volts, &mut |event| {
            assert_eq!(event.what, What::Gate(false), "{n}");
        });
    }
}

#[test]
fn a_trigger_waits_for_what_comes_with_it() {
    let spec = input("kind = \"trigger\"\nsettle_ms = 1.25\n");
    let mut trigger = Input::new(&spec, 3, 0.0, None);
    let mut told = Vec::new();
    for n in 0..100u64 {
        let volts = if (40..45).contains(&n) { 5.0 } else { 0.0 };
        trigger.read(n * SCAN, volts, &mut |event| told.push(event));
    }
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].stream, told[0].what), (3, What::Trigger));
    let edge = told[0].at - from_ms(1.25);
    assert!((39 * SCAN..=40 * SCAN).contains(&edge), "{edge}");
}

#[test]
fn an_empty_jack_is_told_and_rests_in_the_middle() {
    let spec = input("kind = \"cv\"\nvolts = [0, 8]\nunpatched = { volts = 0.3, within = 0.1 }\n");
    let mut control = Input::new(&spec, 0, 0.0, None);
    let mut told = Vec::new();
    for n in 0..1000u64 {
        control.read(n * SCAN, 0.31, &mut |event| told.push(event.what));
    }
    assert!(told.contains(&What::Patched(false)));
    assert_eq!(told.last(), Some(&What::Value(0.0)));
    told.clear();
    for n in 1000..1010u64 {
        control.read(n * SCAN, 8.0, &mut |event| told.push(event.what));
    }
    assert!(told.contains(&What::Patched(true)));
    assert_eq!(told.last(), Some(&What::Value(1.0)));
}

#[test]
fn a_macro_drives_each_target_on_its_own_stream() {
    let spec = input(
        "kind = \"macro\"\ndespike = 1\n\
         [[input.target]]\nname = \"a\"\n[[input.target]]\nname = \"b\"\nfrom = 1\nto = 0\n",
    );
    let mut lean = Input::new(&spec, 5, 0.0, None);
    let mut told = Vec::new();
    lean.read(0, 2.5, &mut |event| told.push((event.stream, event.what)));
    assert_eq!(told, [(5, What::Value(0.5)), (6, What::Value(0.25))]);
}

#[test]
fn no_reading_however_wrong_makes_anything_but_numbers() {
    let kinds = ["cv", "voct", "gate", "trigger"];
    let mut random = Random(19);
    let wrong = [
        f32::NAN,
        f32::INFINITY,
        -f32::INFINITY,
        1e38,
        -1e38,
        0.0,
        f32::MIN_POSITIVE,
    ];
    for kind in kinds {
        let spec = input(&format!("kind = \"{kind}\"\n"));
        let mut any = Input::new(&spec, 0, 0.002, None);
        let mut now = 0;
        for _ in 0..100_000 {
            // Time may stand still, or even go back.
            now = (now as i64 + (random.uniform() * 3e6 - 5e5) as i64).max(0) as u64;
            let volts = wrong[(random.uniform() * 7.0) as usize % 7];
            any.read(now, volts, &mut |event| {
                if let What::Value(value) | What::Octaves(value) = event.what {
                    assert!(value.is_finite(), "{kind}: {volts} became {value}");
                }
            });
        }
    }
}
