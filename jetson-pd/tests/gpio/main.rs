//! The lines of a GPIO chip through the kernel's own interface, as `cargo guest` runs it in a virtual
//! machine, or as it runs on any board whose kernel has `gpio-sim`.
#![cfg(target_os = "linux")]

mod chip;
#[path = "../random/mod.rs"]
mod random;

use chip::Chip;
use nrave_module::bridge::{Report, Scanner};
use nrave_module::config::{Board, Calibrations, Config, Line, Pull};
use nrave_module::cv::What;
use nrave_module::drivers::{Batch, Device, Edge, FaultKind, LineUse, Part, driver};
use nrave_module::time::{Nanos, SECOND, from_ms, now};
use random::Random;
use std::path::Path;
use std::time::Duration;

const GATE: u32 = 3;
const BUTTON: u32 = 5;
/// What the kernel keeps of one line until it is read.
const KEPT: usize = 16;

/// The module of `chip`: a jack on one line, as `kind` says, and a button on another.
fn module(chip: &Chip, kind: &str) -> Config {
    let folder = tempfile::tempdir().unwrap();
    let device = chip.device.display();
    let board = format!(
        "name = \"simulated\"\ndriver = \"linux\"\n\
         [[jack]]\nname = \"gate\"\ngpio = {{ chip = \"{device}\", line = {GATE} }}\n\
         [button]\nchip = \"{device}\"\nline = {BUTTON}\nactive_low = true\npull = \"up\"\n"
    );
    std::fs::write(folder.path().join("board.toml"), board).unwrap();
    let text = format!("board = \"board.toml\"\n[[input]]\nname = \"gate\"\n{kind}\n");
    Config::parse(&folder.path().join("module.toml"), &text).unwrap()
}

fn scanner(config: &Config) -> Scanner {
    let driver = driver(&config.board).unwrap();
    Scanner::new(config, &Calibrations::default(), driver)
}

/// What a scan at this moment reports.
fn scan(scanner: &mut Scanner) -> Vec<Report> {
    let mut reports = Vec::new();
    scanner.scan(now(), &mut |report| reports.push(report));
    reports
}

/// Scans until a report is as wanted, for as long as anybody waits.
fn scan_until(scanner: &mut Scanner, wanted: impl Fn(&Report) -> bool) -> Vec<Report> {
    let mut reports = Vec::new();
    let begin = now();
    while !reports.iter().any(&wanted) {
        assert!(now() - begin < 60 * SECOND, "{reports:?}");
        reports.extend(scan(scanner));
        pause();
    }
    reports
}

/// A line of `chip`, opened by the driver alone.
fn open(chip: &Chip, line: Line) -> Result<Box<dyn Device>, nrave_module::drivers::Fault> {
    let text = "name = \"b\"\ndriver = \"linux\"\njack = []\n";
    let board = Board::parse(Path::new("b.toml"), text).unwrap();
    let lines = vec![(line, LineUse::Jack(0))];
    let chip = chip.device.clone();
    driver(&board).unwrap().open(&Part::Lines { chip, lines })
}

fn line(chip: &Chip) -> Line {
    Line {
        chip: chip.device.clone(),
        line: GATE,
        active_low: false,
        pull: Pull::None,
    }
}

fn edges(device: &mut dyn Device) -> Vec<Edge> {
    let mut batch = Batch::default();
    device.read(now(), &mut batch).unwrap();
    batch.edges
}

/// The kernel has noted an edge by then.
fn pause() {
    std::thread::sleep(Duration::from_micros(300));
}

#[test]
fn every_edge_is_told_in_order_at_its_time() {
    let Some(chip) = Chip::new("edges") else {
        return;
    };
    let mut device = open(&chip, line(&chip)).unwrap();
    let first = edges(&mut *device);
    assert_eq!(first.len(), 1, "how the line is at first");
    assert!(!first[0].on);
    let mut random = Random(1);
    let (mut pulled, mut told) = (Vec::new(), Vec::new());
    let mut up = false;
    while pulled.len() < 1000 {
        let rest = 1000 - pulled.len();
        for _ in 0..rest.min(1 + random.below(KEPT)) {
            up = !up;
            pulled.push((now(), up));
            chip.pull(GATE, up);
            pause();
        }
        told.extend(edges(&mut *device));
    }
    assert_eq!(told.len(), pulled.len());
    let mut worst = 0;
    for (n, (edge, (at, up))) in told.iter().zip(&pulled).enumerate() {
        assert_eq!(edge.on, *up, "edge {n}");
        assert!(edge.at >= *at, "edge {n} was told before it was");
        let next = pulled.get(n + 1).map_or(Nanos::MAX, |next| next.0);
        assert!(edge.at < next, "edge {n} was told after the next one");
        worst = worst.max(edge.at - at);
    }
    println!(
        "measured: {} edges, stamped {:.3} ms after the pull at most",
        told.len(),
        worst as f64 * 1e-6
    );
}

#[test]
fn after_a_reader_stood_still_the_last_edge_is_how_the_line_is() {
    let Some(chip) = Chip::new("late") else {
        return;
    };
    let mut device = open(&chip, line(&chip)).unwrap();
    edges(&mut *device);
    for n in 1..=101 {
        chip.pull(GATE, n % 2 == 1);
        pause();
    }
    let told = edges(&mut *device);
    assert!(told.len() >= KEPT, "{} edges", told.len());
    assert!(told.last().unwrap().on);
}

