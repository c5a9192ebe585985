//! The running module: Pd's process, the link to it, and everybody who is told.

mod playing;
mod talking;

use super::course::{Course, Event};
use super::marker::{self, Last, Marker};
use super::process::{self, Process};
use super::repertoire::Repertoire;
use super::saver::Saver;
use super::systemd::Systemd;
use super::watcher::Watcher;
use super::{Options, runtime};
use crate::appliance::Notice;
use crate::appliance::health::{Health, Thermometer};
use crate::appliance::library::{Places, Watch};
use crate::appliance::log::{Kind, Log};
use crate::appliance::store::{Settings, Store};
use crate::link::Socket;
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
    /// Lines of Pd about the audio device, since its last start.
    xruns: u64,
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
        places.sticks.clone_from(&options.sticks);
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
            xruns: 0,
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
}
