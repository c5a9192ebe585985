//! The audio thread's half of a voice: one network with its resamplers, its jobs and its clock.

use super::dry::Dry;
use super::fade::Envelope;
use super::feed::{Feed, Rows};
use super::job::{Job, order};
use super::meters::Meters;
use super::outlet::Outlet;
use super::player::Player;
use super::resampler::{Kernels, OutputClock};
use super::runner::Runner;
use super::settings::Settings;
use super::timing::Timing;
use super::worker::Worker;
use super::{Mode, Playing};
use crate::network::{Network, is_signal};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

/// Who runs the network.
pub(crate) enum Engine {
    /// This thread, which must not wait (synchronous mode).
    Here(Box<Runner>),
    /// This thread, which may take its time (offline mode).
    Offline(Box<Player>),
    /// The pool.
    There(Worker),
}

/// Where a voice can be heard, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// From its first result on: nothing sounds before.
    Start,
    /// From its first answer to a sound on, cross-faded with what plays.
    Swap,
}

pub(crate) struct Voice {
    pub playing: Arc<Playing>,
    pub mode: Mode,
    pub timing: Timing,
    /// Which `prepare` it was built for.
    pub generation: u64,
    /// Tells voices apart.
    pub id: u64,
    pub envelope: Envelope,
    entry: Entry,
    /// Samples that fades take.
    rise: u64,
    fall: u64,
    /// Host samples since the start.
    now: u64,
    epoch: u64,
    feed: Feed,
    job: Option<Box<Job>>,
    // The boxes themselves travel through the rings.
    #[allow(clippy::vec_box)]
    free: Vec<Box<Job>>,
    ready: VecDeque<Box<Job>>,
    engine: Engine,
    outlets: Vec<Outlet>,
    /// Port and channel of each outlet.
    sources: Vec<(usize, usize)>,
    clock: OutputClock,
    /// The next step to be heard, and from when.
    due_step: u64,
    due: u64,
    /// The step before had no result.
    gap: bool,
    dry: Dry,
    meters: Arc<Meters>,
}

/// How many jobs a voice needs when results are due `steps` whole steps after completion: these, one
/// being filled, one being heard, one to spare.
pub(crate) fn jobs(steps: usize) -> usize {
    steps + 3
}

/// What a voice is made from.
pub(crate) struct Parts {
    pub network: Arc<Network>,
    pub playing: Arc<Playing>,
    pub mode: Mode,
    pub timing: Timing,
    pub kernels: Kernels,
    pub generation: u64,
    pub id: u64,
    pub engine: Engine,
    pub jobs: usize,
    pub meters: Arc<Meters>,
    pub host_rate: f64,
}

impl Voice {
    /// Builds a voice, allocating all it will ever need.
    pub fn new(parts: Parts) -> Voice {
        let Parts {
            network,
            timing,
            kernels,
            ..
        } = parts;
        let (mut outlets, mut sources) = (Vec::new(), Vec::new());
        let ports = network.method().outputs.iter().enumerate();
        for (i, port) in ports.filter(|(_, port)| is_signal(port.kind)) {
            for channel in 0..port.channels {
                outlets.push(Outlet::new(port, &timing, &kernels.output));
                sources.push((i, channel));
            }
        }
        let mut free = Vec::with_capacity(parts.jobs);
        free.extend((0..parts.jobs).map(|_| Box::new(Job::new(&network))));
        Voice {
            playing: parts.playing,
            mode: parts.mode,
            generation: parts.generation,
            id: parts.id,
            envelope: Envelope::SILENT,
            entry: Entry::Start,
            rise: (parts.host_rate * 0.02) as u64,
            fall: (parts.host_rate * 0.05) as u64,
            now: 0,
            // Jobs and runners begin at epoch 0: the first job of a voice starts the state afresh.
            epoch: 1,
            feed: Feed::new(&network, timing, &kernels),
            job: None,
            free,
            ready: VecDeque::with_capacity(parts.jobs),
            engine: parts.engine,
            outlets,
            sources,
            clock: OutputClock::new(&timing),
            due_step: 0,
            due: timing.due(0),
            gap: false,
            dry: Dry::new(network.layout(), timing.latency),
            meters: parts.meters,
            timing,
        }
    }

    /// Starts over, at this very sample: as if the voice had just been built.
    pub fn restart(&mut self, entry: Entry) {
        self.entry = entry;
        self.envelope = Envelope::SILENT;
        self.now = 0;
        self.epoch += 1;
        self.feed.reset();
        self.dry.reset();
        self.outlets.iter_mut().for_each(Outlet::reset);
        self.clock = OutputClock::new(&self.timing);
        self.due_step = 0;
        self.due = self.timing.due(0);
        self.gap = false;
        if let Engine::There(worker) = &self.engine {
            worker.want(self.epoch, 0);
        }
    }

    /// How the voice comes in; before its first sample.
    pub fn enter(&mut self, entry: Entry) {
        self.entry = entry;
    }

    /// Samples since the start.
    pub fn now(&self) -> u64 {
        self.now
    }

