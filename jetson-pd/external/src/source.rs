//! Where a box's readings come from: the reader's thread, or, when Pd renders, the box itself, scan
//! by scan in Pd's own time.

use crate::shared;
use nrave_module::bridge::{Bridge, Item, News, Progress, Report, Scanner, Tap, Wants};
use nrave_module::config::{Calibrations, Config};
use nrave_module::drivers::sim::{Live, Script, Sim, Volts};
use nrave_module::time::{Nanos, SECOND};
use std::sync::Arc;

/// Readings as they come, and for whom.
pub enum Source {
    Live {
        bridge: Arc<Bridge>,
        played: Tap,
        /// For the signal outlets, read by the audio callback.
        signals: Tap,
    },
    Rendered {
        scanner: Box<Scanner>,
        config: Box<Config>,
        live: Arc<Live>,
        next: Nanos,
    },
}

impl Source {
    /// Hardware, where there is any.
    pub fn live(config: &Config, calibrations: &Calibrations) -> Self {
        let bridge = shared::bridge(config, calibrations);
        Self::Live {
            played: bridge.listen(Wants::Everything),
            signals: bridge.listen(Wants::Events),
            bridge,
        }
    }

    /// A board that isn't there, in Pd's time.
    pub fn rendered(config: &Config, calibrations: &Calibrations) -> Self {
        let names = config.board.jacks.iter().map(|jack| jack.name.clone());
        let live = Arc::new(Live::new(names));
        let sim = Sim::new(config.board.clone(), Volts::Live(live.clone()));
        Self::Rendered {
            scanner: Box::new(Scanner::new(config, calibrations, Box::new(sim))),
            config: Box::new(config.clone()),
            live,
            next: 0,
        }
    }

    /// What the audio callback has to know; nobody watches over rendering.
    pub fn progress(&self) -> Option<&Progress> {
        match self {
            Self::Live { bridge, .. } => Some(bridge.progress()),
            Self::Rendered { .. } => None,
        }
    }

    /// Items for messages, and, when rendering, for signals as well: scans until `now`.
    pub fn played(&mut self, now: Nanos, mut take: impl FnMut(Item)) {
        match self {
            Self::Live { played, .. } => {
                while let Some(item) = played.item() {
                    take(item);
                }
            }
            Self::Rendered {
                scanner,
                config,
                next,
                ..
            } => {
                let period = (SECOND as f32 / config.rate) as Nanos;
                while *next <= now {
                    scanner.scan(*next, &mut |report| match report {
                        Report::Event(event) => take(Item::Event(event)),
                        Report::Turn(steps) => take(Item::Turn(steps)),
                        Report::Button(down) => take(Item::Button(down)),
                        _ => {}
                    });
                    *next += period;
                }
            }
        }
    }

    /// Items for signals. Waits for nobody.
    pub fn signals(&mut self, mut take: impl FnMut(Item)) {
        if let Self::Live { signals, .. } = self {
            while let Some(item) = signals.item() {
                take(item);
            }
        }
    }

    /// The next news, and whether it belongs on the console.
    pub fn news(&mut self) -> Option<(News, bool)> {
        match self {
            Self::Live { played, bridge, .. } => {
                let notice = played.notice()?;
                let is_new = bridge.is_to_be_written(&notice);
                Some((notice.news, is_new))
            }
            Self::Rendered { .. } => None,
        }
    }

    /// Plays a script from `now` on, or what is set by messages.
    pub fn simulate(&mut self, script: Option<Script>, now: Nanos) {
        match self {
            Self::Live { bridge, .. } => bridge.simulate(script),
            Self::Rendered {
                scanner,
                config,
                live,
                ..
            } => {
                let volts = match script {
                    Some(script) => Volts::Script {
                        script: Arc::new(script),
                        start: now,
                    },
                    None => Volts::Live(live.clone()),
                };
                scanner.replace(Box::new(Sim::new(config.board.clone(), volts)));
            }
        }
    }

    /// Whether real jacks are read.
    pub fn is_real(&self) -> bool {
        matches!(self, Self::Live { bridge, .. } if bridge.is_real())
    }

    /// Puts volts into a jack; they count while no real one is read.
    ///
    /// # Errors
    /// Where there is no such jack.
    pub fn set(&self, jack: &str, volts: f32) -> Result<(), String> {
        match self {
            Self::Live { bridge, .. } => bridge.live().set(jack, volts),
            Self::Rendered { live, .. } => live.set(jack, volts),
        }
    }

    /// Says a line to `nrave-module run`.
    pub fn say(&self, line: String) {
        if let Self::Live { bridge, .. } = self {
            bridge.say(line);
        }
    }
}
