//! One `nrave~` or `mc.nrave~` box: instruments, and what Max has to know of them.

use crate::abi::{Handle, systhread_ismainthread};
use crate::atoms::Outlet;
use crate::clock::Clock;
use crate::console;
use crate::front::Front;
use crate::paths;
use crate::stage::{Numbers, Stage, silence};
use crate::weak;
use neurorave_core::instrument::{Command, Instrument, Mode, Playing, Remote, Request};
use neurorave_core::message::{Action, Atom, Query, Reply};
use neurorave_core::object::{
    Arguments, BROKEN, Channels, Form, MOST_VOICES, News, Property, Shape, Wanted, Wiring,
    sentence, understand,
};
use parking_lot::{Mutex, MutexGuard};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

/// How often the box looks for news, in milliseconds: while it waits for a model, and otherwise.
const POLL_WAITING_MS: f64 = 20.0;
const POLL_IDLE_MS: f64 = 200.0;
/// A rate and a vector to begin with, before Max has said which.
const USUAL_RATE_HZ: f64 = 48_000.0;
const USUAL_VECTOR: usize = 64;

/// A box. Max calls it from its main thread, its scheduler's and the audio thread, at once.
pub struct Player {
    object: Object,
    shape: Shape,
    /// What the box was made for.
    pub wanted_model: Option<Wanted>,
    pub wiring: Wiring,
    /// What messages touch. Never taken by the audio thread.
    front: Mutex<Front>,
    /// What the perform routine touches. It never waits for it: others hold it while the DSP chain
    /// is made, and a vector that falls into that time is silent.
    stage: Mutex<Stage>,
    numbers: Numbers,
    /// Inlets of the model that plays.
    wanted: AtomicUsize,
    /// A callback of this box panicked: it stays silent and says so.
    broken: AtomicBool,
    /// The perform routine has found it broken, and the console doesn't know yet.
    untold: AtomicBool,
    info: OnceLock<Outlet>,
    clock: Clock,
    /// The box is freed; what it has still to say, nobody hears.
    ended: AtomicBool,
    /// The text of the box is acted upon: what comes now is somebody's wish.
    made: AtomicBool,
}

/// The address of Max's part.
#[derive(Clone, Copy)]
struct Object(Handle);

// SAFETY: only an address; what is done with it is allowed on the thread that does it.
unsafe impl Send for Object {}
// SAFETY: as above.
unsafe impl Sync for Object {}

impl Player {
    /// A silent box with the inlets and outlets that the arguments and the model they name ask for.
    pub fn new(
        object: Handle,
        clock: Clock,
        arguments: &Arguments,
        channels: Channels,
        wanted: Option<Wanted>,
    ) -> Self {
        let shape = Shape::of(arguments, wanted.as_ref());
        let layout = wanted.as_ref().map(|wanted| &wanted.layout);
        let wiring = Wiring::new(shape, channels, layout);
        let mut stage = Stage::default();
        let (mut instrument, remote) = Instrument::new();
        instrument.prepare(USUAL_RATE_HZ, USUAL_VECTOR);
        stage.add(instrument);
        Self {
            object: Object(object),
            shape,
            wanted_model: wanted,
            numbers: Numbers::new(wiring.inlets.len()),
            front: Mutex::new(Front::new(remote, &arguments.start, wiring.inlets.len())),
            wiring,
            stage: Mutex::new(stage),
            wanted: AtomicUsize::new(shape.inlets),
            broken: AtomicBool::new(false),
            untold: AtomicBool::new(false),
            info: OnceLock::new(),
            clock,
            ended: AtomicBool::new(false),
            made: AtomicBool::new(false),
        }
    }

    /// Begins to play, once the box has its outlets.
    pub fn begin(&self, info: Outlet, offline: bool) {
        let _ = self.info.set(info);
        let mut front = self.front.lock();
        if self.shape.side {
            front.command(0, Command::Side(true));
        }
        if offline {
            front.request(Request::Mode(Some(Mode::Offline)));
        }
        if let Some(Wanted { path, method, .. }) = &self.wanted_model {
            front.request(Request::Load {
                path: path.clone(),
                method: Some(method.clone()),
            });
        }
        drop(front);
        self.clock.after(POLL_WAITING_MS);
    }

    /// Sends on the information outlet. The patch may answer at once, through this box's methods.
    pub fn send(&self, replies: &[Reply]) {
        let Some(info) = self.info.get() else { return };
        for reply in replies {
            if self.ended.load(Relaxed) {
                return;
            }
            info.send(reply);
        }
    }

