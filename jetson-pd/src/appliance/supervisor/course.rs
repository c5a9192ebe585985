//! When Pd is started, given up on and started again: the decisions, without any process or clock.

use std::collections::VecDeque;
use std::time::Duration;

/// The times that the decisions go by.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Samples that stand still for so long are a failure.
    pub stall: Duration,
    /// A start without growing samples for so long is a failure.
    pub silence: Duration,
    /// The wait after the first failure; it doubles with each.
    pub shortest_wait: Duration,
    /// The longest wait.
    pub longest_wait: Duration,
    /// After so long a time of playing, the next failure counts as the first.
    pub settled: Duration,
    /// So many failures of the wanted patch …
    pub failures: usize,
    /// … within this time bring the fall-back patch.
    pub within: Duration,
    /// The watchdog is fed no more often.
    pub pulse: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            stall: Duration::from_secs(3),
            silence: Duration::from_secs(12),
            shortest_wait: Duration::from_millis(250),
            longest_wait: Duration::from_secs(8),
            settled: Duration::from_secs(30),
            failures: 3,
            within: Duration::from_secs(60),
            pulse: Duration::from_secs(1),
        }
    }
}

/// Which patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patch {
    /// The one that was asked for.
    Wanted,
    /// The one that plays when that fails.
    FallBack,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Pd has told how many samples it has computed.
    Beat(u64),
    /// Pd's process is gone.
    Exited,
    /// Pd could not be started.
    NotStarted,
    /// The wanted patch shall be tried again, even if it plays, since it is another one now.
    Renew,
    /// Nothing but time; to be told often.
    Time,
}

/// Why a start of Pd has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The process is gone.
    Exited,
    /// The process could not be started.
    NotStarted,
    /// It has played, and its samples stand still.
    Stalled,
    /// It has never played.
    Silent,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Start Pd with this patch. There is no process.
    Start(Patch),
    /// Kill the process, which may hang. [`Event::Exited`] follows.
    Kill,
    /// Ask the process to end. [`Event::Exited`] follows.
    End,
    /// The samples of this start have begun to grow.
    Playing(Patch),
    /// The samples grow: feed the watchdog.
    Pulse,
    /// Tell that this patch has failed, and that after the wait `next` is started.
    Failed {
        /// The patch.
        patch: Patch,
        /// Why.
        failure: Failure,
        /// How long nothing is started.
        wait: Duration,
        /// What is started then.
        next: Patch,
    },
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// No process; one is started at `until`.
    Waiting { until: Duration },
    /// A process that ought to play.
    Running(Running),
    /// A process that was told to go; the next is started so long after.
    Ending { wait: Duration },
}

#[derive(Clone, Copy, Debug)]
struct Running {
    /// When it was started, then when its samples were last seen to grow.
    alive: Duration,
    samples: Option<u64>,
    playing_since: Option<Duration>,
    pulsed: Option<Duration>,
}

/// The state of the decisions. Every time is since some common moment and never goes back.
#[derive(Debug)]
pub struct Course {
    policy: Policy,
    state: State,
    patch: Patch,
    fall_back: bool,
    wait: Duration,
    /// When the wanted patch has failed.
    failures: VecDeque<Duration>,
}

impl Course {
    /// Begins with the wanted patch; `fall_back` says whether there is another.
    pub fn new(policy: Policy, fall_back: bool) -> Self {
        Self {
            policy,
            state: State::Waiting {
                until: Duration::ZERO,
            },
            patch: Patch::Wanted,
            fall_back,
            wait: policy.shortest_wait,
            failures: VecDeque::new(),
        }
    }

    /// The patch that plays or is about to.
    pub fn patch(&self) -> Patch {
        self.patch
    }

    /// Whether the samples have grown since the last start, and not stood still for too long.
    pub fn playing(&self) -> bool {
        matches!(self.state, State::Running(running) if running.playing_since.is_some())
    }

