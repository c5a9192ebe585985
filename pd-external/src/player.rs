//! One `nrave~` box: an instrument and what Pd has to know of it.

use crate::paths::find;
use neurorave_core::instrument::{Command, Instrument, Mode, Playing, Remote, Request};
use neurorave_core::message::{Action, Atom, Query, Reply};
use neurorave_core::object::{Arguments, BROKEN, NAME, News, Shape, Wanted, sentence, understand};
use nrave_pd_host::atoms::Outlet;
use nrave_pd_host::clock::Clock;
use nrave_pd_host::console;
use nrave_pd_host::object::Inside;
use nrave_pd_host::search::SearchPath;
use nrave_pd_host::sys::Signal;
use nrave_pd_host::vectors::Vectors;
use pd_sys::t_object;
use std::time::{Duration, Instant};

/// How often the box looks for news, in milliseconds: while it waits for a model, and otherwise.
const POLL_WAITING_MS: f64 = 20.0;
const POLL_IDLE_MS: f64 = 200.0;
/// Rendering waits no longer than this for a model.
const LOAD_PATIENCE: Duration = Duration::from_secs(120);
/// Pd's own block size, and a rate to begin with where Pd has none yet.
const USUAL_BLOCK: usize = 64;
const USUAL_RATE_HZ: f64 = 48_000.0;

/// A box. Pd calls it from one thread only.
pub struct Player {
    object: *mut t_object,
    instrument: Instrument,
    remote: Remote,
    search: SearchPath,
    shape: Shape,
    vectors: Vectors,
    /// What the instrument reads: the inlets in the order of the model that plays.
    sources: Vec<*const f32>,
    /// Something was asked for and is not yet heard.
    waiting: bool,
    /// A callback of this box panicked: it stays silent and says so.
    broken: bool,
    clock: Clock,
    info: Outlet,
}

impl Player {
    /// The box that `arguments` ask for. When their model can't be had, an error on the console
    /// and a silent box with one inlet and one outlet, ready for `load`.
    pub fn new(
        object: *mut t_object,
        arguments: &Arguments,
        search: SearchPath,
        clock: Clock,
        info: impl FnOnce(Shape) -> Outlet,
    ) -> Self {
        let (instrument, remote) = Instrument::new();
        let wanted =
            Wanted::find(&arguments.start, |name| find(&search, name)).unwrap_or_else(|error| {
                console::error(object, NAME, &error);
                None
            });
        let shape = Shape::of(arguments, wanted.as_ref());
        let mut player = Self {
            object,
            instrument,
            remote,
            search,
            shape,
            vectors: Vectors::default(),
            sources: Vec::new(),
            waiting: false,
            broken: false,
            clock,
            info: info(shape),
        };
        if let Some(note) = arguments.note() {
            console::note(object, NAME, &note);
        }
        player.begin(wanted, arguments.offline);
        player
    }

    fn begin(&mut self, wanted: Option<Wanted>, offline: bool) {
        // SAFETY: plain getter.
        let rate = f64::from(unsafe { pd_sys::sys_getsr() });
        self.instrument
            .prepare(if rate > 0.0 { rate } else { USUAL_RATE_HZ }, USUAL_BLOCK);
        if self.shape.side {
            self.remote.send(Command::Side(true));
        }
        if offline {
            self.remote.request(Request::Mode(Some(Mode::Offline)));
        }
        if let Some(Wanted { path, method, .. }) = wanted {
            self.remote.load(path, Some(&method));
        }
        self.expect_news();
    }

    /// The information outlet, to send on it when the box itself is no longer borrowed.
    pub fn info(&self) -> Outlet {
        self.info
    }

    /// Acts on a message and returns the answers for the information outlet.
    pub fn message(&mut self, word: &str, atoms: &[Atom]) -> Vec<Reply> {
        if self.broken {
            return self.complain(BROKEN);
        }
        match understand(&self.remote, word, atoms, |name| find(&self.search, name)) {
            Ok(action) => {
                let mut replies = self.act(action);
                replies.extend(self.news());
                replies
            }
            Err(error) => self.complain(&error),
        }
    }