    /// Acts on a message and returns the answers for the information outlet. `voice` is the one
    /// that it is for, from 1; 0 is all. Files are looked for: on the main thread only.
    pub fn message(&self, voice: usize, word: &str, atoms: &[Atom]) -> Vec<Reply> {
        if self.broken.load(Relaxed) {
            return self.complain(BROKEN);
        }
        // Nobody waits while files are looked for.
        let asked = self.front.lock().voice(voice);
        let action = asked.and_then(|remote| understood(&remote, voice, word, atoms));
        let action = match action {
            Ok(action) => action,
            Err(error) => return self.complain(&error),
        };
        let mut front = self.front.lock();
        match action {
            Action::Query(query) => front.query(voice, query),
            Action::Command(command) => {
                front.command(voice, command);
                Vec::new()
            }
            Action::Request(request) => {
                if let (Request::Load { .. }, [Atom::Symbol(file), ..]) = (&request, atoms) {
                    front.name(file);
                }
                front.request(request);
                drop(front);
                self.clock.after(0.0);
                Vec::new()
            }
        }
    }

    /// A number for an inlet that has no signal.
    pub fn number(&self, inlet: usize, number: f32) {
        self.numbers.put(inlet, number);
    }

    /// Everything there is to know, for a bang.
    pub fn describe(&self) -> Vec<Reply> {
        self.front.lock().query(0, Query::Info)
    }

    /// The model that plays or loads.
    pub fn playing(&self) -> Option<std::sync::Arc<Playing>> {
        self.front.lock().playing()
    }

    /// The clock's tick: tells what happened since.
    pub fn tick(&self) {
        self.clock.tick(|| {
            let replies = self.poll();
            self.send(&replies);
        });
    }

    /// To be called before a box is dropped, when its chain has let it go: waits for the last tick.
    pub fn end(&self) {
        self.ended.store(true, Relaxed);
        self.clock.end();
    }

    /// To be called when the properties in the text of the box are set.
    pub fn made(&self) {
        self.made.store(true, Relaxed);
    }

    /// What happened since, and when to look again.
    fn poll(&self) -> Vec<Reply> {
        if self.untold.swap(false, Relaxed) {
            return self.complain(BROKEN);
        }
        // A host may tick on its audio thread, which waits for nobody.
        let Some(mut front) = self.front.try_lock() else {
            self.clock.after(POLL_WAITING_MS);
            return Vec::new();
        };
        let (news, waiting) = front.news();
        drop(front);
        let News {
            mut replies,
            errors,
            notes,
            loaded,
            ..
        } = news;
        for error in &errors {
            console::error(self.object.0, error);
        }
        for note in &notes {
            console::note(self.object.0, note);
        }
        if let Some(model) = loaded {
            self.wanted.store(model.layout.inlets.len(), Relaxed);
            // SAFETY: the object lives as long as its player; clocks tick on Max's threads.
            unsafe { weak::touch(self.object.0, &["model", "method"]) };
            if let Some(missing) = self.shape.missing(&model) {
                console::note(self.object.0, &missing);
                replies.push(sentence("note", &missing));
            }
        }
        let pause = if waiting {
            POLL_WAITING_MS
        } else {
            POLL_IDLE_MS
        };
        self.clock.after(pause);
        replies
    }

    /// An input has got another number of channels; whether the outputs change with it.
    pub fn input_changed(&self, inlet: usize, channels: usize) -> bool {
        let mut front = self.front.lock();
        let before = front.voices();
        front.input_changed(inlet, channels);
        self.wiring.channels == Channels::Voices && front.voices() != before
    }

    /// Channels of a signal outlet.
    pub fn output_channels(&self, outlet: usize) -> usize {
        self.wiring.outlet_channels(outlet, self.voices())
    }

    /// How many voices there are to be.
    fn voices(&self) -> usize {
        match self.wiring.channels {
            Channels::Voices => self.front.lock().voices(),
            Channels::Single | Channels::Jacks => 1,
        }
    }

    /// Takes up its place in a new DSP chain; `inlets` are the channels of each, and whether a
    /// signal is connected. On the main thread; the old chain may still run.
    pub fn connect(&self, inlets: &[(usize, bool)], rate: f64, vector: usize) {
        let voices = self.voices();
        let before = self.stage().voices();
        // Nobody waits while instruments are made; only this thread makes any.
        let new: Vec<_> = (before..voices).map(|_| Instrument::new()).collect();
        let mut gone = Vec::new();
        let mut front = self.front.lock();
        let mut stage = self.stage();
        for (instrument, remote) in new {
            front.join(remote);
            stage.add(instrument);
        }
        while stage.voices() > voices {
            gone.extend(stage.remove());
            front.leave();
        }
        drop(front);
        stage.connect(&self.wiring, inlets, rate, vector);
        drop(stage);
        self.clock.after(POLL_WAITING_MS);
    }

