//! Running the waiting steps of voices that play the same network.

use super::desk::Desk;
use crate::instrument::Priority;
use crate::instrument::job::Job;
use crate::instrument::runner::Runner;
use crate::network::{MOST_TOGETHER, MOST_TURNS, NetworkError, Part, State, Turn};
use smallvec::SmallVec;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

/// Runs the oldest waiting steps of every desk, on a thread of this priority, and hands them back. Nothing
/// is allocated, unless a step fails.
pub(crate) fn run(desks: &mut [Box<Desk>], priority: Priority) {
    let start = Instant::now();
    desks.iter_mut().for_each(|desk| desk.open());
    each(desks, Runner::begin);
    step(desks);
    each(desks, Runner::finish);
    let whole = start.elapsed();
    let share = whole / desks.len().max(1) as u32;
    for desk in desks {
        desk.count(share, whole);
        desk.player.meters().set_priority(priority);
        desk.hand_back();
    }
}

/// Does something with every step whose player has not failed.
fn each(desks: &mut [Box<Desk>], work: impl Fn(&mut Runner, &mut Job) -> Result<(), NetworkError>) {
    for desk in desks {
        let (player, jobs) = desk.at_work();
        for job in jobs {
            player.attempt(|runner| work(runner, job));
        }
    }
}

/// Runs the network, once for all where they are several. If that fails, nobody knows who is to blame,
/// and what the network remembered is lost: all start over, and who fails alone has failed.
fn step(desks: &mut [Box<Desk>]) {
    let playing = count_playing(desks);
    if playing < 2 && desks.iter().all(|desk| desk.taken() < 2) {
        return each(desks, Runner::step);
    }
    if step_together(desks) {
        return;
    }
    for desk in desks.iter_mut() {
        desk.player.attempt(Runner::renew);
    }
    each(desks, Runner::step);
    if count_playing(desks) == playing {
        // Only the batch is to blame.
        desks.iter_mut().for_each(|desk| desk.solitary = true);
    }
}

fn count_playing(desks: &[Box<Desk>]) -> usize {
    let playing = desks.iter().filter(|desk| !desk.player.has_failed());
    playing.count()
}

/// `false` when the batch fails.
fn step_together(desks: &mut [Box<Desk>]) -> bool {
    let Some(network) = desks.first().map(|desk| Arc::clone(desk.player.network())) else {
        return true;
    };
    let playing = desks.iter_mut().filter(|desk| !desk.player.has_failed());
    let mut shares: SmallVec<[(&mut State, Turns<'_>); MOST_TOGETHER]> =
        playing.map(|desk| share(desk)).collect();
    let mut parts: SmallVec<[Part<'_, '_>; MOST_TOGETHER]> = shares
        .iter_mut()
        .map(|(state, turns)| Part { state, turns })
        .collect();
    let result = catch_unwind(AssertUnwindSafe(|| network.step_together(&mut parts)));
    matches!(result, Ok(Ok(())))
}

type Turns<'a> = SmallVec<[Turn<'a>; MOST_TURNS]>;

/// What a desk brings to a batch.
fn share(desk: &mut Desk) -> (&mut State, Turns<'_>) {
    let (player, jobs) = desk.at_work();
    let turns = jobs.iter_mut().map(|job| job.turn()).collect();
    (player.state(), turns)
}