    /// Begins to fade out at sample `n` of this voice's clock.
    pub fn leave(&mut self, n: u64) {
        self.envelope.fall(n, self.fall);
    }

    /// Computes `length` samples (at most a chunk) of every outlet.
    pub fn process(
        &mut self,
        settings: &Settings,
        inputs: &Rows,
        side: usize,
        outputs: &mut Rows,
        length: usize,
    ) {
        let mut from = 0;
        while from < length {
            // Up to the sample that completes a step, or to the one before a result is due.
            let mut run = (length - from) as u64;
            run = run.min(self.feed.complete() + 1 - self.now);
            run = run.min(self.due_after_now() - self.now);
            let run = run as usize;
            self.feed.push(self.now, inputs, side, from, run);
            self.dispatch(settings);
            while self.due <= self.now {
                self.hear();
            }
            for i in from..from + run {
                for (outlet, row) in self.outlets.iter().zip(outputs.iter_mut()) {
                    row[i] = outlet.at(&self.clock);
                }
                self.clock.tick();
            }
            self.shape(outputs, from, run);
            self.now += run as u64;
            from += run;
        }
    }

    /// When the first result is due that is not due yet.
    fn due_after_now(&self) -> u64 {
        let mut due = self.due;
        let mut step = self.due_step;
        while due <= self.now {
            step += 1;
            due = self.timing.due(step);
        }
        due
    }

    /// Writes the input, delayed by the latency, to the outlets that carry audio.
    pub fn bypass(&mut self, inputs: &Rows, outputs: &mut Rows, length: usize) {
        self.dry.process(inputs, outputs, length);
    }

    /// How many outlets there are.
    pub fn outlets(&self) -> usize {
        self.outlets.len()
    }

    /// Applies the envelope.
    fn shape(&self, outputs: &mut Rows, from: usize, run: usize) {
        if self.envelope.is_open(self.now, run as u64) {
            return;
        }
        for i in 0..run {
            let gain = self.envelope.at(self.now + i as u64);
            for row in outputs.iter_mut().take(self.outlets.len()) {
                row[from + i] *= gain;
            }
        }
    }

    /// Fills jobs and hands them over as they become full.
    fn dispatch(&mut self, settings: &Settings) {
        loop {
            if self.job.is_none() {
                self.collect();
                self.job = self.free.pop();
            }
            let step = self.feed.step();
            if !self.feed.fill(&mut self.job) {
                return;
            }
            // Without a free job the step is lost; it will count as late.
            let Some(mut job) = self.job.take() else {
                continue;
            };
            job.index = step;
            job.epoch = self.epoch;
            job.settings = *settings;
            match &mut self.engine {
                Engine::Here(runner) => {
                    // An error leaves the job without an answer: silence.
                    let _ = runner.run(&mut job);
                    self.ready.push_back(job);
                }
                Engine::Offline(player) => {
                    player.serve(&mut job);
                    self.ready.push_back(job);
                }
                Engine::There(worker) => {
                    if let Err(job) = worker.give(job) {
                        self.free.push(job);
                    }
                }
            }
        }
    }

    /// Fetches finished jobs and puts outdated ones aside.
    fn collect(&mut self) {
        if let Engine::There(worker) = &mut self.engine {
            while let Some(job) = worker.take() {
                self.ready.push_back(job);
            }
        }
        let wanted = order(self.epoch, self.due_step);
        while self.ready.front().is_some_and(|job| job.order() < wanted) {
            self.free.extend(self.ready.pop_front());
        }
    }

    /// Brings the step that is due now to the outlets, or its absence.
    fn hear(&mut self) {
        self.collect();
        let wanted = order(self.epoch, self.due_step);
        let next = self.ready.front().map(|job| job.order());
        let job = if next == Some(wanted) {
            self.ready.pop_front()
        } else {
            if self.envelope.is_rising() {
                self.meters.dropouts.fetch_add(1, Relaxed);
            }
            None
        };
        match &job {
            Some(job) if job.answered => {
                for (outlet, &(port, channel)) in self.outlets.iter_mut().zip(&self.sources) {
                    let data = &job.outputs[port];
                    outlet.answer(slice(data, channel, outlet.length()), self.gap);
                }
                self.gap = false;
                self.meters.publish(job);
                self.begin();
            }
            _ => {
                self.outlets
                    .iter_mut()
                    .for_each(|outlet| outlet.miss(self.gap));
                self.gap = true;
            }
        }
        self.free.extend(job);
        self.due_step += 1;
        self.due = self.timing.due(self.due_step);
        if let Engine::There(worker) = &self.engine {
            worker.want(self.epoch, self.due_step);
        }
    }

    /// Lets the voice be heard from its first result on.
    fn begin(&mut self) {
        if self.envelope.is_rising() {
            return;
        }
        match self.entry {
            Entry::Start => self.envelope.rise(self.now, self.rise, false),
            Entry::Swap => {
                let answer = self.now.max(self.timing.latency as u64);
                self.envelope.rise(answer, self.fall, true);
            }
        }
    }
}

fn slice(data: &[f32], channel: usize, length: usize) -> &[f32] {
    &data[channel * length..][..length]
}
