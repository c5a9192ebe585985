//! Thousands of mutations of models that play, and of their programs: an import never panics, takes no
//! more memory than the file earns, and ends.
//!
//! `NRAVE_MUTATIONS` is how many there are, `NRAVE_MUTANT` the only one.

#[path = "../../tests/model_file_fuzz/memory.rs"]
mod memory;
mod mutate;
mod support;

use memory::Counting;
use mutate::{Random, code, flip_bits, objects};
use nrave_torchscript::import::{Options, import};
use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::fixture;
use support::zip::{Entry, pack};

const MUTATIONS: usize = 2_000;
const MODELS: [&str; 14] = [
    "gain",
    "medley",
    "feedback",
    "ring",
    "gain",
    "medley",
    "feedback",
    "v1",
    "v2",
    "v3_adain",
    "discrete",
    "v2_prior",
    "spherical",
    "rave1",
];
/// Memory that an import may take at its peak: times the file's size, and whatever its size. The
/// matrix of a transform of 2048 values, the largest there is, has 16 MiB: as it is made, in the graph,
/// and as the graph is written.
const PER_BYTE: usize = 4;
const BASE: usize = 64 << 20;

/// The outcome that there must never be, and how long the words of others may be.
const PANIC: &str = "it panics";
const LONGEST: usize = 2000;

#[global_allocator]
static MEMORY: Counting = Counting::new();

/// The mutant of that number.
fn mutant(n: u64, models: &[Vec<Entry>]) -> Vec<u8> {
    let mut random = Random((n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let r = &mut random;
    let mut entries = models[n as usize % models.len()].clone();
    match r.below(8) {
        0 => return flip_bits(&pack(&entries), r),
        1 | 2 => change(&mut entries, r, ".pkl", objects::changed),
        3 => change(&mut entries, r, "", flip_bits),
        _ => {}
    }
    change(&mut entries, r, ".py", |text, r| {
        code::changed(&String::from_utf8_lossy(text), r).into_bytes()
    });
    pack(&entries)
}

/// Changes one of the entries whose names end like that.
fn change(
    entries: &mut [Entry],
    r: &mut Random,
    end: &str,
    how: fn(&[u8], &mut Random) -> Vec<u8>,
) {
    let some = entries
        .iter_mut()
        .filter(|entry| entry.name.ends_with(end) && entry.content.len() > 8);
    let mut some: Vec<_> = some.collect();
    if !some.is_empty() {
        let at = r.below(some.len());
        let entry = &mut some[at];
        entry.content = how(&entry.content, r);
    }
}

struct Measured {
    peak: usize,
    time: Duration,
    outcome: String,
}

fn measured(file: Vec<u8>) -> Measured {
    let before = MEMORY.restart();
    let start = Instant::now();
    let imported = catch_unwind(|| {
        let imported = import("mutant.ts", "mutant", Arc::new(file), &Options::default());
        match imported {
            Ok(imported) if imported.report.refused.is_empty() => "imported".to_owned(),
            Ok(imported) => imported.report.refused[0].1.clone(),
            Err(error) => error.to_string(),
        }
    });
    let (time, peak) = (start.elapsed(), MEMORY.peak() - before);
    let outcome = imported.unwrap_or_else(|_| PANIC.to_owned());
    Measured {
        peak,
        time,
        outcome,
    }
}

#[test]
fn no_mutation_of_a_model_panics_or_takes_more_than_it_earns() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let models: Vec<Vec<Entry>> = MODELS
        .iter()
        .map(|name| fixture::entries(&fixture::model(name)))
        .collect();
    let all = match number("NRAVE_MUTANT") {
        Some(one) => one..one + 1,
        None => 0..number("NRAVE_MUTATIONS").unwrap_or(MUTATIONS as u64),
    };
    let one = all.end - all.start == 1;
    let (mut slowest, mut largest) = (Vec::new(), Vec::new());
    let mut outcomes = BTreeMap::<String, usize>::new();
    let mut failures = Vec::new();
    for n in all {
        let file = mutant(n, &models);
        let size = file.len();
        if let Ok(path) = std::env::var("NRAVE_DUMP") {
            std::fs::write(path, &file).unwrap();
        }
        let Measured {
            peak,
            time,
            outcome,
        } = measured(file);
        if peak > size * PER_BYTE + BASE || outcome == PANIC || outcome.len() > LONGEST {
            failures.push(format!(
                "mutant {n}: {peak} bytes for a file of {size}: {outcome}"
            ));
        }
        if one {
            println!("{size} bytes, peak {peak}, {time:?}: {outcome}");
        }
        slowest.push((time, n));
        largest.push((peak.saturating_sub(size * PER_BYTE), n));
        let kind = outcome.rsplit(": ").next().unwrap_or_default();
        let kind: String = kind
            .chars()
            .filter(|c| !c.is_ascii_digit())
            .take(60)
            .collect();
        *outcomes.entry(kind).or_default() += 1;
    }
    slowest.sort();
    largest.sort();
    let last = |all: &[(Duration, u64)]| all.iter().rev().take(5).copied().collect::<Vec<_>>();
    println!("slowest: {:?}", last(&slowest));
    println!(
        "most memory beside {PER_BYTE} times the file: {:?}",
        largest.last()
    );
    let mut outcomes: Vec<_> = outcomes.into_iter().collect();
    outcomes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (outcome, count) in outcomes.iter().take(40) {
        println!("{count:6} {outcome}");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(one || outcomes.iter().any(|(outcome, _)| outcome == "imported"));
}
