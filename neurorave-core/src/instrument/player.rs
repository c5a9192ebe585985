//! A runner away from the audio thread: its failures are caught, told once, and followed by silence.

use super::job::Job;
use super::meters::Meters;
use super::runner::Runner;
use crate::network::{Network, NetworkError, State};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

pub(crate) struct Player {
    runner: Runner,
    /// Seconds that a step stands for.
    period: f64,
    reports: Reports,
    failed: bool,
}

/// Where a player reports to.
pub(crate) struct Reports {
    pub meters: Arc<Meters>,
    /// Called, off the audio thread, when the network fails.
    pub failed: Box<dyn Fn(String) + Send>,
}

impl Player {
    /// `period` is how many seconds a step stands for.
    pub fn new(runner: Runner, period: f64, reports: Reports) -> Player {
        Player {
            runner,
            period,
            reports,
            failed: false,
        }
    }

    /// The network that it plays.
    pub fn network(&self) -> &Arc<Network> {
        self.runner.network()
    }

    /// Seconds that a step stands for.
    pub fn period(&self) -> f64 {
        self.period
    }

    /// See [`Reports::meters`].
    pub fn meters(&self) -> &Meters {
        &self.reports.meters
    }

    /// Whether it has failed, and leaves every job without an answer.
    pub fn has_failed(&self) -> bool {
        self.failed
    }

    /// See [`Runner::runs_ahead`].
    pub fn runs_ahead(&self) -> bool {
        self.runner.runs_ahead()
    }

    /// See [`Runner::state`].
    pub fn state(&mut self) -> &mut State {
        self.runner.state()
    }

    /// Runs a whole step.
    pub fn serve(&mut self, job: &mut Job) {
        job.answered = false;
        if !self.failed {
            let start = Instant::now();
            self.attempt(|runner| runner.run(job));
            let time = start.elapsed();
            self.count(time, time);
        }
        self.meters().steps.fetch_add(1, Ordering::Release);
    }

    /// Does something with the runner, unless it has failed, and sees whether it fails.
    pub fn attempt(&mut self, work: impl FnOnce(&mut Runner) -> Result<(), NetworkError>) {
        if self.failed {
            return;
        }
        let problem = match catch_unwind(AssertUnwindSafe(|| work(&mut self.runner))) {
            Ok(Ok(())) => return,
            Ok(Err(error)) => error.to_string(),
            Err(_) => "the network panicked; load the model again".into(),
        };
        self.failed = true;
        (self.reports.failed)(problem);
    }

    /// Counts a step that was run within `whole`, of which `share` was its own.
    pub fn count(&self, share: Duration, whole: Duration) {
        let load = |time: Duration| (time.as_secs_f64() / self.period) as f32;
        self.reports.meters.count(load(share), load(whole));
    }
}