    /// Everything there is to know, for a bang.
    pub fn describe(&self) -> Vec<Reply> {
        self.remote.query(Query::Info)
    }

    fn act(&mut self, action: Action) -> Vec<Reply> {
        match action {
            // This is Pd's one thread: the command counts from this very sample.
            Action::Command(command) => self.instrument.apply(command),
            Action::Query(query) => return self.remote.query(query),
            Action::Request(request) => {
                self.remote.request(request);
                self.expect_news();
            }
        }
        Vec::new()
    }

    /// The clock's tick: what happened since, and when to look again.
    pub fn poll(&mut self) -> Vec<Reply> {
        let replies = self.news();
        self.clock.after(if self.waiting {
            POLL_WAITING_MS
        } else {
            POLL_IDLE_MS
        });
        replies
    }

    fn news(&mut self) -> Vec<Reply> {
        let news = News::of(&self.remote);
        self.waiting &= !news.settled;
        for error in &news.errors {
            console::error(self.object, NAME, error);
        }
        for note in &news.notes {
            console::note(self.object, NAME, note);
        }
        if let Some(model) = &news.loaded {
            self.fit(model);
        }
        news.replies
    }

    /// Lays the inlets out for a model that may want others than the box has.
    fn fit(&mut self, model: &Playing) {
        if let Some(missing) = self.shape.missing(model) {
            console::note(self.object, NAME, &missing);
        }
        self.arrange(Some(model.layout.inlets.len()));
    }

    /// The model's inlets in its own order, then the side inlet: null where the box has none.
    fn arrange(&mut self, wanted: Option<usize>) {
        let wanted = wanted.unwrap_or(self.shape.inlets);
        let own = self.vectors.inputs.iter().copied().take(self.shape.inlets);
        self.sources.clear();
        self.sources
            .extend(own.chain(std::iter::repeat(std::ptr::null())).take(wanted));
        if self.shape.side {
            self.sources.extend(self.vectors.inputs.last());
        }
    }

    /// Takes up its place in a new DSP chain.
    ///
    /// # Safety
    /// `signals` must be what Pd handed to the `dsp` method of this very box.
    pub unsafe fn connect(&mut self, signals: *mut *mut Signal) {
        // SAFETY: the box was given these inlets and outlets when it was made.
        let rate = unsafe {
            self.vectors
                .connect(signals, self.shape.all_inlets(), self.shape.outlets)
        };
        self.instrument.prepare(rate, self.vectors.length);
        self.expect_news();
        let model = self.remote.status().model;
        self.arrange(model.map(|model| model.layout.inlets.len()));
    }

    /// One block. Neither allocates nor waits, except that rendering waits for its results.
    ///
    /// # Safety
    /// Only from the perform routine of the chain that the last [`connect`](Self::connect) was for.
    pub unsafe fn perform(&mut self) {
        // SAFETY: promised by the caller; the pointers are Pd's vectors of this chain, each of
        // this length, or null.
        unsafe {
            if self.broken {
                self.vectors.silence();
            } else {
                self.instrument.process_raw(
                    &self.sources,
                    &self.vectors.outputs,
                    self.vectors.length,
                );
            }
        }
    }

    fn complain(&self, error: &str) -> Vec<Reply> {
        console::error(self.object, NAME, error);
        vec![sentence("error", error)]
    }

    /// Looks for news soon. While rendering, Pd's time stands still until they are there: the
    /// first sample is the same every time.
    fn expect_news(&mut self) {
        if self.remote.is_offline() {
            let start = Instant::now();
            while self.remote.status().loading && start.elapsed() < LOAD_PATIENCE {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        self.waiting = true;
        // Not at once: a box being made has no cords yet.
        self.clock.after(0.0);
    }
}

impl Inside for Player {
    fn give_up(&mut self) {
        self.broken = true;
        console::error(self.object, NAME, BROKEN);
    }
}

/// The words of an object box.
pub fn words(atoms: &[Atom]) -> Vec<String> {
    atoms.iter().map(Atom::to_string).collect()
}
