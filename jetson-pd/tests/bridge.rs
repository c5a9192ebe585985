//! From hardware, emulated or simulated, to signals and messages.

use nrave_module::bridge::{Messages, Report, Scanner, Signals, Told};
use nrave_module::config::{Calibrations, Config};
use nrave_module::cv::{Event, What};
use nrave_module::drivers::sim::{Live, Script, Sim, Volts};
use nrave_module::drivers::{Device, Driver, Emulated, Fault, Part};
use nrave_module::time::{Nanos, SECOND};
use std::path::Path;
use std::sync::Arc;

const RATE: f64 = 48_000.0;
const BLOCK: usize = 64;

fn config(text: &str) -> Config {
    Config::parse(Path::new("module.toml"), text).unwrap()
}

/// The reference module's inputs.
fn neurorack() -> Config {
    let inputs = ["gate1", "gate2", "cv1", "cv2", "cv3", "cv4"].map(|name| {
        let kind = if name.starts_with("gate") {
            "gate"
        } else {
            "cv"
        };
        format!("[[input]]\nname = \"{name}\"\nkind = \"{kind}\"\n")
    });
    config(&format!("board = \"neurorack\"\n{}", inputs.concat()))
}

fn scanner(config: &Config, driver: impl Driver + 'static) -> Scanner {
    Scanner::new(config, &Calibrations::default(), Box::new(driver))
}

fn scripted(config: &Config, text: &str) -> Scanner {
    let script = Arc::new(Script::parse(text).unwrap());
    let volts = Volts::Script { script, start: 0 };
    scanner(config, Sim::new(config.board.clone(), volts))
}

/// Plays blocks and scans side by side, as both threads do, each scan `late` after its time. Returns
/// every stream.
fn play(config: &Config, mut scanner: Scanner, seconds: f64, late: Nanos) -> (Vec<Vec<f32>>, u64) {
    let mut signals = Signals::new(config);
    signals.start(RATE, BLOCK, 0, false);
    let mut streams = vec![Vec::new(); signals.len()];
    let period = (SECOND as f32 / config.rate) as Nanos;
    let mut next = 0;
    let mut samples = [0.0; BLOCK];
    while streams[0].len() < (seconds * RATE) as usize {
        let now = (streams[0].len() as f64 / RATE * 1e9) as Nanos;
        while next + late <= now {
            scanner.scan(next, &mut |report| {
                if let Report::Event(event) = report {
                    signals.take(event);
                }
            });
            next += period;
        }
        let block = signals.block(now, BLOCK).unwrap();
        for (number, stream) in streams.iter_mut().enumerate() {
            signals.write(number, block, &mut samples);
            stream.extend(samples);
        }
    }
    (streams, signals.late())
}

/// Where a signal goes up.
fn rises(samples: &[f32]) -> Vec<usize> {
    let pairs = samples.windows(2).enumerate();
    pairs
        .filter(|(_, pair)| pair[0] < 0.5 && pair[1] >= 0.5)
        .map(|(n, _)| n + 1)
        .collect()
}

#[test]
fn a_gate_every_millisecond_comes_at_its_delay_to_the_sample() {
    let config =
        config("board = \"raspberry-pi-4\"\n[[input]]\nname = \"gate1\"\nkind = \"gate\"\n");
    // Off the grid of scans and of samples.
    let times: Vec<f64> = (0..2000)
        .map(|n| 0.1 + f64::from(n) * 0.001_003_7)
        .collect();
    let rows: Vec<_> = times
        .iter()
        .map(|time| format!("{time},5\n{},0\n", time + 0.0005))
        .collect();
    let script = format!("seconds,gate1\n0,0\n{}", rows.concat());
    for late in [0, 1_400_000] {
        let (streams, too_late) = play(&config, scripted(&config, &script), 2.3, late);
        let delay = f64::from(config.delay_ms) * 1e-3 * RATE;
        let rises = rises(&streams[0]);
        assert_eq!(rises.len(), times.len());
        for (rise, time) in rises.iter().zip(&times) {
            let off = *rise as f64 - time * RATE - delay;
            assert!(off.abs() <= 1.0, "{off} samples off at {time} s");
        }
        assert_eq!(too_late, 0);
    }
}

