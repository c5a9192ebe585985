//! The half of an instrument that every other thread may hold.

use super::shared::{Order, Outcome, Shared};
use super::{Command, Event, LoadError, Mode, Name, Playing, Request, Status};
use crate::message::{self, Action, Atom, MessageError, Query, Reply};
use crate::model_file::manifest::SettingSpec;
use crate::network::Network;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering::{Acquire, Relaxed};
use std::sync::mpsc::channel;

/// A handle to an instrument: clone it freely, use it from any thread.
///
/// It takes short locks and wakes the loader thread, so it is not for audio threads that must not
/// wait; there [`Instrument::apply`](super::Instrument::apply) takes commands.
#[derive(Clone)]
pub struct Remote {
    pub(crate) shared: Arc<Shared>,
}

impl Remote {
    /// Plays a model file, cross-faded in when it is ready. Returns at once; the outcome is an
    /// [`Event`]. `None` keeps the method, or takes `forward`.
    pub fn load(&self, path: impl Into<PathBuf>, method: Option<&str>) {
        self.request(load(path.into(), method));
    }

    /// Plays a model file and waits until it is read, compiled and warmed up: in synchronous and
    /// offline mode the next `process` plays it. Before the first `prepare` it waits for that.
    ///
    /// # Errors
    /// When the model cannot be played; what played before still plays.
    pub fn load_and_wait(
        &self,
        path: impl Into<PathBuf>,
        method: Option<&str>,
    ) -> Result<Arc<Playing>, Arc<LoadError>> {
        self.wait(Order::Request(load(path.into(), method)))
    }

    /// Plays a network of the caller's own making. Like [`Remote::load_and_wait`].
    ///
    /// # Errors
    /// When the network does not run.
    pub fn play(&self, network: Arc<Network>) -> Result<Arc<Playing>, Arc<LoadError>> {
        self.wait(Order::Play(network))
    }

    fn wait(&self, order: Order) -> Result<Arc<Playing>, Arc<LoadError>> {
        let (reply, outcome) = channel();
        self.shared.order(order, Some(reply));
        let outcome: Outcome = outcome
            .recv()
            .unwrap_or_else(|_| Err(LoadError::Closed.into()));
        outcome.and_then(|playing| playing.ok_or_else(|| LoadError::NoModel.into()))
    }

    /// Asks the loader thread for something. Returns at once.
    pub fn request(&self, request: Request) {
        self.shared.order(Order::Request(request), None);
    }

    /// Sends a command to the audio thread, which takes it at its next vector. Commands arrive in
    /// order and none is lost.
    pub fn send(&self, command: Command) {
        let mut outbox = self.shared.outbox.lock();
        self.shared.remember(command);
        outbox.overflow.push_back(command);
        outbox.flush();
        let waits = !outbox.overflow.is_empty();
        drop(outbox);
        if waits {
            // The loader sends the rest when the host computes again.
            let _desk = self.shared.desk.lock();
            self.shared.wake.notify_one();
        }
    }

    /// What the instrument does right now.
    pub fn status(&self) -> Status {
        let shared = &*self.shared;
        let meters = &shared.meters;
        let mode = shared.mode();
        let model = shared.playing.lock().clone();
        let settings = model.iter().flat_map(|model| {
            let settings = model.settings.iter();
            settings.map(|spec| self.setting(spec, model.imported))
        });
        Status {
            settings: settings.collect(),
            model,
            loading: shared.pending.load(Acquire) > 0,
            live: shared.live.load(Relaxed) > 0,
            mode,
            priority: meters.priority().filter(|_| mode == Mode::Worker),
            sample_rate: shared.desk.lock().host.map_or(0.0, |host| host.rate),
            latency: shared.latency.load(Relaxed),
            steps: meters.steps.load(Acquire),
            dropouts: meters.dropouts.load(Relaxed),
            cpu_mean: meters.cpu_mean.get(),
            cpu_worst: meters.cpu_worst.get(),
            enabled: shared.enabled.load(Relaxed),
            bypassed: shared.bypassed.load(Relaxed),
            repaired: meters.repaired.load(Relaxed),
            pitch: (meters.pitch_hz.get(), meters.voicing.get()),
            readings: meters.readings(),
        }
    }

    /// What a setting was set to last, where that is of use, or is at first.
    fn setting(&self, spec: &SettingSpec, imported: bool) -> (String, Vec<f32>) {
        let name = (imported || !spec.fixed).then(|| Name::of_setting(spec));
        let memory = &self.shared.memory;
        let set = name.and_then(|name| memory.values(name, spec.numbers.len()));
        let initial = || spec.numbers.iter().map(|number| number.initial).collect();
        let values = set.unwrap_or_else(initial).into_iter().zip(&spec.numbers);
        let values = values.map(|(value, number)| number.form.nearest(value));
        (spec.name.clone(), values.collect())
    }

    /// The oldest event not yet taken.
    pub fn poll_event(&self) -> Option<Event> {
        self.shared.events.lock().pop_front()
    }

    /// Answers a question, in one message or several.
    pub fn query(&self, query: Query) -> Vec<Reply> {
        message::answer(query, &self.status())
    }

    /// Understands a message: one of `nrave~`'s words ([`message::parse`]), or the name of one of the
    /// model's settings. Before a model has loaded, and while one loads, names are kept for it.
    ///
    /// # Errors
    /// For an unknown word, an unknown name, or arguments that do not fit; the error says what would.
    pub fn understand(&self, word: &str, atoms: &[Atom<'_>]) -> Result<Action, MessageError> {
        // Asked first: what is no longer loading plays.
        let loading = self.shared.loads.load(Acquire) > 0;
        let playing = self.shared.playing.lock().clone();
        message::understand(word, atoms, playing.as_deref(), loading)
    }

    /// Does what a message says and returns the answers. On an audio thread, give an
    /// [`Action::Command`] to [`Instrument::apply`](super::Instrument::apply) instead, after
    /// [`Remote::check`].
    ///
    /// # Errors
    /// When it does not fit the model that plays.
    pub fn act(&self, action: &Action) -> Result<Vec<Reply>, MessageError> {
        self.check(action)?;
        match action {
            Action::Command(command) => self.send(*command),
            Action::Request(request) => self.request(request.clone()),
            Action::Query(query) => return Ok(self.query(*query)),
        }
        Ok(Vec::new())
    }

    /// Checks a message against the model that plays. Before a model has loaded everything fits: the
    /// settings wait for it.
    ///
    /// # Errors
    /// When the model lacks the attribute, the pitch or the method.
    pub fn check(&self, action: &Action) -> Result<(), MessageError> {
        match &*self.shared.playing.lock() {
            Some(playing) => message::check(action, playing),
            None => Ok(()),
        }
    }

    /// The mode that was asked for, where it is offline mode: `process` then waits for requests.
    pub fn is_offline(&self) -> bool {
        self.shared.offline.load(Acquire) || self.shared.mode() == Mode::Offline
    }
}

fn load(path: PathBuf, method: Option<&str>) -> Request {
    Request::Load {
        path,
        method: method.map(str::to_owned),
    }
}
