//! The threads that run the networks of all voices in worker mode, shared by the whole process.
//!
//! **Who runs when.** A thread that has nothing to run looks at what waits at every voice and takes up
//! the step whose result is due first (see [`clock`]). With it go the waiting steps of voices that
//! play the same network, up to [`MOST_TOGETHER`](crate::network::MOST_TOGETHER): they are run as one
//! batch, for which each weight is read once. Nobody waits for steps that have not arrived, and a step
//! once begun is finished. A voice belongs to one thread at a time, for it is moved out of the list
//! while it is run. Overdue steps are handed back unrun.
//!
//! **Who looks.** The audio thread hands jobs over through wait-free rings and wakes nobody, since that
//! is a system call. So one thread at a time keeps a lookout: it naps for a fraction of the shortest
//! step between looks, longer when no host has computed for a while. The others sleep. Who takes
//! steps up from the lookout wakes the next.
//!
//! **Lifetime.** The threads start with the first voice and are joined when the last is dropped, so
//! that none outlives a library that is unloaded. Voices come and go under a lock that the threads
//! hold only to look; the audio thread never takes it.

mod batch;
mod clock;
mod desk;
mod queue;
mod roster;
#[cfg(test)]
mod tests;
mod thread;

pub(crate) use clock::Clock;
pub(crate) use desk::{Desk, Link};

use parking_lot::{Condvar, Mutex};
use roster::Roster;
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;

/// The process's pool, while there is a voice in worker mode.
static POOL: Mutex<Weak<Pool>> = Mutex::new(Weak::new());

/// A set of threads and the voices that they serve.
pub(crate) struct Pool {
    room: Arc<Room>,
    threads: Vec<JoinHandle<()>>,
}

/// What the threads share with those who bring voices.
struct Room {
    roster: Mutex<Roster>,
    /// Wakes a thread that sleeps.
    wake: Condvar,
    /// Signalled when voices that were run are back.
    back: Condvar,
}

/// A voice's membership. Dropping it waits for the batch that the voice is in, and frees what the pool
/// has of the voice; the last one ends and joins the threads. So: not on the audio thread.
pub(crate) struct Place {
    pool: Arc<Pool>,
    number: u64,
}

impl Pool {
    /// The process's pool.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn shared() -> std::io::Result<Arc<Pool>> {
        let mut pool = POOL.lock();
        if let Some(pool) = pool.upgrade() {
            return Ok(pool);
        }
        let new = Arc::new(Pool::start(thread::suitable_number())?);
        *pool = Arc::downgrade(&new);
        Ok(new)
    }

    /// A pool of `count` threads, or as many of them as the system gives.
    ///
    /// # Errors
    /// When it gives none.
    pub fn start(count: usize) -> std::io::Result<Pool> {
        let room = Arc::new(Room {
            roster: Mutex::new(Roster::new()),
            wake: Condvar::new(),
            back: Condvar::new(),
        });
        let mut threads = Vec::with_capacity(count);
        for _ in 0..count {
            match thread::start(Arc::clone(&room)) {
                Ok(thread) => threads.push(thread),
                Err(error) if threads.is_empty() => return Err(error),
                Err(_) => break,
            }
        }
        Ok(Pool { room, threads })
    }

    /// Takes a voice in, and keeps the pool alive for it.
    pub fn join(self: Arc<Pool>, desk: Desk) -> Place {
        let number = self.room.roster.lock().enter(Box::new(desk));
        Place { pool: self, number }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.room.roster.lock().closed = true;
        self.room.wake.notify_all();
        for thread in self.threads.drain(..) {
            // Whatever panics in a step is caught there.
            let _ = thread.join();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let room = &self.pool.room;
        let mut roster = room.roster.lock();
        let desk = loop {
            match roster.leave(self.number) {
                Some(desk) => break desk,
                None => room.back.wait(&mut roster),
            }
        };
        drop(roster);
        // Not under the lock: freeing a network's memory takes its time.
        drop(desk);
    }
}