#[test]
fn a_control_is_drawn_between_readings_at_the_same_delay() {
    let config = neurorack();
    let script = "seconds,cv2,cv3\n0,-5,0\n1,5,0\n1,5,2.5\n2,5,2.5\n";
    let (streams, _) = play(&config, scripted(&config, script), 2.0, 1_000_000);
    let delay = f64::from(config.delay_ms) * 1e-3;
    // One step of the converter, as a control.
    let step = 2.0 * 0.00263 / 10.0;
    for n in (9_600..46_000).step_by(7) {
        let time = n as f64 / RATE - delay;
        let wanted = -1.0 + 2.0 * time as f32;
        assert!(
            (streams[3][n] - wanted).abs() <= step,
            "{n}: {}",
            streams[3][n]
        );
    }
    let largest = streams[3].windows(2).skip(9_600);
    let largest = largest.fold(0.0f32, |most, pair| most.max((pair[1] - pair[0]).abs()));
    assert!(largest < step, "{largest}: no staircase");
    // A step of a control takes a scan.
    let begin = streams[4].iter().position(|&value| value > 0.01).unwrap();
    let end = streams[4].iter().position(|&value| value > 0.49).unwrap();
    assert!(end - begin <= 48, "{begin} {end}");
    assert!((begin as f64 / RATE - delay - 1.0).abs() < 0.0011);
}

#[test]
fn emulated_converters_are_read_through_their_registers() {
    let config = neurorack();
    let bus = Emulated::default();
    let volts = [1.5, -2.0, 4.9, 0.0, -5.2, 3.3];
    for (n, volts) in volts.iter().enumerate() {
        bus.set(0x48 + (n / 3) as u8, (n % 3) as u8, volts / 21.05);
    }
    bus.turn(0x0f, 0);
    let mut scanner = scanner(&config, bus.clone());
    let mut read = [f32::NAN; 6];
    let mut turns = 0;
    for scan in 0..40 {
        if scan == 20 {
            bus.turn(0x0f, -3);
        }
        scanner.scan(scan * SECOND / 1000, &mut |report| match report {
            Report::Volts { input, volts } => read[input] = volts,
            Report::Turn(steps) => turns += steps,
            _ => {}
        });
    }
    for (read, volts) in read.iter().zip(volts) {
        assert!((read - volts).abs() <= 0.0014, "{read} {volts}");
    }
    assert_eq!(turns, -3);
}

/// A board whose parts fail at random, each time in another way.
struct Flaky {
    sim: Sim,
    state: Arc<std::sync::atomic::AtomicBool>,
}

struct FlakyDevice {
    device: Box<dyn Device>,
    state: Arc<std::sync::atomic::AtomicBool>,
}

impl Driver for Flaky {
    fn open(&mut self, part: &Part) -> Result<Box<dyn Device>, Fault> {
        if self.state.load(std::sync::atomic::Ordering::Relaxed) {
            return Err(Fault::failed("unplugged"));
        }
        Ok(Box::new(FlakyDevice {
            device: self.sim.open(part)?,
            state: self.state.clone(),
        }))
    }
}

impl Device for FlakyDevice {
    fn read(&mut self, now: Nanos, batch: &mut nrave_module::drivers::Batch) -> Result<(), Fault> {
        if self.state.load(std::sync::atomic::Ordering::Relaxed) {
            return Err(Fault::failed("no answer"));
        }
        self.device.read(now, batch)
    }
}

