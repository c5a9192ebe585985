//! `nrave-module simulate`.

use super::Bench;
use nrave_module::bridge::Bridge;
use nrave_module::config::{Calibrations, Config};
use nrave_module::link::{Side, Socket};
use std::path::Path;
use std::process::{Command, Stdio};

const BRIDGE: &str = "NRAVE_TEST_BRIDGE";

/// Not a test of its own but the second process of the one below: a bridge finds its link in the
/// environment, which the tests of one process share.
#[test]
fn bridge() {
    let Some(folder) = std::env::var_os(BRIDGE) else {
        return;
    };
    let text = nrave_module::config::USUAL.replace("neurorack", "nowhere.toml");
    let board = include_str!("../../boards/neurorack.toml").replace("\"linux\"", "\"sim\"");
    let folder = Path::new(&folder);
    std::fs::write(folder.join("nowhere.toml"), board).unwrap();
    let config = Config::parse(&folder.join("module.toml"), &text).unwrap();
    let bridge = Bridge::new(&config, &Calibrations::default());
    println!("listens");
    // Until it is killed, or all volts are there.
    while [2, 5].map(|jack| bridge.live().volts(jack)) != [-1.25, 0.75] {
        std::thread::yield_now();
    }
    println!("volts are there");
}

#[test]
fn a_script_and_single_volts_come_to_the_bridge() {
    use std::io::{BufRead, BufReader};
    let bench = Bench::new();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "simulate::bridge", "--nocapture"]);
    command.env("NRAVE_MODULE_LINK", bench.0.path());
    command.env(BRIDGE, bench.0.path()).stdout(Stdio::piped());
    let mut bridge = command.spawn().unwrap();
    let mut lines = BufReader::new(bridge.stdout.take().unwrap()).lines();
    let mut wait = |what: &str| lines.any(|line| line.unwrap().ends_with(what));
    assert!(wait("listens"));
    bench.write("volts.csv", "seconds,cv1\n0,5\n0.02,5\n0.02,-1.25\n");
    let said = bench.works(&["simulate", "volts.csv", "--speed", "2"]);
    assert!(said.contains("Played 0.0 s"), "{said}");
    bench.works(&["simulate", "--set", "cv4", "0.75"]);
    assert!(wait("volts are there"));
    assert!(bridge.wait().unwrap().success());
}

#[test]
fn every_row_is_told_once_and_in_order() {
    let bench = Bench::new();
    let pd = Socket::open(bench.0.path(), Side::Pd).unwrap();
    let rows = "seconds,gate1,cv1\n0,0,1\n0.01,0,1\n0.01,5,1\n0.012,5,1\n0.012,0,1\n";
    bench.write("volts.csv", rows);
    bench.works(&["simulate", "volts.csv"]);
    let told: Vec<_> = std::iter::from_fn(|| pd.hear()).collect();
    let wanted = [
        "volts gate1 0",
        "volts cv1 1",
        "volts gate1 5",
        "volts gate1 0",
    ];
    assert_eq!(told, wanted);
    bench.works(&["simulate", "--set", "cv1", "-2.5"]);
    assert_eq!(pd.hear().as_deref(), Some("volts cv1 -2.5"));
}

#[test]
fn what_cant_be_played_is_refused_with_its_remedy() {
    let bench = Bench::new();
    bench.fails(
        &["simulate", "--set", "cv1", "1"],
        1,
        "Open a patch with nrave.cv",
    );
    let _pd = Socket::open(bench.0.path(), Side::Pd).unwrap();
    bench.fails(&["simulate"], 2, "FILE.csv");
    bench.fails(
        &["simulate", "--set", "cv9", "1"],
        2,
        "it has gate1, gate2, cv1",
    );
    bench.fails(
        &["simulate", "--set", "pitch", "1"],
        2,
        "is on the jack \"cv4\"",
    );
    bench.fails(
        &["simulate", "--set", "cv1", "loud"],
        2,
        "no number of volts",
    );
    bench.fails(
        &["simulate", "--set", "cv1", "inf"],
        2,
        "no number of volts",
    );
    bench.fails(&["simulate", "none.csv"], 1, "none.csv: can't read");
    bench.write("jack.csv", "seconds,cv9\n0,1\n");
    bench.fails(&["simulate", "jack.csv"], 1, "jack.csv, line 1");
    bench.fails(&["simulate", "jack.csv", "--speed", "0"], 2, "0.01 to 100");
}

#[test]
fn a_listener_that_leaves_ends_a_loop() {
    let bench = Bench::new();
    bench.write("volts.csv", "seconds,cv1\n0,0\n0.01,5\n");
    let pd = Socket::open(bench.0.path(), Side::Pd).unwrap();
    let mut command = bench.command(&["simulate", "volts.csv", "--loop"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let mut beginnings = 0;
    while beginnings < 3 {
        match pd.hear().as_deref() {
            Some("volts cv1 0") => beginnings += 1,
            Some(_) => {}
            None => std::thread::yield_now(),
        }
    }
    drop(pd);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nobody listens"));
}
