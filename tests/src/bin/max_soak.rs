//! A storm in real time: eight boxes in the double of Max, messages at random, and how many steps came
//! too late though nobody asked for a latency that is too short.
//!
//! ```text
//! max_soak [FRAMES [SEED]]
//! ```
//!
//! FRAMES are counted over all boxes; without them 24 million. The exit status is 0 when the double had
//! nothing to object to and no step was late.

use nrave_tests::max::storm::{models, stormy};
use nrave_tests::max::{External, Host, Kind};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1).map(|word| word.parse::<u64>());
    let mut number = |usual| words.next().map_or(Ok(usual), |word| word);
    let (Ok(frames), Ok(seed)) = (number(24_000_000), number(1)) else {
        eprintln!("usage: max_soak [FRAMES [SEED]]");
        return ExitCode::from(2);
    };
    let Some(host) = Host::build(Kind::Watching) else {
        return ExitCode::FAILURE;
    };
    let (external, folder) = (
        External::new(),
        tempfile::tempdir().expect("a writable folder"),
    );
    models(folder.path());
    // Dropouts are told when a box goes, and shall not be forgotten before. Who asks for 64 samples has
    // asked for less time than a step takes on a busy computer.
    let mut session = stormy(&external, folder.path(), |message| {
        !message.starts_with("dropouts") && message != "latency 64"
    });
    session.say(format!("storm {seed} {frames} 100 paced"));
    let outcome = session.run(host);
    let lives = outcome
        .text
        .lines()
        .filter_map(|line| line.split_once(": dropouts "));
    let dropouts: Vec<f64> = lives.filter_map(|(_, count)| count.parse().ok()).collect();
    let late: f64 = dropouts.iter().sum();
    for line in outcome.lines("storm: ") {
        println!("{line}");
    }
    println!("{} lives of boxes, {late} steps too late", dropouts.len());
    println!("{} violations", outcome.violations.len());
    for violation in &outcome.violations {
        println!("{violation}");
    }
    if outcome.ended_well && late == 0.0 && !dropouts.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
