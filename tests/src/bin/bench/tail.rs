//! The slowest steps of many.

use super::case::{Case, METHOD};
use super::engine::Engine;
use super::machine::Machine;
use super::options::Options;
use super::page::Page;
use super::peer::Peer;
use super::progress::Progress;
use super::roofline::Arithmetic;
use super::table::milliseconds;
use nrave::bench::Times;
use std::error::Error;

/// Steps at a time.
const CHUNK: usize = 500;
/// Steps before the first that counts.
const WARM_UP: usize = 200;
/// Of each chunk, those that don't count: what was done before has taken the caches.
const AFTER_BREAK: usize = 20;
/// A longer step is another's job: nobody has the patience for so many.
const LONGEST: usize = 512;

/// A table of `steps` steps of each of our executors, of each network with short steps.
pub fn page(options: &Options, machine: &Machine, steps: usize) -> Result<Page, Box<dyn Error>> {
    let mut rows = Vec::new();
    let cases = options.cases().into_iter();
    for (network, step) in cases.filter(|(_, step)| *step <= LONGEST) {
        let case = Case::make(network, step)?;
        for engine in [Engine::NativeHalf, Engine::NativeSingle, Engine::Tract] {
            let Some(mut peer) = Peer::start(engine, &case)? else {
                continue;
            };
            let name = format!("{}, {}", case.name(), engine.name());
            let [ours, arithmetic] = run(&mut peer, steps, &name)?.map(Times::of);
            let numbers = [ours.median, ours.p99, ours.p99_99, ours.max].map(milliseconds);
            let [median, p99, p99_99, max] = numbers;
            let [worst, machine] =
                [ours, arithmetic].map(|times| format!("{:.2}×", times.p99_99 / times.median));
            rows.push([name, median, p99, p99_99, max, worst, machine]);
        }
    }
    let about = format!(
        "Milliseconds of {steps} steps of method `{METHOD}`, one after another, of each of our executors. \
         What delays arithmetic of the same length that needs no memory, done in turn with them, is \
         the machine: its system, and whoever else is on it."
    );
    Ok(Page::new("The slowest steps", "bench --tail", machine)
        .text(&about)
        .table(
            [
                "network, step, engine",
                "median",
                "p99",
                "p99.99",
                "slowest",
                "p99.99 to median",
                "of arithmetic alone",
            ],
            rows,
        ))
}

/// Seconds of each of `steps` steps, and of arithmetic as long as one, in turn.
fn run(peer: &mut Peer, steps: usize, name: &str) -> Result<[Vec<f64>; 2], Box<dyn Error>> {
    let mut progress = Progress::new(name);
    let arithmetic = Arithmetic::of(Times::of(peer.run(WARM_UP)?).median);
    let mut seconds = [Vec::with_capacity(steps), Vec::with_capacity(steps)];
    while seconds[0].len() < steps {
        let count = CHUNK.min(steps - seconds[0].len());
        seconds[0].extend(&peer.run(AFTER_BREAK + count)?[AFTER_BREAK..]);
        seconds[1].extend((0..count).map(|_| arithmetic.run()));
        progress.tell(&format!("{} of {steps} steps", seconds[0].len()));
    }
    Ok(seconds)
}
