//! The slowest steps of many.

use super::case::{Case, METHOD};
use super::engine::Engine;
use super::machine::Machine;
use super::options::Options;
use super::page::Page;
use super::peer::Peer;
use super::progress::Progress;
use super::table::milliseconds;
use nrave::bench::Times;
use std::error::Error;

/// Steps at a time.
const CHUNK: usize = 500;
/// Steps before the first that counts.
const WARM_UP: usize = 200;
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
            let Times {
                median,
                p99,
                p99_99,
                max,
            } = Times::of(run(&mut peer, steps, &name)?);
            let worst = format!("{:.2}×", p99_99 / median);
            let [median, p99, p99_99, max] = [median, p99, p99_99, max].map(milliseconds);
            rows.push([name, median, p99, p99_99, max, worst]);
        }
    }
    let about = format!(
        "Milliseconds of {steps} steps of method `{METHOD}`, one after another, of each of our executors."
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
            ],
            rows,
        ))
}

/// Seconds of each of `steps` steps.
fn run(peer: &mut Peer, steps: usize, name: &str) -> Result<Vec<f64>, Box<dyn Error>> {
    let mut progress = Progress::new(name);
    peer.run(WARM_UP)?;
    let mut seconds = Vec::with_capacity(steps);
    while seconds.len() < steps {
        seconds.extend(peer.run(CHUNK.min(steps - seconds.len()))?);
        progress.tell(&format!("{} of {steps} steps", seconds.len()));
    }
    Ok(seconds)
}
