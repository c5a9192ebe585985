//! What a thread of the pool does.

use super::{Room, batch};
use crate::instrument::priority;
use crate::network::{FlushDenormals, MOST_TOGETHER};
use parking_lot::MutexGuard;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// More threads than this read weights faster than memory gives them.
const MOST_THREADS: usize = 4;
/// A step once begun is finished: with fewer threads a light network would wait for a heavy one.
const LEAST_THREADS: usize = 2;

/// One less than there are processors, for the sound and the host need theirs, within limits.
pub(crate) fn suitable_number() -> usize {
    let processors = thread::available_parallelism().map_or(1, |count| count.get());
    (processors - 1).clamp(LEAST_THREADS, MOST_THREADS)
}

pub(super) fn start(room: Arc<Room>) -> std::io::Result<JoinHandle<()>> {
    let thread = thread::Builder::new().name("nrave worker".into());
    thread.spawn(move || work(&room))
}

fn work(room: &Room) {
    let _flush = FlushDenormals::new();
    let priority = priority::raise();
    let mut batch = Vec::with_capacity(MOST_TOGETHER);
    let mut roster = room.roster.lock();
    while !roster.closed {
        roster.take(&mut batch);
        if !batch.is_empty() {
            let unwatched = !roster.watched;
            MutexGuard::unlocked(&mut roster, || {
                if unwatched {
                    room.wake.notify_one();
                }
                batch::run(&mut batch, priority);
            });
            roster.put_back(&mut batch);
            room.back.notify_all();
        } else if roster.watched {
            room.wake.wait(&mut roster);
        } else {
            let nap = roster.nap();
            roster.watched = true;
            room.wake.wait_for(&mut roster, nap);
            roster.watched = false;
        }
    }
}
