//! One box: the streams of a module, as messages and as signals.

use crate::NAME;
use crate::answer::{Answer, Outlets, number, word};
use crate::arrive;
use crate::find::{self, Found};
use crate::order;
use crate::source::Source;
use nrave_module::bridge::{Item, Messages, Signals};
use nrave_module::config::{Config, Input};
use nrave_module::drivers::sim::Script;
use nrave_module::time::{self, Nanos};
use nrave_pd_host::atoms::Atom;
use nrave_pd_host::clock::Clock;
use nrave_pd_host::console;
use nrave_pd_host::object::Inside;
use nrave_pd_host::search::SearchPath;
use nrave_pd_host::sys::Signal;
use nrave_pd_host::vectors::Vectors;
use pd_sys::t_object;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

/// How often messages are told, in milliseconds.
const TICK_MS: f64 = 1.0;

/// What a box says that has failed inside.
const BROKEN: &str =
    "internal failure: this box stays silent until it is made anew; please report it";

/// A box. Pd calls it from one thread only.
pub struct Module {
    object: *mut t_object,
    pub config: Config,
    pub source: Source,
    streams: Vec<String>,
    messages: Messages,
    signals: Signals,
    vectors: Vectors,
    search: SearchPath,
    clock: Clock,
    outlets: Outlets,
    /// Pd's logical time when the box was made; rendering counts from there.
    rendered_since: Option<f64>,
    rate: f64,
    /// That real jacks play is said once.
    told: bool,
    /// A callback of this box panicked: it stays silent and says so.
    broken: bool,
}

/// How a box is made.
pub struct Begin {
    pub object: *mut t_object,
    pub found: Found,
    pub search: SearchPath,
    pub clock: Clock,
    pub outlets: Outlets,
    /// Whether Pd renders instead of playing.
    pub renders: bool,
}

impl Module {
    /// A box that reads from now on.
    pub fn new(begin: Begin) -> Self {
        let Found {
            config,
            calibrations,
            errors,
        } = begin.found;
        for error in &errors {
            console::error(begin.object, NAME, error);
        }
        let source = if begin.renders {
            Source::rendered(&config, &calibrations)
        } else {
            Source::live(&config, &calibrations)
        };
        // SAFETY: a plain getter.
        let logical = unsafe { pd_sys::clock_getlogicaltime() };
        begin.clock.after(0.0);
        Self {
            object: begin.object,
            streams: config.streams().map(str::to_owned).collect(),
            messages: Messages::new(&config),
            signals: Signals::new(&config),
            source,
            config,
            vectors: Vectors::default(),
            search: begin.search,
            clock: begin.clock,
            outlets: begin.outlets,
            rendered_since: begin.renders.then_some(logical),
            rate: 0.0,
            told: false,
            broken: false,
        }
    }

    /// The outlets, to send on when the box itself is no longer borrowed.
    pub fn outlets(&self) -> Outlets {
        self.outlets
    }

    /// Acts on a message.
    pub fn message(&mut self, word: &str, atoms: &[Atom]) -> Vec<Answer> {
        let done = if self.broken {
            Err(BROKEN.into())
        } else {
            order::obey(self, word, atoms)
        };
        match done {
            Ok(()) => Vec::new(),
            Err(error) => {
                console::error(self.object, NAME, &error);
                let said = error.split_whitespace().map(crate::answer::word);
                vec![Answer::status("error", said)]
            }
        }
    }

    /// A file that a message names.
    ///
    /// # Errors
    /// Says where it was looked for.
    pub fn find(&self, name: &str) -> Result<PathBuf, String> {
        self.search.through_pd(name).ok_or_else(|| {
            let folder = self.search.patch_folder();
            format!(
                "can't find {name} beside the patch ({}) or in Pd's search path",
                folder.display()
            )
        })
    }

    /// Plays a script, or what messages say.
    pub fn simulate(&mut self, script: Option<Script>) {
        self.source.simulate(script, self.now());
    }

    /// Puts volts into a jack.
    ///
    /// # Errors
    /// Where there is no such jack.
    pub fn set(&mut self, jack: &str, volts: f32) -> Result<(), String> {
        if self.source.is_real() && !self.told {
            self.told = true;
            let said = "real jacks play: volts from messages count after the message simulate";
            console::note(self.object, NAME, said);
        }
        self.source.set(jack, volts)
    }

    /// Puts volts into the jack of an input.
    ///
    /// # Errors
    /// As [`set`](Self::set).
    pub fn play(&mut self, input: &Input, volts: f32) -> Result<(), String> {
        let jack = self.config.board.jacks[input.jack].name.clone();
        self.set(&jack, volts)
    }

