//! The running module: Pd's process, the link to it, and everybody who is told.

use super::course::{Action, Course, Event, Failure, Patch};
use super::marker::{self, Last, Marker};
use super::process::{self, Process};
use super::repertoire::Repertoire;
use super::saver::Saver;
use super::systemd::Systemd;
use super::watcher::{Request, View, Watcher};
use super::{Options, output, runtime};
use crate::appliance::Notice;
use crate::appliance::health::{Health, Thermometer};
use crate::appliance::library::{Found, Places, Watch};
use crate::appliance::log::{Kind, Log};
use crate::appliance::store::{Settings, Store};
use crate::link::{self, FromPd, Socket};
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Messages and lines that are dealt with in one tick, so that a flood of them stops nothing else.
const MOST: usize = 1000;

pub(super) struct Module<'a> {
    options: &'a Options,
    watcher: &'a mut dyn Watcher,
    log: Log<'a>,
    systemd: Systemd,
    marker: Option<Marker>,
    folder: PathBuf,
    socket: Socket,
    course: Course,
    process: Option<Process>,
    /// The patch of the last start.
    patch: PathBuf,
    /// Why the last process is gone, or could not be started.
    ending: String,
    starts: u64,
    /// Gates and steps of the model that came too late, as told last.
    late: (u64, u64),
    repertoire: Repertoire,
    saver: Option<Saver>,
    library: Watch,
    thermometer: Thermometer,
    health: Health,
    next_health: Duration,
    begun: Instant,
}

impl<'a> Module<'a> {
    pub fn new(
        options: &'a Options,
        watcher: &'a mut dyn Watcher,
        out: &'a mut dyn Write,
    ) -> Result<Self, Notice> {
        let mut places = Places::new(&options.state, options.models.clone());
        places.mounts.clone_from(&options.mounts);
        let library = Watch::start(places, options.periods.library);
        let (store, trouble) = Store::open(&options.state);
        let (settings, damage) = store.read::<Settings>();
        let (folder, socket) = runtime::open(options.runtime.as_deref())?;
        let (marker, last) = Marker::set(&options.state, &marker::boot());
        let links = folder.join("models");
        let mut module = Self {
            options,
            watcher,
            log: Log::open(&options.state, options.log, out),
            systemd: Systemd::new(),
            marker: Some(marker),
            folder,
            socket,
            course: Course::new(options.policy, options.fall_back.is_some()),
            process: None,
            patch: options.patch.clone(),
            ending: String::new(),
            starts: 0,
            late: (0, 0),
            repertoire: Repertoire::new(settings.clone(), options.first_model.clone(), links),
            saver: Some(Saver::new(
                store,
                settings,
                options.periods.save,
                options.periods.save_again,
            )),
            library,
            thermometer: Thermometer::default(),
            health: Health::default(),
            next_health: Duration::ZERO,
            begun: Instant::now(),
        };
        for notice in [trouble, damage].into_iter().flatten() {
            module.notice(&notice);
        }
        module.last(last);
        let found = module.library.news(options.periods.first_look);
        module.found(found.unwrap_or_default());
        Ok(module)
    }

    /// Does what there is to do, and returns soon.
    pub fn tick(&mut self) {
        let now = self.begun.elapsed();
        self.hear();
        self.print();
        if let Some(status) = self.process.as_mut().and_then(Process::ended) {
            self.print();
            self.process = None;
            self.ending = process::ending(status);
            self.step(Event::Exited);
        }
        self.step(Event::Time);
        if let Some(found) = self.library.news(Duration::ZERO) {
            self.found(found);
        }
        if now >= self.next_health {
            self.next_health = now + self.options.periods.health;
            self.feel();
        }
        self.ask();
        self.pass_on();
        let saver = self.saver.as_mut();
        if let Some(notice) = saver.and_then(|saver| saver.look(now, self.repertoire.settings())) {
            self.notice(&notice);
        }
        self.log.tick();
        self.tell_trouble();
    }

