//! What is heard from Pd and told to it and to the watcher.

use super::{MOST, Module};
use crate::appliance::log::Kind;
use crate::appliance::supervisor::course::{Event, Patch};
use crate::appliance::supervisor::output;
use crate::appliance::supervisor::watcher::{Request, View};
use crate::link::FromPd;

impl Module<'_> {
    /// What Pd tells over the link.
    pub(super) fn hear(&mut self) {
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
    pub(super) fn print(&mut self) {
        let lines: Vec<_> = self
            .process
            .iter()
            .flat_map(|pd| pd.lines().take(MOST))
            .collect();
        for line in lines {
            let kind = output::kind(&line);
            self.xruns += u64::from(kind == Kind::Xrun);
            self.log.event(kind, &line);
        }
    }

    /// What the watcher asks for.
    pub(super) fn ask(&mut self) {
        let view = View {
            playing: self.course.playing(),
            patch: &self.patch,
            fallen_back: self.course.patch() == Patch::FallBack,
            model: self.repertoire.model(),
            models: &self.repertoire.found().models,
            settings: self.repertoire.settings(),
            health: &self.health,
            restarts: self.starts.saturating_sub(1),
            xruns: self.xruns,
        };
        for request in self.watcher.tick(&view) {
            match request {
                Request::Load(name) => self.repertoire.load(&name),
                Request::Volume(volume) => {
                    self.repertoire.set_volume(volume);
                    let volume = self.repertoire.settings().volume;
                    self.socket.tell(&format!("volume {volume}"));
                }
                Request::Retry => self.retry(),
            }
        }
    }

    /// What the repertoire has to tell.
    pub(super) fn pass_on(&mut self) {
        let (messages, notices) = self.repertoire.take();
        for message in messages {
            self.socket.tell(&message.to_string());
        }
        for notice in notices {
            self.notice(&notice);
        }
    }
}