    /// The stage, without ever making the audio thread wake anyone: that would be a system call.
    fn stage(&self) -> MutexGuard<'_, Stage> {
        loop {
            if let Some(stage) = self.stage.try_lock() {
                return stage;
            }
            std::thread::sleep(Duration::from_micros(100));
        }
    }

    /// One vector. Neither allocates nor waits, except that rendering waits for its results.
    ///
    /// # Safety
    /// As [`Stage::play`], for the chain of the last [`connect`](Self::connect).
    pub unsafe fn perform(&self, ins: &[*mut f64], outs: &[*mut f64], frames: usize) {
        let stage = (!self.broken.load(Relaxed)).then(|| self.stage.try_lock());
        // SAFETY: promised by the caller.
        unsafe {
            match stage.flatten() {
                Some(mut stage) => {
                    let wanted = self.wanted.load(Relaxed);
                    stage.play(&self.numbers, wanted, ins, outs, frames);
                }
                None => silence(outs, frames),
            }
        }
    }

    /// To be called when a callback of this box panicked. On the audio thread the clock tells.
    pub fn give_up(&self, on_audio_thread: bool) {
        self.broken.store(true, Relaxed);
        if on_audio_thread {
            self.untold.store(true, Relaxed);
            self.clock.after(0.0);
        } else {
            self.send(&self.complain(BROKEN));
        }
    }

    /// An error for the console and for the information outlet.
    pub fn complain(&self, error: &str) -> Vec<Reply> {
        console::error(self.object.0, error);
        vec![sentence("error", error)]
    }

    /// Sets a property; the answers are those of the message with its name.
    pub fn set_property(&self, property: &Property, atoms: &[Atom]) -> Vec<Reply> {
        match (property.form, property.name, atoms) {
            (Form::Count(most), _, [Atom::Float(voices)]) => {
                let voices = (*voices as usize).min(most);
                self.front.lock().fix_voices(voices);
                Vec::new()
            }
            (Form::Count(_), name, _) => self.complain(&format!(
                "{name}: a number from 0 to {MOST_VOICES} is missing"
            )),
            // Inlets and outlets cannot change any more.
            (_, "multichannel", _) => Vec::new(),
            (_, "side", [Atom::Float(on)]) if *on != 0.0 && !self.wiring.side => self.complain(
                "side: this box has no inlet for it; write @side 1 or -side into its text",
            ),
            // It plays already, because the text of the box says so.
            (_, "model", [Atom::Symbol(file)]) if self.is_said(|front| front.has(file)) => {
                Vec::new()
            }
            (_, "model", []) => Vec::new(),
            (_, "model", atoms) => self.message(0, "load", atoms),
            (_, "method", [Atom::Symbol(method)]) if self.is_said(|front| front.runs(method)) => {
                Vec::new()
            }
            (_, "method", []) => Vec::new(),
            (_, "latency", [Atom::Symbol(empty)]) if empty.is_empty() => Vec::new(),
            (_, name, atoms) => self.message(0, name, atoms),
        }
    }

    /// What a property is now.
    pub fn property(&self, property: &Property) -> Atom<'static> {
        let front = self.front.lock();
        match property.name {
            "multichannel" => switch(self.wiring.channels == Channels::Jacks),
            name => front.property(name),
        }
    }

    /// Whether the text of the box is being acted upon, and has said this before.
    fn is_said(&self, said: impl FnOnce(&Front) -> bool) -> bool {
        !self.made.load(Relaxed) && said(&self.front.lock())
    }
}

/// What a message asks of a voice, or of all (0). Looks for files.
fn understood(remote: &Remote, voice: usize, word: &str, atoms: &[Atom]) -> Result<Action, String> {
    let action = understand(remote, word, atoms, paths::find)?;
    if voice > 0 && matches!(action, Action::Request(_)) {
        return Err(format!(
            "{word} goes to all voices: leave setvalue {voice} out"
        ));
    }
    Ok(action)
}

/// A switch as a number.
pub fn switch(on: bool) -> Atom<'static> {
    Atom::Float(if on { 1.0 } else { 0.0 })
}

/// Whether this is the thread on which files may be looked for.
pub fn on_main_thread() -> bool {
    // SAFETY: asks about the calling thread.
    unsafe { systhread_ismainthread() != 0 }
}