    /// What there is to know, for a bang.
    pub fn describe(&self) -> Vec<Answer> {
        let mut all = vec![Answer::status(
            "config",
            [word(&self.config.file.display().to_string())],
        )];
        for input in &self.config.inputs {
            let about = [word(&input.name), word(input.kind.name())];
            all.push(Answer::status("input", about));
        }
        all.push(self.delay());
        all.push(Answer::status("late", [number(self.signals.late() as f32)]));
        all
    }

    /// From a jack to a signal outlet, in milliseconds and samples.
    fn delay(&self) -> Answer {
        let samples = self.signals.delay_samples(self.rate);
        let ms = self.signals.delay_ms();
        Answer::status("delay", [number(ms), number(samples as f32)])
    }

    /// The clock's tick: what happened since.
    pub fn tick(&mut self) -> Vec<Answer> {
        if self.broken {
            return Vec::new();
        }
        self.clock.after(TICK_MS);
        let mut answers = Vec::new();
        while let Some((news, is_new)) = self.source.news() {
            if is_new {
                arrive::write(self.object, &news);
            }
            answers.push(arrive::answer(&news));
        }
        let now = self.now();
        self.read(now, &mut answers);
        let streams = &self.streams;
        self.messages
            .tell(now, |told| answers.push(arrive::played(told, streams)));
        answers
    }

    fn read(&mut self, now: Nanos, answers: &mut Vec<Answer>) {
        let renders = self.rendered_since.is_some();
        let (messages, signals) = (&mut self.messages, &mut self.signals);
        self.source.played(now, |item| match item {
            Item::Event(event) => {
                messages.take(event);
                if renders {
                    signals.take(event);
                }
            }
            Item::Turn(steps) => answers.push(Answer::played("encoder", [number(steps as f32)])),
            Item::Button(true) => answers.push(Answer::played("button", [])),
            Item::Button(false) => {}
        });
    }

    /// Takes up its place in a new DSP chain.
    ///
    /// # Safety
    /// `signals` must be what Pd handed to the `dsp` method of this very box.
    pub unsafe fn connect(&mut self, signals: *mut *mut Signal) {
        // SAFETY: the box was given an outlet for each stream when it was made.
        self.rate = unsafe { self.vectors.connect(signals, 0, self.streams.len()) };
        let follows = self.rendered_since.is_none();
        // What was heard while nobody played is over.
        let taken = &mut self.signals;
        self.source.signals(|item| {
            if let Item::Event(event) = item {
                taken.take(event);
            }
        });
        let now = self.now();
        self.signals
            .start(self.rate, self.vectors.length, now, follows);
        self.clock.after(0.0);
    }

    /// One block. Neither allocates nor waits; when rendering, it reads as well.
    ///
    /// # Safety
    /// Only from the perform routine of the chain that the last [`connect`](Self::connect) was for.
    pub unsafe fn perform(&mut self) {
        if self.broken {
            // SAFETY: promised by the caller.
            return unsafe { self.vectors.silence() };
        }
        let now = self.now();
        if self.rendered_since.is_some() {
            self.read(now, &mut Vec::new());
        } else {
            let signals = &mut self.signals;
            self.source.signals(|item| {
                if let Item::Event(event) = item {
                    signals.take(event);
                }
            });
        }
        let length = self.vectors.length;
        let block = self.signals.block(now, length);
        for (stream, &output) in self.vectors.outputs.iter().enumerate() {
            // SAFETY: Pd's vector holds this many samples while the chain runs.
            let samples = unsafe { std::slice::from_raw_parts_mut(output, length) };
            match block {
                Some(block) => self.signals.write(stream, block, samples),
                None => samples.fill(0.0),
            }
        }
        if let Some(progress) = self.source.progress() {
            let (samples, late) = (self.signals.samples(), self.signals.late());
            progress.samples.store(samples, Ordering::Relaxed);
            progress.late.store(late, Ordering::Relaxed);
        }
    }

    /// The system's time; when rendering, Pd's.
    fn now(&self) -> Nanos {
        match self.rendered_since {
            None => time::now(),
            Some(since) => {
                // SAFETY: a plain getter.
                let ms = unsafe { pd_sys::clock_gettimesince(since) };
                (ms * 1e6).round() as Nanos
            }
        }
    }
}

impl Inside for Module {
    fn give_up(&mut self) {
        self.broken = true;
        console::error(self.object, NAME, BROKEN);
    }
}

/// The configuration that a box's arguments name.
pub fn configuration(arguments: &[Atom], search: &SearchPath) -> Found {
    match arguments.first() {
        Some(Atom::Symbol(name)) => find::find(Some(name), search),
        _ => find::find(None, search),
    }
}
