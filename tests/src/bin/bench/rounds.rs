//! The engines in turns, round after round, with the roofline between them.

use super::agree::agree;
use super::case::{Case, Stored};
use super::engine::Engine;
use super::peer::Peer;
use super::progress::Progress;
use super::roofline::Roofline;
use super::times::Times;
use std::collections::BTreeMap;
use std::error::Error;

/// How long an engine's turn takes, in seconds; long enough to bring its weights back into the
/// caches, short enough for all engines to see the same machine.
const TURN: f64 = 0.025;
/// Fewest and most steps a turn.
const STEPS: std::ops::RangeInclusive<usize> = 4..=400;
/// Steps at the start of each turn that fetch the weights back and are not counted.
const WAKING: usize = 2;
/// Steps before the first round: PyTorch compiles in the first ones.
const WARM_UP: usize = 12;

/// What was measured of one case.
pub struct Measured {
    /// What was run.
    pub case: Case,
    /// By engine.
    pub times: BTreeMap<Engine, Times>,
    /// Shortest possible times with f16 and, where there are such, with f32 weights.
    pub roofline: BTreeMap<Engine, Times>,
    /// The core beside f16 weights, in the last round.
    pub core: Roofline,
    /// As the engines say.
    pub versions: BTreeMap<Engine, String>,
}

/// Runs `case` on `engines` for some rounds.
///
/// # Errors
/// When an engine fails, or does not compute what the others do.
pub fn measure(case: Case, engines: &[Engine], rounds: usize) -> Result<Measured, Box<dyn Error>> {
    let mut progress = Progress::new(case.name());
    let mut peers = Vec::new();
    for engine in engines {
        progress.tell(&format!("{} loads", engine.name()));
        peers.extend(Peer::start(*engine, &case)?);
    }
    progress.tell("comparing");
    agree(&case, &mut peers)?;
    let mut turns = Vec::new();
    for peer in &mut peers {
        progress.tell(&format!("{} warms up", peer.engine.name()));
        let median = Times::of(&peer.run(WARM_UP)?).median();
        let steps = (TURN / median) as usize;
        turns.push(WAKING + steps.clamp(*STEPS.start(), *STEPS.end()));
    }
    let weights = |stored: &Stored| vec![1u32; stored.work.weight_bytes as usize / 4];
    let stored: Vec<_> = case
        .native()
        .map(|(engine, stored)| (engine, stored, weights(stored)))
        .collect();
    let mut times: BTreeMap<Engine, Times> = BTreeMap::new();
    let mut roofline: BTreeMap<Engine, Times> = BTreeMap::new();
    let mut core = Roofline::measure(&[0]);
    for round in 0..rounds {
        progress.tell(&format!("round {} of {rounds}", round + 1));
        for (peer, steps) in peers.iter_mut().zip(&turns) {
            let seconds = peer.run(*steps)?;
            times
                .entry(peer.engine)
                .or_default()
                .add(&seconds[WAKING..]);
        }
        for (engine, stored, weights) in &stored {
            let now = Roofline::measure(weights);
            let least = now.seconds(&stored.work);
            roofline.entry(*engine).or_default().add(&[least]);
            if *engine == Engine::NativeHalf {
                core = now;
            }
        }
    }
    let versions = peers.iter().map(|p| (p.engine, p.version.clone()));
    Ok(Measured {
        versions: versions.collect(),
        times,
        roofline,
        core,
        case,
    })
}
