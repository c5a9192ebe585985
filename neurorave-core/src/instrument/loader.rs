//! The loader thread: everything slow that an instrument does.
//!
//! It reads models, builds voices, watches how the host computes before it settles the slack of
//! worker mode, and drops what the audio thread has no more use for.

use super::build::{Plan, warm_up};
use super::burst::BurstMeter;
use super::shared::{Order, Outcome, Shared};
use super::voice::Voice;
use super::{Event, LoadError, Mode, Playing, Request};
use crate::model::Model;
use crate::network::{self, Network};
use crate::opening;
use ringbuf::traits::{Consumer, Producer};
use ringbuf::{HeapCons, HeapProd};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Between looks at the audio thread's counter while bursts are measured.
const WATCH: Duration = Duration::from_micros(250);
/// Between looks while the host rests, or while voices come and go.
const GLANCE: Duration = Duration::from_millis(20);

pub(crate) struct Loader {
    shared: Arc<Shared>,
    voices: HeapProd<Box<Voice>>,
    trash: HeapCons<Box<Voice>>,
    /// A voice that found the ring full.
    waiting: Option<Box<Voice>>,
    source: Option<Source>,
    mode: Option<Mode>,
    latency: Option<usize>,
    /// The host's burst, once measured.
    burst: Option<usize>,
    measuring: Option<BurstMeter>,
    origin: Instant,
    /// Voices made so far, those not yet dropped, the newest not yet announced.
    made: u64,
    alive: usize,
    unheard: Option<(u64, Event)>,
}

/// What plays.
#[derive(Clone)]
struct Source {
    path: Option<PathBuf>,
    model: Option<Arc<Model>>,
    network: Arc<Network>,
    playing: Arc<Playing>,
    cost: f64,
}

impl Loader {
    pub fn new(
        shared: Arc<Shared>,
        voices: HeapProd<Box<Voice>>,
        trash: HeapCons<Box<Voice>>,
    ) -> Loader {
        Loader {
            shared,
            voices,
            trash,
            waiting: None,
            source: None,
            mode: None,
            latency: None,
            burst: None,
            measuring: None,
            origin: Instant::now(),
            made: 0,
            alive: 0,
            unheard: None,
        }
    }

    /// Works until the instrument is closed.
    pub fn run(mut self) {
        let shared = Arc::clone(&self.shared);
        loop {
            let mut desk = shared.desk.lock();
            if desk.orders.is_empty() && !desk.closed {
                match self.patience() {
                    Some(pause) => drop(shared.wake.wait_for(&mut desk, pause)),
                    None => shared.wake.wait(&mut desk),
                }
            }
            if desk.closed {
                break;
            }
            let order = desk.orders.pop_front();
            drop(desk);
            if let Some((order, reply)) = order {
                let loads = order.loads();
                let outcome = self.obey(order);
                self.shared
                    .loads
                    .fetch_sub(usize::from(loads), Ordering::AcqRel);
                self.finish(outcome, reply);
            }
            self.look_around();
        }
        // Whoever still waits learns that nothing will come.
        let mut desk = shared.desk.lock();
        desk.orders.clear();
        shared.loads.store(0, Ordering::Release);
        shared.pending.store(0, Ordering::Release);
        shared.finished.notify_all();
    }

    /// How long nothing needs to be done; `None` for as long as there is no order.
    fn patience(&self) -> Option<Duration> {
        match &self.measuring {
            Some(meter) if meter.is_running() => Some(WATCH),
            Some(_) => Some(GLANCE),
            None => {
                let playing = self.source.as_ref().map(|source| &source.playing);
                let restless = self.alive > 1
                    || playing.is_some_and(|model| model.can_be_imported_anew())
                    || self.unheard.is_some()
                    || self.waiting.is_some()
                    || !self.shared.outbox.lock().overflow.is_empty();
                restless.then_some(GLANCE)
            }
        }
    }

    fn finish(&self, outcome: Outcome, reply: Option<std::sync::mpsc::Sender<Outcome>>) {
        if let Some(reply) = reply {
            // The one who asked may have gone.
            let _ = reply.send(outcome);
        }
        let _desk = self.shared.desk.lock();
        self.shared.pending.fetch_sub(1, Ordering::AcqRel);
        self.shared.finished.notify_all();
    }

    fn obey(&mut self, order: Order) -> Outcome {
        let asked = match &order {
            Order::Request(Request::Load { path, .. }) => Some(path.clone()),
            _ => self.source.as_ref().and_then(|s| s.path.clone()),
        };
        let result = match order {
            Order::Prepare => {
                self.burst = None;
                self.rebuild()
            }
            Order::Play(network) => self.take(None, None, network),
            Order::Request(request) => self.request(request),
        };
        match result {
            Ok(()) => Ok(self.source.as_ref().map(|s| Arc::clone(&s.playing))),
            Err(error) => {
                let error = Arc::new(error);
                self.shared.tell(Event::LoadFailed {
                    path: asked,
                    error: Arc::clone(&error),
                });
                Err(error)
            }
        }
    }

