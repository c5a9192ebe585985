//! Mutations of models that play, and of their programs: an import never panics, takes no more memory
//! than the file earns, and ends.
//!
//! `NRAVE_MUTATIONS` is how many there are. Where it is set, an import must not take a second, which
//! says something about a build with `--release` alone. `NRAVE_MUTATION` is the number of the first
//! one; with `NRAVE_MUTATIONS=1` a failure is repeated. `NRAVE_DUMP` is a file for the last one.

#[path = "../../tests/model_file_fuzz/memory.rs"]
mod memory;
mod mutate;
mod support;

use memory::Counting;
use mutate::{Random, code, flip_bits, objects};
use nrave_torchscript::archive::{Archive, Section};
use nrave_torchscript::import::{Options, import};
use nrave_torchscript::pickle::Pickle;
use nrave_torchscript::script::parse;
use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::fixture;
use support::zip::{Entry, pack};

/// As many as take a few seconds.
const MUTATIONS: u64 = 200;
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
/// Memory that an import may take at its peak: times the file's size, and whatever its size, as the
/// crate's documentation tells.
const PER_BYTE: usize = 4;
const BASE: usize = 64 << 20;
/// How long an import may keep the computer busy, and how often it is tried where that takes longer:
/// others use the computer, too.
const LONGEST: Duration = Duration::from_secs(1);
const TRIES: usize = 4;
/// How long an outcome's words may be.
const MOST_WORDS: usize = 2000;
/// The outcome that there must never be.
const PANIC: &str = "it panics";
/// Outcomes without which the mutations would show nothing.
const REACHED: [&str; 4] = [
    "imported",
    "it may never end",
    "far more memory than its file has bytes",
    "calls itself without end",
];

#[global_allocator]
static MEMORY: Counting = Counting::new();

/// The mutation of that number.
fn mutation(n: u64, models: &[Vec<Entry>]) -> Vec<u8> {
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

/// Whether all of the file can be read, so that its program is run.
fn is_read(file: Vec<u8>) -> bool {
    let Ok(archive) = Archive::open("mutation.ts", Arc::new(file)) else {
        return false;
    };
    let mut code = archive.code_files().filter(|name| name.ends_with(".py"));
    let parses = |name: &str| {
        let text = archive.read_code(name);
        text.is_ok_and(|text| parse(name, &text).is_ok())
    };
    code.all(parses)
        && [Section::Data, Section::Constants]
            .into_iter()
            .all(|section| Pickle::read(&archive, section).is_ok())
}

struct Measured {
    peak: usize,
    time: Duration,
    outcome: String,
}

/// Time that processors have spent on this test, where the system tells: in hundredths of a second.
fn busy() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields = line.rsplit(')').next()?.split_whitespace();
    let ticks = fields.skip(11).take(2).map(str::parse::<u64>);
    let ticks = ticks.sum::<Result<u64, _>>().ok()?;
    Some(Duration::from_millis(10 * ticks))
}

fn measured(file: Vec<u8>) -> Measured {
    let (start, busy_before) = (Instant::now(), busy());
    let before = MEMORY.restart();
    let imported = catch_unwind(|| {
        let imported = import(
            "mutation.ts",
            "mutation",
            Arc::new(file),
            &Options::default(),
        );
        match imported {
            Ok(imported) if imported.report.refused.is_empty() => "imported".to_owned(),
            Ok(imported) => imported.report.refused[0].1.clone(),
            Err(error) => error.to_string(),
        }
    });
    let peak = MEMORY.peak() - before;
    let passed = start.elapsed();
    let time = match (busy_before, busy()) {
        (Some(before), Some(now)) => (now - before).min(passed),
        _ => passed,
    };
    let outcome = imported.unwrap_or_else(|_| PANIC.to_owned());
    Measured {
        peak,
        time,
        outcome,
    }
}

/// The fastest of a few tries.
fn timed(file: &[u8]) -> Measured {
    let mut measure = measured(file.to_vec());
    for _ in 1..TRIES {
        if measure.time >= LONGEST {
            let time = measured(file.to_vec()).time;
            measure.time = measure.time.min(time);
        }
    }
    measure
}

#[test]
fn no_mutation_of_a_model_panics_or_takes_more_than_it_earns() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let models: Vec<Vec<Entry>> = MODELS
        .iter()
        .map(|name| fixture::entries(&fixture::model(name)))
        .collect();
    let asked = number("NRAVE_MUTATIONS");
    let (first, count) = (
        number("NRAVE_MUTATION").unwrap_or(0),
        asked.unwrap_or(MUTATIONS),
    );
    let (mut slowest, mut largest) = (Vec::new(), Vec::new());
    let mut outcomes = BTreeMap::<String, usize>::new();
    let mut reached = [0usize; REACHED.len()];
    let (mut read, mut failures) = (0, Vec::new());
    for n in first..first + count {
        let file = mutation(n, &models);
        let size = file.len();
        if let Ok(path) = std::env::var("NRAVE_DUMP") {
            std::fs::write(path, &file).expect("the file can be written");
        }
        let Measured {
            peak,
            time,
            outcome,
        } = match asked {
            Some(_) => timed(&file),
            None => measured(file.clone()),
        };
        read += u64::from(is_read(file));
        let failed = peak > size * PER_BYTE + BASE
            || outcome == PANIC
            || outcome.len() > MOST_WORDS
            || (asked.is_some() && time >= LONGEST);
        let told = format!("mutation {n}: {size} bytes, {peak} at the peak, {time:?}: {outcome}");
        if failed || count == 1 {
            println!("{told}");
        }
        if failed {
            failures.push(told);
        }
        slowest.push((time, n));
        largest.push((peak.saturating_sub(size * PER_BYTE), n));
        for (reached, words) in reached.iter_mut().zip(REACHED) {
            *reached += usize::from(outcome.contains(words));
        }
        *outcomes.entry(kind(&outcome)).or_default() += 1;
    }
    tell(slowest, largest, outcomes);
    println!("{read} of {count} can be read");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    if count >= MUTATIONS {
        assert!(2 * read > count, "only {read} of {count} can be read");
        for (reached, words) in reached.iter().zip(REACHED) {
            assert!(*reached > 0, "nothing came to: {words}");
        }
    }
}

/// An outcome without what differs from file to file.
fn kind(outcome: &str) -> String {
    let words = outcome.split(". ").next().unwrap_or_default();
    let words = words.rsplit(": ").next().unwrap_or_default();
    let words = words.chars().filter(|c| !c.is_ascii_digit());
    words.take(60).collect()
}

fn tell(
    mut slowest: Vec<(Duration, u64)>,
    mut largest: Vec<(usize, u64)>,
    outcomes: BTreeMap<String, usize>,
) {
    slowest.sort();
    largest.sort();
    println!("slowest: {:?}", &slowest[slowest.len().saturating_sub(5)..]);
    let most = largest.last();
    println!("most memory beside {PER_BYTE} times the file: {most:?}");
    let mut outcomes: Vec<_> = outcomes.into_iter().collect();
    outcomes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (outcome, count) in outcomes.iter().take(40) {
        println!("{count:6} {outcome}");
    }
}
