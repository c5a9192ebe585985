//! Which patch plays, and that it does.

use super::{MOST, Module};
use crate::appliance::Notice;
use crate::appliance::library::Found;
use crate::appliance::log::Kind;
use crate::appliance::supervisor::course::{Action, Event, Failure, Patch};
use crate::appliance::supervisor::process::Process;
use crate::link;
use std::path::PathBuf;
use std::time::Duration;

impl Module<'_> {
    pub(super) fn retry(&mut self) {
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
        let fall_back = self.options.fall_back.clone().or_else(shipped);
        fall_back.filter(|patch| patch.is_file())
    }

    pub(super) fn found(&mut self, found: Found) {
        let before = self.repertoire.found().patch.clone();
        self.repertoire.set_found(found);
        let wanted = self.wanted();
        let brought = self.repertoire.found().patch.is_some() && Some(&wanted) != before.as_ref();
        if brought && self.starts > 0 && wanted != self.patch {
            let what = format!("The patch {} is there", wanted.display());
            self.notice(&Notice::new(what, "It plays in a moment"));
            self.step(Event::Renew);
        }
    }

    /// Decides and acts.
    pub(super) fn step(&mut self, event: Event) {
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
        self.course.set_fall_back(self.fall_back().is_some());
        (self.late, self.xruns) = ((0, 0), 0);
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
            "The fall-back patch plays instead".to_owned()
        };
        self.systemd.recovering(self.options.periods.recovery);
        let notice = Notice::new(what, remedy);
        self.systemd.status(&notice.to_string());
        self.notice(&notice);
    }
}
