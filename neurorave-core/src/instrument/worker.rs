//! The audio thread's end of a voice that the pool runs.
//!
//! Jobs travel through two wait-free rings. The audio thread never wakes anyone (waking is a system
//! call): the pool looks for work several times a step.

use super::job::{Job, order};
use super::player::Player;
use super::pool::{Clock, Desk, Link, Place, Pool};
use ringbuf::traits::{Consumer, Producer, Split};
use ringbuf::{HeapCons, HeapProd, HeapRb};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Dropping it waits for the step under way: not on the audio thread.
pub(crate) struct Worker {
    todo: HeapProd<Box<Job>>,
    done: HeapCons<Box<Job>>,
    link: Arc<Link>,
    _place: Place,
}

impl Worker {
    /// Brings a voice to the pool. `jobs` is how many jobs will ever exist; `slack` the seconds from a
    /// step's completion to when its result is due.
    pub fn start(pool: Arc<Pool>, player: Player, jobs: usize, slack: f64) -> Worker {
        let (todo, incoming) = HeapRb::new(jobs).split();
        let (outgoing, done) = HeapRb::new(jobs).split();
        let link = Arc::<Link>::default();
        let clock = Clock::new(player.period(), slack);
        let desk = Desk::new(player, incoming, outgoing, Arc::clone(&link), clock);
        Worker {
            todo,
            done,
            link,
            _place: pool.join(desk),
        }
    }

    /// Hands a job over. Gives it back if there is no room, which more jobs than were announced
    /// would take.
    pub fn give(&mut self, job: Box<Job>) -> Result<(), Box<Job>> {
        self.todo.try_push(job)
    }

    /// A finished job, if there is one.
    pub fn take(&mut self) -> Option<Box<Job>> {
        self.done.try_pop()
    }

    /// Tells the pool that steps before this are overdue and not worth running.
    pub fn want(&self, epoch: u64, index: u64) {
        let wanted = &self.link.wanted;
        wanted.store(order(epoch, index), Ordering::Relaxed);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Lest the pool take up another of its steps while the place is given up.
        self.link.gone.store(true, Ordering::Relaxed);
    }
}