    fn request(&mut self, request: Request) -> Result<(), LoadError> {
        match request {
            Request::Load { path, method } => self.load(path, method),
            Request::Reload => {
                let source = self.source.as_ref().ok_or(LoadError::NoModel)?;
                let path = source.path.clone().ok_or(LoadError::NoFile)?;
                self.load(path, None)
            }
            Request::Method(method) => {
                let source = self.source.clone().ok_or(LoadError::NoModel)?;
                let model = source.model.ok_or(LoadError::NoFile)?;
                let network = compile(&model, &method, source.path.as_ref())?;
                self.take(source.path, Some(model), network)
            }
            Request::Mode(mode) => {
                let before = std::mem::replace(&mut self.mode, mode);
                self.rebuild().inspect_err(|_| self.mode = before)
            }
            Request::Latency(latency) => {
                self.latency = latency;
                self.burst = None;
                self.rebuild()
            }
        }
    }

    fn load(&mut self, path: PathBuf, method: Option<String>) -> Result<(), LoadError> {
        let outcome = self.replace(path, method);
        if let (Err(_), Some(before)) = (&outcome, &self.source) {
            self.shared.settle_for(&before.playing.settings);
        }
        outcome
    }

    fn replace(&mut self, path: PathBuf, method: Option<String>) -> Result<(), LoadError> {
        let tell = || self.shared.tell(Event::Importing(path.clone()));
        let plain = opening::open_telling(&path, tell)?;
        let before = self.source.as_ref().and_then(|s| s.path.as_deref());
        let model = self.shared.as_wanted(&path, plain, before)?;
        let has = |name: &str| model.manifest().methods.contains_key(name);
        let kept = self.source.as_ref().map(|s| s.network.name().to_owned());
        let method = method
            .or(kept.filter(|m| has(m)))
            .unwrap_or_else(|| "forward".into());
        let network = compile(&model, &method, Some(&path))?;
        self.take(Some(path), Some(model), network)
    }

    /// Makes `network` the one that plays.
    fn take(
        &mut self,
        path: Option<PathBuf>,
        model: Option<Arc<Model>>,
        network: Arc<Network>,
    ) -> Result<(), LoadError> {
        let cost = warm_up(&network).map_err(|error| LoadError::Network {
            path: path.clone(),
            error,
        })?;
        let playing = Arc::new(Playing::of(&network, path.clone()));
        let source = Source {
            path,
            model,
            network,
            playing: Arc::clone(&playing),
            cost,
        };
        let before = self.source.replace(source);
        self.rebuild().inspect_err(|_| self.source = before)?;
        *self.shared.playing.lock() = Some(Arc::clone(&playing));
        self.shared.tell(Event::Loaded(playing));
        Ok(())
    }

    /// Builds a voice for what is now asked for, or starts to measure what that takes.
    fn rebuild(&mut self) -> Result<(), LoadError> {
        self.measuring = None;
        let host = self.shared.desk.lock().host;
        let (Some(source), Some(host)) = (&self.source, host) else {
            return Ok(());
        };
        let plan = Plan {
            network: Arc::clone(&source.network),
            playing: Arc::clone(&source.playing),
            host,
            mode: self.mode,
            latency: self.latency,
            cost: source.cost,
            burst: self.burst,
            taken: self.shared.share.of_others(),
        };
        if plan.needs_burst()? {
            self.measuring = Some(BurstMeter::new(host.rate, host.vector));
            return Ok(());
        }
        let shared = Arc::clone(&self.shared);
        let failed = Box::new(move |problem| shared.tell(Event::Failed(problem)));
        let voice = plan.build(self.made + 1, &self.shared.meters, failed)?;
        let here = voice.mode == Mode::Synchronous;
        self.shared.share.set(if here { plan.load() } else { 0.0 });
        self.made += 1;
        self.alive += 1;
        let (mode, latency) = (voice.mode, voice.timing.latency);
        self.shared.mode.store(mode as u8, Ordering::Relaxed);
        self.shared.latency.store(latency, Ordering::Relaxed);
        self.unheard = Some((self.made, Event::Live { mode, latency }));
        self.send(Box::new(voice));
        Ok(())
    }

    /// Sends a voice to the audio thread; where the ring is full (a host that rests), the newest
    /// waits.
    fn send(&mut self, voice: Box<Voice>) {
        if let Err(voice) = self.voices.try_push(voice)
            && self.waiting.replace(voice).is_some()
        {
            self.alive -= 1;
        }
    }

    fn look_around(&mut self) {
        while self.trash.try_pop().is_some() {
            self.alive -= 1;
        }
        if let Some(voice) = self.waiting.take() {
            self.send(voice);
        }
        self.shared.outbox.lock().flush();
        self.shared.freshen();
        if let Some((id, event)) = &self.unheard
            && self.shared.live.load(Ordering::Relaxed) == *id
        {
            self.shared.tell(event.clone());
            self.unheard = None;
        }
        if let Some(meter) = &mut self.measuring {
            let time = self.origin.elapsed().as_secs_f64();
            if let Some(burst) = meter.see(time, self.shared.frames.load(Ordering::Relaxed)) {
                self.burst = Some(burst);
                if let Err(error) = self.rebuild() {
                    let path = self.source.as_ref().and_then(|s| s.path.clone());
                    self.shared.tell(Event::LoadFailed {
                        path,
                        error: Arc::new(error),
                    });
                }
            }
        }
    }
}

fn compile(
    model: &Arc<Model>,
    method: &str,
    path: Option<&PathBuf>,
) -> Result<Arc<Network>, LoadError> {
    network::shared(model, method).map_err(|error| LoadError::Network {
        path: path.cloned(),
        error,
    })
}