#[test]
fn a_line_is_pulled_and_turned_round_as_the_board_says() {
    let Some(chip) = Chip::new("pull") else {
        return;
    };
    for (pull, up) in [(Pull::Up, true), (Pull::Down, false)] {
        chip.pull(GATE, !up);
        let line = Line {
            pull,
            active_low: true,
            ..line(&chip)
        };
        let mut device = open(&chip, line).unwrap();
        assert_eq!(chip.is_up(GATE), up);
        assert_eq!(edges(&mut *device)[0].on, !up);
        chip.pull(GATE, !up);
        pause();
        let told = edges(&mut *device);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].on, up);
    }
}

#[test]
fn a_line_that_is_taken_or_not_there_is_a_fault_with_its_number() {
    let Some(chip) = Chip::new("taken") else {
        return;
    };
    let why = |line| {
        let fault = open(&chip, line).err().expect("a fault");
        assert_eq!(fault.kind, FaultKind::Failed);
        fault.why
    };
    let holder = open(&chip, line(&chip)).unwrap();
    assert!(why(line(&chip)).starts_with("line 3: "));
    drop(holder);
    assert!(open(&chip, line(&chip)).is_ok());
    let beyond = Line {
        line: 99,
        ..line(&chip)
    };
    assert!(why(beyond).starts_with("line 99: "));
}

#[test]
fn a_trigger_of_2_ms_is_told_once_and_a_gate_as_long_as_it_was() {
    let Some(chip) = Chip::new("trigger") else {
        return;
    };
    let config = module(&chip, "kind = \"trigger\"\nsettle_ms = 1.5");
    let mut trigger = scanner(&config);
    scan(&mut trigger);
    let begin = now();
    chip.pull(GATE, true);
    let pulled = now();
    std::thread::sleep(Duration::from_millis(2));
    chip.pull(GATE, false);
    pause();
    std::thread::sleep(Duration::from_millis(2));
    let mut told = scan(&mut trigger);
    told.extend(scan(&mut trigger));
    let [Report::Event(event)] = told[..] else {
        panic!("{told:?}");
    };
    assert_eq!(event.what, What::Trigger);
    let at = event.at - from_ms(1.5);
    assert!((begin..=pulled + from_ms(1.0)).contains(&at));
    drop(trigger);

    let config = module(&chip, "kind = \"gate\"");
    let mut gate = scanner(&config);
    scan(&mut gate);
    chip.pull(GATE, true);
    std::thread::sleep(Duration::from_millis(2));
    let before = now();
    chip.pull(GATE, false);
    std::thread::sleep(Duration::from_millis(2));
    let told = scan(&mut gate);
    let events = told.iter().filter_map(|report| match report {
        Report::Event(event) => Some((event.what, event.at)),
        _ => None,
    });
    let events: Vec<_> = events.collect();
    let [(What::Gate(true), on), (What::Gate(false), off), ..] = events[..] else {
        panic!("{events:?}");
    };
    assert!(off - on >= from_ms(2.0) && off >= before, "{on} {off}");
    println!("measured: a gate of {:.3} ms", (off - on) as f64 * 1e-6);
}

#[test]
fn a_button_whose_contacts_bounce_is_pressed_once_and_released_once() {
    let Some(chip) = Chip::new("button") else {
        return;
    };
    let config = module(&chip, "kind = \"gate\"");
    let mut scanner = scanner(&config);
    scan(&mut scanner);
    let is_button = |report: &Report| matches!(report, Report::Button(_));
    for down in [true, false] {
        for bounce in [down, !down, down, !down, down] {
            chip.pull(BUTTON, !bounce);
            pause();
        }
        let told = scan_until(&mut scanner, is_button);
        let told: Vec<_> = told.into_iter().filter(is_button).collect();
        assert_eq!(told, [Report::Button(down)]);
    }
}

#[test]
fn a_chip_that_is_unplugged_is_one_fault_and_plays_again_when_it_is_back() {
    let Some(mut chip) = Chip::new("plug") else {
        return;
    };
    let config = module(&chip, "kind = \"gate\"");
    let mut scanner = scanner(&config);
    scan(&mut scanner);
    for _ in 0..3 {
        chip.unplug();
        let told = scan_until(&mut scanner, is_news);
        let Some(Report::Fault { part, why }) = told.into_iter().find(is_news) else {
            panic!("it works without a chip");
        };
        assert!(part.starts_with(&*chip.device.to_string_lossy()), "{part}");
        println!("told: {part}: {why}");
        let gone = now();
        while now() - gone < SECOND {
            let told = scan(&mut scanner);
            assert!(!told.iter().any(is_news), "told once: {told:?}");
            pause();
        }
        chip.plug();
        let back = now();
        let told = scan_until(&mut scanner, is_news);
        let news: Vec<_> = told.into_iter().filter(is_news).collect();
        assert_eq!(news, [Report::Well { part }]);
        println!(
            "measured: it played {:.0} ms after it was back",
            (now() - back) as f64 * 1e-6
        );
        chip.pull(GATE, true);
        let is_on =
            |report: &Report| matches!(report, Report::Event(e) if e.what == What::Gate(true));
        scan_until(&mut scanner, is_on);
    }
}

fn is_news(report: &Report) -> bool {
    matches!(report, Report::Fault { .. } | Report::Well { .. })
}
