//! A network that tells how it was run, and voices on it.

use crate::instrument::fixture;
use crate::instrument::job::Job;
use crate::instrument::meters::Meters;
use crate::instrument::player::{Player, Reports};
use crate::instrument::pool::Pool;
use crate::instrument::runner::Runner;
use crate::instrument::worker::Worker;
use crate::network::{Executor, Network, NetworkError, Part, State, Turn};
use parking_lot::Mutex;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Whoever waits for longer fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// Inputs at which the network errs, and at which it panics.
pub const ERRS: f32 = 1001.0;
pub const PANICS: f32 = 1002.0;

/// Adds what it hears to half of what it remembers: every step before has its share in the result.
pub fn answer(memory: f32, heard: f32) -> f32 {
    0.5 * memory + heard
}

/// How networks are run.
#[derive(Default)]
pub struct Log {
    /// The name of the network and the number of players, a call each.
    pub calls: Mutex<Vec<(char, usize)>>,
    /// Networks whose name is upper-case stand still …
    pub held: AtomicBool,
    /// … so many of them at this moment.
    pub holding: AtomicUsize,
    /// Batches fail, whoever is in them.
    pub no_batches: AtomicBool,
}

struct Probe {
    name: char,
    log: Arc<Log>,
}

impl Probe {
    fn call(&self, players: usize) {
        self.log.calls.lock().push((self.name, players));
        if self.name.is_uppercase() {
            self.log.holding.fetch_add(1, Ordering::AcqRel);
            wait_until(|| !self.log.held.load(Ordering::Acquire));
            self.log.holding.fetch_sub(1, Ordering::AcqRel);
        }
    }
}

fn run(state: &mut State, turn: &mut Turn<'_>) -> Result<(), NetworkError> {
    let heard = turn.inputs[0][0];
    assert_ne!(heard, PANICS, "asked to panic");
    if heard == ERRS {
        let problem = "asked to err".into();
        return Err(NetworkError::Step { problem });
    }
    let memory = state.get_mut::<f32>().expect("a memory");
    *memory = answer(*memory, heard);
    turn.outputs[0].fill(*memory);
    Ok(())
}

impl Executor for Probe {
    fn name(&self) -> &'static str {
        "probe"
    }

    fn start(&self) -> Result<State, NetworkError> {
        Ok(State::new(0.0f32))
    }

    fn step(
        &self,
        state: &mut State,
        inputs: &[Box<[f32]>],
        outputs: &mut [Box<[f32]>],
    ) -> Result<(), NetworkError> {
        self.call(1);
        run(state, &mut Turn { inputs, outputs })
    }

    fn step_together(&self, parts: &mut [Part<'_, '_>]) -> Result<(), NetworkError> {
        self.call(parts.len());
        if self.log.no_batches.load(Ordering::Acquire) {
            let problem = "no batches".into();
            return Err(NetworkError::Step { problem });
        }
        parts.iter_mut().try_for_each(|Part { state, turns }| {
            turns.iter_mut().try_for_each(|turn| run(state, turn))
        })
    }

    fn is_real_time_safe(&self) -> bool {
        false
    }
}

/// A network of this name.
pub fn network(name: char, log: &Arc<Log>) -> Arc<Network> {
    let log = Arc::clone(log);
    fixture::network(16, 16_000, Probe { name, log })
}

/// A voice and the host that drives it.
pub struct Line {
    pub worker: Worker,
    pub meters: Arc<Meters>,
    pub problems: Arc<Mutex<Vec<String>>>,
    network: Arc<Network>,
    given: u64,
}

/// Seconds of a step, but for those who need another.
pub const PERIOD: f64 = 0.001;

impl Line {
    /// A voice whose results are due `slack` seconds after their steps are complete.
    pub fn new(pool: &Arc<Pool>, network: &Arc<Network>, slack: f64) -> Line {
        let (meters, problems) = (Arc::<Meters>::default(), Arc::<Mutex<Vec<_>>>::default());
        let told = Arc::clone(&problems);
        let reports = Reports {
            meters: Arc::clone(&meters),
            failed: Box::new(move |problem| told.lock().push(problem)),
        };
        let player = Player::new(Runner::new(Arc::clone(network)).unwrap(), PERIOD, reports);
        Line {
            worker: Worker::start(Arc::clone(pool), player, 8, slack),
            meters,
            problems,
            network: Arc::clone(network),
            given: 0,
        }
    }

    /// Hands over a step that hears `value`.
    pub fn give(&mut self, value: f32) {
        let mut job = Box::new(Job::new(&self.network));
        job.inputs[0].fill(value);
        (job.epoch, job.index) = (1, self.given);
        self.given += 1;
        assert!(self.worker.give(job).is_ok(), "the ring is full");
    }

    /// Waits for the next step to come back: its answer, or `None` where there is none.
    pub fn take(&mut self) -> Option<f32> {
        let mut job = None;
        wait_until(|| {
            job = self.worker.take();
            job.is_some()
        });
        let job = job?;
        job.answered.then(|| job.outputs[0][0])
    }
}

/// Waits for something to become true.
pub fn wait_until(mut is_true: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_true() {
        assert!(start.elapsed() < PATIENCE, "waited in vain");
        std::thread::sleep(Duration::from_micros(50));
    }
}