    /// Ends Pd and writes what is to be remembered.
    pub fn finish(mut self) {
        self.systemd.stopping();
        if let Some(process) = &mut self.process {
            process.end(self.options.periods.end);
            let patience = Instant::now() + self.options.periods.end + Duration::from_secs(1);
            while process.ended().is_none() && Instant::now() < patience {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        self.print();
        self.hear();
        let saver = self.saver.take();
        let patience = self.options.periods.end;
        if let Some(notice) =
            saver.and_then(|saver| saver.finish(self.repertoire.settings(), patience))
        {
            self.notice(&notice);
        }
        self.log.event(Kind::Restart, "the module is stopped");
        if let Some(marker) = self.marker.take() {
            marker.clear();
        }
    }

    fn last(&mut self, last: Last) {
        match last {
            Last::Well => {}
            // The usual way to switch a module off.
            Last::PowerCut => self
                .log
                .event(Kind::Restart, "the power was cut while the module played"),
            Last::Killed => self.notice(&Notice::new(
                "The module's program was killed or has crashed",
                "It is started again; look into the log if it happens again",
            )),
        }
    }

    fn notice(&mut self, notice: &Notice) {
        self.log.event(Kind::Notice, &notice.to_string());
        self.watcher.noticed(notice);
        self.tell_trouble();
    }

    fn tell_trouble(&mut self) {
        if let Some(trouble) = self.log.trouble() {
            self.watcher.noticed(&trouble);
        }
    }

    /// What Pd tells over the link.
    fn hear(&mut self) {
        for _ in 0..MOST {
            let Some(line) = self.socket.hear() else {
                return;
            };
            let Some(message) = FromPd::parse(&line) else {
                self.log
                    .event(Kind::Fault, &format!("Pd tells nonsense: {line}"));
                continue;
            };
            self.heard(&message);
            self.watcher.heard(&message);
        }
    }

    fn heard(&mut self, message: &FromPd) {
        match message {
            FromPd::Beat { samples, late } => {
                let more = late.saturating_sub(self.late.0);
                if more > 0 {
                    self.log
                        .event(Kind::Late, &format!("{more} gates came too late"));
                }
                self.late.0 = *late;
                self.repertoire.greet();
                self.step(Event::Beat(*samples));
            }
            FromPd::Fault { part, why } => self.log.event(Kind::Fault, &format!("{part}: {why}")),
            FromPd::Well { part } => self.log.event(Kind::Fault, &format!("{part} works again")),
            FromPd::Button { down: true } if self.options.button_retries => self.retry(),
            FromPd::Said(words) => {
                if let [word, count] = &words[..]
                    && word == "dropouts"
                {
                    self.dropouts(count.parse().unwrap_or(0));
                }
                self.repertoire.said(words);
            }
            FromPd::Button { .. } | FromPd::Input { .. } | FromPd::Turn(_) => {}
        }
    }

    fn dropouts(&mut self, count: u64) {
        let more = count.saturating_sub(self.late.1);
        if more > 0 {
            let text = format!("{more} steps of the model came too late");
            self.log.event(Kind::Late, &text);
        }
        self.late.1 = count;
    }

    /// What Pd has printed.
    fn print(&mut self) {
        let lines: Vec<_> = self
            .process
            .iter()
            .flat_map(|pd| pd.lines().take(MOST))
            .collect();
        for line in lines {
            self.log.event(output::kind(&line), &line);
        }
    }

    fn feel(&mut self) {
        self.health = Health::read(&self.options.sys);
        let (line, notice) = self.thermometer.take(&self.health);
        if let Some(line) = line {
            self.log.event(Kind::Temperature, &line);
        }
        if let Some(notice) = notice {
            self.notice(&notice);
        }
    }

    /// What the watcher asks for.
    fn ask(&mut self) {
        let view = View {
            playing: self.course.playing(),
            patch: &self.patch,
            fallen_back: self.course.patch() == Patch::FallBack,
            model: self.repertoire.model(),
            models: &self.repertoire.found().models,
            settings: self.repertoire.settings(),
            health: &self.health,
            restarts: self.starts.saturating_sub(1),
        };
        for request in self.watcher.tick(&view) {
            match request {
                Request::Load(name) => self.repertoire.load(&name),
                Request::Volume(volume) => {
                    self.repertoire.set_volume(volume);
                    let volume = self.repertoire.settings().volume;
                    self.socket.tell(&format!("volume {volume}"));
                }
                Request::Tell(message) => {
                    self.socket.tell(&message.to_string());
                }
                Request::Retry => self.retry(),
            }
        }
    }

    /// What the repertoire has to tell.
    fn pass_on(&mut self) {
        let (messages, notices) = self.repertoire.take();
        for message in messages {
            self.socket.tell(&message.to_string());
        }
        for notice in notices {
            self.notice(&notice);
        }
    }

    fn retry(&mut self) {
        if self.course.patch() == Patch::FallBack {
            self.log
                .event(Kind::Restart, "the wanted patch is tried again");
            self.step(Event::Renew);
        }
    }

    /// The patch that is wanted now.
    fn wanted(&self) -> PathBuf {
        let brought = self.repertoire.found().patch.clone();
        brought.unwrap_or_else(|| self.options.patch.clone())
    }

    fn fall_back(&self) -> Option<PathBuf> {
        let shipped = || {
            let brought = self.repertoire.found().patch.is_some();
            brought.then(|| self.options.patch.clone())
        };
        self.options.fall_back.clone().or_else(shipped)
    }

    fn found(&mut self, found: Found) {
        let before = self.repertoire.found().patch.clone();
        self.repertoire.set_found(found);
        self.course.set_fall_back(self.fall_back().is_some());
        let wanted = self.wanted();
        let brought = self.repertoire.found().patch.is_some() && Some(&wanted) != before.as_ref();
        if brought && self.starts > 0 && wanted != self.patch {
            let what = format!("The patch {} is there", wanted.display());
            self.notice(&Notice::new(what, "It plays in a moment"));
            self.step(Event::Renew);
        }
    }

    /// Decides and acts.
    fn step(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            let now = self.begun.elapsed();
            for action in self.course.step(now, event) {
                match action {
                    Action::Start(patch) => events.extend(self.start(patch)),
                    Action::Kill => self.process.iter_mut().for_each(Process::kill),
                    Action::End => {
                        let patience = self.options.periods.end;
                        self.process.iter_mut().for_each(|pd| pd.end(patience));
                    }
                    Action::Playing(_) => {
                        self.systemd.playing();
                        let text = format!("playing {}", self.patch.display());
                        self.systemd.status(&text);
                        self.log.event(Kind::Restart, &text);
                    }
                    Action::Pulse => self.systemd.pulse(),
                    Action::Failed {
                        patch,
                        failure,
                        wait,
                        next,
                    } => self.failed(patch, failure, wait, next),
                }
            }
        }
    }

    fn start(&mut self, patch: Patch) -> Option<Event> {
        let fall_back = self.fall_back().filter(|_| patch == Patch::FallBack);
        self.patch = fall_back.unwrap_or_else(|| self.wanted());
        self.starts += 1;
        self.late = (0, 0);
        self.repertoire.started(patch == Patch::FallBack);
        // What the process before has told at last.
        for _ in 0..MOST {
            if self.socket.hear().is_none() {
                break;
            }
        }
        if !self.patch.is_file() {
            self.ending = format!("there is no patch {}", self.patch.display());
            return Some(Event::NotStarted);
        }
        let mut command = self.options.command(&self.patch);
        command.env(link::FOLDER, &self.folder);
        match Process::start(command) {
            Ok(process) => {
                self.process = Some(process);
                let text = format!("starting {}", self.patch.display());
                self.systemd.status(&text);
                self.log.event(Kind::Restart, &text);
                None
            }
            Err(error) => {
                self.ending = format!("{}: {error}", self.options.pd.display());
                Some(Event::NotStarted)
            }
        }
    }

    fn failed(&mut self, patch: Patch, failure: Failure, wait: Duration, next: Patch) {
        let policy = &self.options.policy;
        let what = match failure {
            Failure::Exited => format!("Pd has stopped: {}", self.ending),
            Failure::NotStarted => format!("Pd can't be started: {}", self.ending),
            Failure::Stalled => format!("Pd's sound stood still for {:?}", policy.stall),
            Failure::Silent => format!("Pd did not play within {:?}", policy.silence),
        };
        let remedy = if patch == next {
            format!("It is started again in {wait:?}")
        } else {
            format!(
                "The fall-back patch plays instead; to try {} again press the button",
                self.patch.display()
            )
        };
        self.systemd.recovering(self.options.periods.recovery);
        let notice = Notice::new(what, remedy);
        self.systemd.status(&notice.to_string());
        self.notice(&notice);
    }
}
