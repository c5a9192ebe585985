//! Making a voice: how it runs, how late it answers, and everything it needs.

use super::job::Job;
use super::meters::Meters;
use super::player::{Player, Reports};
use super::pool::Pool;
use super::resampler::Kernels;
use super::runner::Runner;
use super::shared::Host;
use super::timing::{Ratio, Timing};
use super::voice::{self, Engine, Parts, Voice};
use super::worker::Worker;
use super::{LoadError, Mode, Playing};
use crate::network::{FlushDenormals, Network, NetworkError};
use crate::pitch::Noise;
use std::sync::Arc;
use std::time::Instant;

/// Steps run before a network goes live: the first calls allocate, fault pages in and fill caches.
const WARM_UP: usize = 3;
/// Steps measured after that.
const MEASURED: usize = 8;
/// In worker mode the slack covers the worst measured call with this margin …
const MARGIN: f64 = 1.25;
/// … and this many seconds for the system to notice that there is work.
const NOTICE: f64 = 0.001;
/// Bursts beyond this are no bursts but a host that runs ahead of the clock, in seconds.
const LONGEST_BURST: f64 = 0.5;
/// In synchronous mode the networks of all instruments, whose steps may fall together, may take this
/// part of the time of one host vector.
const SYNCHRONOUS_SHARE: f64 = 0.5;

/// Runs a network for nothing, so that its first real call is like every other, and to see that it
/// runs at all. Returns the worst time of a call in seconds.
pub(crate) fn warm_up(network: &Arc<Network>) -> Result<f64, NetworkError> {
    let _flush = FlushDenormals::new();
    let mut runner = Runner::new(Arc::clone(network))?;
    let mut job = Job::new(network);
    job.epoch = 1;
    let mut noise = Noise::new(0);
    let mut worst = 0.0f64;
    for call in 0..WARM_UP + MEASURED {
        for port in &mut job.inputs {
            noise.fill(port);
            port.iter_mut().for_each(|x| *x *= 0.1);
        }
        let start = Instant::now();
        runner.run(&mut job)?;
        if call >= WARM_UP {
            worst = worst.max(start.elapsed().as_secs_f64());
        }
    }
    Ok(worst)
}

/// What decides how a voice runs.
pub(crate) struct Plan {
    pub network: Arc<Network>,
    pub playing: Arc<Playing>,
    pub host: Host,
    /// The mode asked for.
    pub mode: Option<Mode>,
    /// The latency asked for, in host samples.
    pub latency: Option<usize>,
    /// Worst time of a network call, in seconds.
    pub cost: f64,
    /// The host's burst in host samples, where it is known.
    pub burst: Option<usize>,
    /// Seconds of a vector that the networks of other instruments take.
    pub taken: f64,
}

impl Plan {
    /// How the network will run.
    ///
    /// # Errors
    /// When synchronous mode was asked for and the executor is not for it.
    pub fn mode(&self) -> Result<Mode, LoadError> {
        let executor = self.network.executor();
        let safe = executor.is_real_time_safe();
        match self.mode {
            Some(Mode::Synchronous) if !safe => Err(LoadError::NotRealTime {
                executor: executor.name(),
            }),
            Some(mode) => Ok(mode),
            None => {
                let time = SYNCHRONOUS_SHARE * self.host.vector as f64 / self.host.rate;
                Ok(if safe && self.load() + self.taken < time {
                    Mode::Synchronous
                } else {
                    Mode::Worker
                })
            }
        }
    }

    /// Seconds that the network takes of the vector in which the most of its steps are complete.
    pub fn load(&self) -> f64 {
        let step = self.network.method().step as f64;
        let step = step * self.host.rate / f64::from(self.network.manifest().sample_rate);
        self.cost * (self.host.vector as f64 / step).ceil()
    }

    /// Whether the host's burst must be known first.
    pub fn needs_burst(&self) -> Result<bool, LoadError> {
        let measured = self.latency.is_some() || self.burst.is_some();
        Ok(self.mode()? == Mode::Worker && !measured)
    }

    /// Whole steps that the pool needs between a step's completion and its result.
    fn steps(&self, step: f64) -> usize {
        let burst = self.burst.unwrap_or(self.host.vector) as f64;
        let burst = burst.min(LONGEST_BURST * self.host.rate);
        let compute = (self.cost * MARGIN + NOTICE) * self.host.rate;
        ((burst + compute) / step).ceil().max(1.0) as usize
    }

