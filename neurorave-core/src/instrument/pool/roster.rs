//! The list of the voices in a pool.

// Voices are moved in and out all the time: by their boxes.
#![allow(clippy::vec_box)]

use super::desk::Desk;
use super::queue;
use crate::network::MOST_TOGETHER;
use std::time::{Duration, Instant};

/// Naps between looks are this part of the shortest step …
const NAPS: f64 = 16.0;
/// … within these limits, in seconds, …
const NAP: (f64, f64) = (0.0002, 0.002);
/// … but at least so long when nothing has arrived …
const LONG_NAP: f64 = 0.005;
/// … for so many seconds: the hosts have stopped.
const IDLE: f64 = 2.0;

/// The voices of a pool, and who looks after them.
pub(crate) struct Roster {
    /// Voices so far: they are numbered.
    entered: u64,
    members: Vec<Member>,
    /// Those that no thread is running.
    desks: Vec<Box<Desk>>,
    /// A thread naps and will look again.
    pub watched: bool,
    /// The threads are to end.
    pub closed: bool,
    origin: Instant,
    /// When steps were last taken up, or a voice came, in seconds from the origin.
    busy: f64,
}

struct Member {
    number: u64,
    /// Seconds that a step stands for.
    period: f64,
}

impl Roster {
    pub fn new() -> Roster {
        Roster {
            entered: 0,
            members: Vec::new(),
            desks: Vec::new(),
            watched: false,
            closed: false,
            origin: Instant::now(),
            busy: 0.0,
        }
    }

    /// Takes a voice in and returns its number.
    pub fn enter(&mut self, mut desk: Box<Desk>) -> u64 {
        self.busy = self.now();
        self.entered += 1;
        let number = self.entered;
        desk.number = number;
        let period = desk.player.period();
        self.members.push(Member { number, period });
        self.desks.push(desk);
        // So that putting voices back never allocates.
        let missing = self.members.len() - self.desks.len();
        self.desks.reserve(missing);
        number
    }

    /// Takes a voice out for good; `None` while a thread has it.
    pub fn leave(&mut self, number: u64) -> Option<Box<Desk>> {
        let place = self.desks.iter().position(|desk| desk.number == number)?;
        self.members.retain(|member| member.number != number);
        Some(self.desks.swap_remove(place))
    }

    /// Fills the empty `batch` with what is to be run next, if anything waits.
    pub fn take(&mut self, batch: &mut Vec<Box<Desk>>) {
        let now = self.now();
        self.desks.iter_mut().for_each(|desk| desk.look(now));
        queue::take(&mut self.desks, batch, MOST_TOGETHER);
        if !batch.is_empty() {
            self.busy = now;
        }
    }

    /// Puts a batch back that has been run.
    pub fn put_back(&mut self, batch: &mut Vec<Box<Desk>>) {
        self.desks.append(batch);
    }

    /// How long to wait before the next look.
    pub fn nap(&self) -> Duration {
        let periods = self.members.iter().map(|member| member.period);
        let shortest = periods.fold(f64::INFINITY, f64::min);
        let nap = (shortest / NAPS).clamp(NAP.0, NAP.1);
        let idle = self.now() - self.busy > IDLE;
        Duration::from_secs_f64(if idle { nap.max(LONG_NAP) } else { nap })
    }

    fn now(&self) -> f64 {
        self.origin.elapsed().as_secs_f64()
    }
}
