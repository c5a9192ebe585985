//! A voice's place in the pool: its player, and the far ends of its rings.

use super::clock::Clock;
use super::queue::Waits;
use crate::instrument::job::{Job, order};
use crate::instrument::player::Player;
use crate::network::MOST_TURNS;
use ringbuf::traits::{Consumer, Producer};
use ringbuf::{HeapCons, HeapProd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// What both ends of a voice's rings see.
#[derive(Default)]
pub(crate) struct Link {
    /// [`order`] of the first step that is not overdue.
    pub wanted: AtomicU64,
    /// The voice goes: nobody will look at its steps.
    pub gone: AtomicBool,
}

pub(crate) struct Desk {
    /// Given by the pool.
    pub number: u64,
    pub player: Player,
    incoming: HeapCons<Box<Job>>,
    outgoing: HeapProd<Box<Job>>,
    pub link: Arc<Link>,
    clock: Clock,
    /// The result of the oldest waiting step is due then, as of the last look.
    due: Option<f64>,
    /// So many steps may be taken up then.
    count: usize,
    /// The steps that are being run.
    #[allow(clippy::vec_box)] // They travel through the rings.
    jobs: Vec<Box<Job>>,
    /// Seconds of a thread that a step was last seen to take; at first unknown.
    cost: Option<f64>,
    /// Its network fails in batches, though not by itself.
    pub solitary: bool,
}

impl Desk {
    pub fn new(
        player: Player,
        incoming: HeapCons<Box<Job>>,
        outgoing: HeapProd<Box<Job>>,
        link: Arc<Link>,
        clock: Clock,
    ) -> Desk {
        Desk {
            number: 0,
            player,
            incoming,
            outgoing,
            link,
            clock,
            due: None,
            count: 0,
            jobs: Vec::with_capacity(MOST_TURNS),
            cost: None,
            solitary: false,
        }
    }

    /// Looks at what has arrived by `now`. Steps that are not worth running go back at once.
    pub fn look(&mut self, now: f64) {
        while self.incoming.first().is_some_and(|job| self.is_vain(job)) {
            self.jobs.extend(self.incoming.try_pop());
            self.hand_back();
        }
        if let Some(newest) = self.incoming.last() {
            self.clock.see(newest.epoch, newest.index, now);
        }
        let gone = self.link.gone.load(Ordering::Relaxed);
        let oldest = self.incoming.first().filter(|_| !gone);
        self.due = oldest.map(|job| self.clock.due(job.index));
        self.count = self.due.map_or(0, |due| self.affordable(due - now));
    }

    /// How many steps may be run at once if the first of them must have its answer in `time` seconds.
    fn affordable(&self, time: f64) -> usize {
        let enough = self.cost.map_or(1.0, |cost| time / cost);
        match self.player.runs_ahead() && !self.solitary {
            true => (enough as usize).clamp(1, MOST_TURNS),
            false => 1,
        }
    }

    /// A late answer is thrown away, and computing it would make the next one late, too.
    fn is_vain(&self, job: &Job) -> bool {
        let overdue = order(job.epoch, job.index) < self.link.wanted.load(Ordering::Relaxed);
        overdue || self.player.has_failed()
    }

    /// Takes the oldest waiting steps up, as many as there is time for.
    pub fn open(&mut self) {
        let epoch = self.incoming.first().map(|job| job.epoch);
        while self.jobs.len() < self.count
            && self.incoming.first().map(|job| job.epoch) == epoch
            && let Some(mut job) = self.incoming.try_pop()
        {
            job.answered = false;
            self.jobs.push(job);
        }
    }

    /// Steps that are being run.
    pub fn taken(&self) -> usize {
        self.jobs.len()
    }

    /// The player, with the steps that are being run.
    pub fn at_work(&mut self) -> (&mut Player, &mut [Box<Job>]) {
        (&mut self.player, &mut self.jobs)
    }

    /// Counts the time that the steps have taken: `share` of a thread, of `whole` until the answers
    /// were there.
    pub fn count(&mut self, share: Duration, whole: Duration) {
        let steps = self.jobs.len() as u32;
        if steps > 0 {
            self.cost = Some(share.as_secs_f64() / f64::from(steps));
        }
        for _ in 0..steps {
            self.player.count(share / steps, whole / steps);
        }
    }

    /// Gives the steps back to the audio thread.
    pub fn hand_back(&mut self) {
        for job in self.jobs.drain(..) {
            // As many places as jobs: there is always room.
            let _ = self.outgoing.try_push(job);
            let steps = &self.player.meters().steps;
            steps.fetch_add(1, Ordering::Release);
        }
    }
}

impl Waits for Box<Desk> {
    fn due(&self) -> Option<f64> {
        self.due
    }

    fn goes_with(&self, other: &Box<Desk>) -> bool {
        let same = Arc::ptr_eq(self.player.network(), other.player.network());
        same && !self.solitary && !other.solitary
    }
}
