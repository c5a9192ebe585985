//! The virtual machine, from its start to its end.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::places;
use crate::steps::{Failure, say};
use crate::tally::Tally;

/// It is ended when it takes longer, seconds.
const LONGEST: u64 = 300;

/// Lines of the first process.
const WORD: &str = "guest: ";
const ENDED_WELL: &str = "guest: ended with 0";

/// Builds the test program.
///
/// # Errors
/// Where it doesn't build.
pub fn test() -> Result<PathBuf, Failure> {
    say("building the test of GPIO lines");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["test", "--release", "--package", "nrave-module"])
        .args(["--test", "gpio", "--no-run", "--message-format=json"])
        .current_dir(places::repository())
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Failure(format!("could not start cargo: {error}")))?;
    let told = String::from_utf8_lossy(&output.stdout);
    told.lines()
        // The program that the test may start is built as well.
        .filter(|line| line.contains("\"kind\":[\"test\"]"))
        .filter_map(|line| line.split_once("\"executable\":\"")?.1.split('"').next())
        .next_back()
        .filter(|_| output.status.success())
        .map(PathBuf::from)
        .ok_or_else(|| Failure("the test of GPIO lines did not build".into()))
}

/// Starts the machine, shows what it says, and tells how the test ended.
///
/// # Errors
/// Where a test failed, or the machine ended before all had.
pub fn run(kernel: &Path, files: &Path) -> Result<String, Failure> {
    say("starting the virtual machine");
    let started = Instant::now();
    let mut machine = Command::new("timeout")
        .arg(LONGEST.to_string())
        .arg("qemu-system-x86_64")
        .args(["-accel", "tcg", "-m", "256", "-nographic", "-no-reboot"])
        // Its time is counted in instructions: stamps are fine, and a busy computer changes nothing.
        .args(["-icount", "shift=0"])
        .args(["-nodefaults", "-serial", "stdio", "-append"])
        .arg("console=ttyS0 quiet panic=-1")
        .arg("-kernel")
        .arg(kernel)
        .arg("-initrd")
        .arg(files)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure(format!("could not start qemu-system-x86_64: {error}")))?;
    let output = machine.stdout.take().expect("the output is piped");
    let (mut tally, mut is_well) = (Tally::default(), false);
    let mut booted = None;
    for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        println!("{line}");
        if line.contains(WORD) {
            booted.get_or_insert_with(|| started.elapsed().as_secs_f32());
        }
        is_well |= line.contains(ENDED_WELL);
        tally.read(line);
    }
    // What it was worth is in what it said.
    let _ = machine.wait();
    let seconds = started.elapsed().as_secs_f32();
    let Some(booted) = booted else {
        return Err(Failure(format!(
            "the virtual machine didn't start its first process ({seconds:.0} s)"
        )));
    };
    let result = format!("booted in {booted:.1} s, ended after {seconds:.1} s: {tally}");
    if is_well && tally.is_good() && tally.skipped.is_empty() {
        Ok(result)
    } else {
        Err(Failure(result))
    }
}