    fn timing(&self, mode: Mode, kernels: &Kernels, ratio: Ratio) -> Timing {
        let method = self.network.method();
        let sounds = self.network.layout().audio_outlets() > 0;
        let halves = (
            kernels.input.half(),
            if sounds { kernels.output.half() } else { 0 },
        );
        let least = |steps| Timing::least(ratio, method.step, method.delay, halves, steps);
        match (self.latency, mode) {
            (Some(asked), _) => {
                let mut timing = least(usize::from(mode == Mode::Worker));
                timing.latency = timing.latency.max(asked);
                timing
            }
            (None, Mode::Worker) => {
                least(self.steps(ratio.host as f64 / ratio.model as f64 * method.step as f64))
            }
            (None, Mode::Synchronous | Mode::Offline) => least(0),
        }
    }

    /// Builds the voice and, in worker mode, brings it to the pool.
    ///
    /// # Errors
    /// When the network cannot start or there is no thread.
    pub fn build(
        &self,
        id: u64,
        meters: &Arc<Meters>,
        failed: Box<dyn Fn(String) + Send>,
    ) -> Result<Voice, LoadError> {
        let mode = self.mode()?;
        let rate = self.network.manifest().sample_rate;
        let ratio = Ratio::new(self.host.rate, rate);
        let kernels = Kernels::new(self.host.rate, rate, ratio);
        let timing = self.timing(mode, &kernels, ratio);
        let step = self.network.method().step;
        let slack = timing.due(0).saturating_sub(timing.complete(0));
        let jobs = voice::jobs((slack / timing.complete(0).max(1)) as usize + 1);
        let runner =
            Runner::new(Arc::clone(&self.network)).map_err(|error| LoadError::Network {
                path: self.playing.path.clone(),
                error,
            })?;
        let period = step as f64 / f64::from(rate);
        let player = |runner| {
            let reports = Reports {
                meters: Arc::clone(meters),
                failed,
            };
            Player::new(runner, period, reports)
        };
        let engine = match mode {
            Mode::Synchronous => {
                // The audio thread looks at no clock: what the warm-up has measured stands.
                let load = (self.cost / period) as f32;
                meters.count(load, load);
                Engine::Here(Box::new(runner))
            }
            Mode::Offline => Engine::Offline(Box::new(player(runner))),
            Mode::Worker => {
                let slack = slack as f64 / self.host.rate;
                Engine::There(Worker::start(Pool::shared()?, player(runner), jobs, slack))
            }
        };
        Ok(Voice::new(Parts {
            network: Arc::clone(&self.network),
            playing: Arc::clone(&self.playing),
            mode,
            timing,
            kernels,
            generation: self.host.generation,
            id,
            engine,
            jobs,
            meters: Arc::clone(meters),
            host_rate: self.host.rate,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::fixture;
    use crate::network::{Executor, State};

    struct Still;

    impl Executor for Still {
        fn name(&self) -> &'static str {
            "still"
        }

        fn start(&self) -> Result<State, NetworkError> {
            Ok(State::new(()))
        }

        fn step(
            &self,
            _: &mut State,
            _: &[Box<[f32]>],
            _: &mut [Box<[f32]>],
        ) -> Result<(), NetworkError> {
            Ok(())
        }

        fn is_real_time_safe(&self) -> bool {
            true
        }
    }

    /// In milliseconds: what a step of 441 samples costs, and what others take of a vector.
    fn mode(vector: usize, cost: f64, taken: f64) -> Mode {
        let network = fixture::network(441, 44_100, Still);
        let plan = Plan {
            playing: Arc::new(Playing::of(&network, None)),
            network,
            host: Host {
                rate: 44_100.0,
                vector,
                generation: 1,
            },
            mode: None,
            latency: None,
            cost: cost / 1e3,
            burst: None,
            taken: taken / 1e3,
        };
        plan.mode().unwrap()
    }

    #[test]
    fn the_audio_thread_takes_no_more_networks_than_it_has_time_for() {
        // A vector of 1 ms, in which a step may be complete, or not.
        assert_eq!(mode(44, 0.4, 0.0), Mode::Synchronous);
        assert_eq!(mode(44, 0.6, 0.0), Mode::Worker);
        assert_eq!(mode(44, 0.3, 0.3), Mode::Worker);
        // Ten steps in a vector of 100 ms.
        assert_eq!(mode(4410, 4.0, 0.0), Mode::Synchronous);
        assert_eq!(mode(4410, 4.0, 20.0), Mode::Worker);
        assert_eq!(mode(4410, 6.0, 0.0), Mode::Worker);
    }
}