    /// Whether there is a fall-back patch, where that has changed.
    pub fn set_fall_back(&mut self, fall_back: bool) {
        self.fall_back = fall_back;
    }

    /// What to do when `event` happens at the time `now`, in order.
    pub fn step(&mut self, now: Duration, event: Event) -> Vec<Action> {
        let mut actions = Vec::new();
        match (event, self.state) {
            (Event::Beat(samples), State::Running(running)) => {
                self.beat(now, samples, running, &mut actions);
            }
            (Event::Exited, State::Running(_)) => self.gone(now, Failure::Exited, &mut actions),
            (Event::NotStarted, State::Running(_)) => {
                self.gone(now, Failure::NotStarted, &mut actions);
            }
            (Event::Exited, State::Ending { wait }) => {
                self.state = State::Waiting { until: now + wait };
            }
            (Event::Renew, _) => self.renew(now, &mut actions),
            _ => {}
        }
        match self.state {
            State::Waiting { until } if now >= until => {
                self.state = State::Running(Running {
                    alive: now,
                    samples: None,
                    playing_since: None,
                    pulsed: None,
                });
                actions.push(Action::Start(self.patch));
            }
            State::Running(running) => self.check(now, running, &mut actions),
            _ => {}
        }
        actions
    }

    fn beat(
        &mut self,
        now: Duration,
        samples: u64,
        mut running: Running,
        actions: &mut Vec<Action>,
    ) {
        // The first beat alone says nothing of whether they grow.
        let grew = running.samples.is_some_and(|before| samples > before);
        running.samples = Some(samples);
        if grew {
            running.alive = now;
            let since = *running.playing_since.get_or_insert_with(|| {
                actions.push(Action::Playing(self.patch));
                now
            });
            if now - since >= self.policy.settled {
                self.wait = self.policy.shortest_wait;
            }
            if running
                .pulsed
                .is_none_or(|at| now - at >= self.policy.pulse)
            {
                running.pulsed = Some(now);
                actions.push(Action::Pulse);
            }
        }
        self.state = State::Running(running);
    }

    /// Looks whether the samples stand still.
    fn check(&mut self, now: Duration, running: Running, actions: &mut Vec<Action>) {
        let (failure, patience) = match running.playing_since {
            Some(_) => (Failure::Stalled, self.policy.stall),
            None => (Failure::Silent, self.policy.silence),
        };
        if now - running.alive >= patience {
            let wait = self.fail(now, failure, actions);
            actions.push(Action::Kill);
            self.state = State::Ending { wait };
        }
    }

    fn gone(&mut self, now: Duration, failure: Failure, actions: &mut Vec<Action>) {
        let wait = self.fail(now, failure, actions);
        self.state = State::Waiting { until: now + wait };
    }

    /// Counts a failure; returns how long to wait.
    fn fail(&mut self, now: Duration, failure: Failure, actions: &mut Vec<Action>) -> Duration {
        let patch = self.patch;
        let wait = self.wait;
        self.wait = (2 * wait).min(self.policy.longest_wait);
        if patch == Patch::Wanted {
            self.failures.push_back(now);
            self.failures.retain(|at| now - *at < self.policy.within);
            if self.fall_back && self.failures.len() >= self.policy.failures {
                self.patch = Patch::FallBack;
            }
        }
        actions.push(Action::Failed {
            patch,
            failure,
            wait,
            next: self.patch,
        });
        wait
    }

    fn renew(&mut self, now: Duration, actions: &mut Vec<Action>) {
        self.patch = Patch::Wanted;
        self.failures.clear();
        self.wait = self.policy.shortest_wait;
        match &mut self.state {
            State::Waiting { until } => *until = now,
            State::Ending { wait } => *wait = Duration::ZERO,
            State::Running(_) => {
                actions.push(Action::End);
                self.state = State::Ending {
                    wait: Duration::ZERO,
                };
            }
        }
    }
}