#[test]
fn a_thousand_failures_are_told_once_each_and_over_within_a_second() {
    let config = neurorack();
    let names = config.board.jacks.iter().map(|jack| jack.name.clone());
    let live = Arc::new(Live::new(names));
    live.set("cv2", 2.5).unwrap();
    let state = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let mut scanner = scanner(
        &config,
        Flaky {
            sim: Sim::new(config.board.clone(), Volts::Live(live)),
            state: state.clone(),
        },
    );
    let mut now: Nanos = 0;
    let (mut random, mut slowest) = (7u64, 0);
    for _ in 0..1000 {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        // From a single reading to three seconds.
        let away = match random >> 62 {
            0 => SECOND / 1000,
            1 => (random >> 20) % (SECOND / 10),
            _ => (random >> 20) % (3 * SECOND),
        };
        let (mut faults, mut wells, mut back) = (0, 0, None);
        let begin = now;
        while back.is_none() {
            let gone = now < begin + away.max(1);
            state.store(gone, std::sync::atomic::Ordering::Relaxed);
            let mut values = 0;
            scanner.scan(now, &mut |report| match report {
                Report::Fault { .. } => faults += 1,
                Report::Well { .. } => wells += 1,
                Report::Event(_) => values += 1,
                _ => {}
            });
            assert!(!gone || values == 0, "nothing is made up");
            if !gone && values >= 6 - 2 && wells > 0 && wells == faults {
                back = Some(now - begin - away.min(now - begin));
            }
            assert!(now < begin + away + 2 * SECOND, "it comes back");
            now += SECOND / 1000;
        }
        assert_eq!(faults, 4, "a line for each part of the board");
        slowest = slowest.max(back.unwrap());
        now += SECOND / 100;
    }
    assert!(slowest <= SECOND, "{slowest} ns until it played again");
    println!("longest recovery: {} ms", slowest / 1_000_000);
}

#[test]
fn nothing_on_this_computer_is_a_desktop() {
    struct Nowhere;
    impl Driver for Nowhere {
        fn open(&mut self, _: &Part) -> Result<Box<dyn Device>, Fault> {
            Err(Fault::absent("there is no /dev/i2c-1"))
        }
    }
    let config = neurorack();
    let mut nowhere = scanner(&config, Nowhere);
    nowhere.scan(0, &mut |_| {});
    assert!(nowhere.is_elsewhere());
    let mut here = scanner(&config, Emulated::default());
    here.scan(0, &mut |_| {});
    assert!(!here.is_elsewhere(), "what fails is there");
}

#[test]
fn messages_tell_what_is_new_with_controls_before_gates() {
    let config = config(
        "board = \"neurorack\"\n\
         [[input]]\nname = \"cv1\"\nkind = \"cv\"\n\
         [[input]]\nname = \"cv2\"\nkind = \"voct\"\n\
         [[input]]\nname = \"gate1\"\nkind = \"gate\"\n\
         [[input]]\nname = \"gate2\"\nkind = \"trigger\"\n",
    );
    let mut messages = Messages::new(&config);
    let take = |messages: &mut Messages, stream, at, what| {
        messages.take(Event { stream, at, what });
    };
    let told = |messages: &mut Messages, now| {
        let mut all = Vec::new();
        messages.tell(now, |told| all.push(told));
        all
    };
    take(&mut messages, 2, 1, What::Gate(true));
    take(&mut messages, 3, 8, What::Trigger);
    take(&mut messages, 0, 1, What::Value(0.25));
    take(&mut messages, 1, 1, What::Octaves(1.0));
    take(&mut messages, 0, 2, What::Value(0.5));
    let Told::Pitch(1, hz) = told(&mut messages, 5)[1] else {
        panic!("a pitch");
    };
    assert!((hz - 523.25).abs() < 0.01);
    assert_eq!(
        told(&mut messages, 7),
        [],
        "nothing twice, nothing too early"
    );
    assert_eq!(told(&mut messages, 8), [Told::Trigger(3)]);
    for (what, news) in [
        (What::Gate(true), vec![]),
        (What::Gate(false), vec![Told::Gate(2, false)]),
        (What::Gate(false), vec![]),
        (What::Patched(false), vec![Told::Patched(2, false)]),
    ] {
        take(&mut messages, 2, 9, what);
        assert_eq!(told(&mut messages, 10), news);
    }
    take(&mut messages, 0, 9, What::Value(0.500_01));
    assert_eq!(told(&mut messages, 10), [], "nobody hears that");
    // Gates in a row are all told, in order.
    for on in [true, false, true] {
        take(&mut messages, 2, 11, What::Gate(on));
    }
    assert_eq!(
        told(&mut messages, 12),
        [true, false, true].map(|on| Told::Gate(2, on))
    );
}
