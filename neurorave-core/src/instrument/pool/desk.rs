//! A voice's place in the pool: its player, and the far ends of its rings.

use super::clock::Clock;
use super::queue::Waits;
use crate::instrument::job::{Job, order};
use crate::instrument::player::Player;
use crate::network::Part;
use ringbuf::traits::{Consumer, Producer};
use ringbuf::{HeapCons, HeapProd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

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
    /// The step that is being run.
    job: Option<Box<Job>>,
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
            job: None,
            solitary: false,
        }
    }

    /// Looks at what has arrived by `now`. Steps that are not worth running go back at once.
    pub fn look(&mut self, now: f64) {
        while self.incoming.first().is_some_and(|job| self.is_vain(job)) {
            self.open();
            self.hand_back();
        }
        if let Some(newest) = self.incoming.last() {
            self.clock.see(newest.epoch, newest.index, now);
        }
        let gone = self.link.gone.load(Ordering::Relaxed);
        let oldest = self.incoming.first().filter(|_| !gone);
        self.due = oldest.map(|job| self.clock.due(job.index));
    }

    /// A late answer is thrown away, and computing it would make the next one late, too.
    fn is_vain(&self, job: &Job) -> bool {
        let overdue = order(job.epoch, job.index) < self.link.wanted.load(Ordering::Relaxed);
        overdue || self.player.has_failed()
    }

    /// Takes the oldest waiting step up.
    pub fn open(&mut self) {
        self.job = self.incoming.try_pop();
        if let Some(job) = &mut self.job {
            job.answered = false;
        }
    }

    /// The player, with the step that is being run.
    pub fn at_work(&mut self) -> Option<(&mut Player, &mut Job)> {
        Some((&mut self.player, self.job.as_deref_mut()?))
    }

    /// The step that is being run as a part of a batch; `None` where the player has failed.
    pub fn part(&mut self) -> Option<Part<'_>> {
        let (player, job) = self.at_work()?;
        (!player.has_failed()).then(|| player.part(job))
    }

    /// Gives the step back to the audio thread.
    pub fn hand_back(&mut self) {
        if let Some(job) = self.job.take() {
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
