//! TorchScript models play as PyTorch plays them.
//!
//! The models and what PyTorch made of them are in `tests/oracle/models`, with the scripts that made
//! them beside; see `tests/oracle/README.md`.

#[path = "../common/mod.rs"]
mod common;
mod fixture;
mod replay;
mod settings;
mod signals;
mod streams;

use fixture::Fixture;
use replay::Replay;

/// How far a value may be from PyTorch's.
const CLOSE: f32 = 1e-4;

#[test]
fn every_fixture_plays_as_in_pytorch() {
    let mut failures = Vec::new();
    let only = std::env::var("NRAVE_FIXTURE").ok();
    for fixture in Fixture::all() {
        if only.as_ref().is_some_and(|only| *only != fixture.name) {
            continue;
        }
        for run in &fixture.reference.runs {
            let title = format!("{} {} of {}", fixture.name, run.method, run.block);
            match Replay::of(&fixture, run).and_then(Replay::compare) {
                Ok(result) => {
                    println!("{title}: {result}");
                    if let Some(why) = &result.fallback {
                        failures.push(format!("{title}: not native, because of {why}"));
                    }
                    if result.difference > CLOSE {
                        failures.push(format!("{title}: off by {}", result.difference));
                    }
                }
                Err(why) => {
                    println!("{title}: {why}");
                    failures.push(format!("{title}: {why}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
