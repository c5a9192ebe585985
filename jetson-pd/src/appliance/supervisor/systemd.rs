//! What systemd is told. Without systemd nobody is.

use sd_notify::NotifyState;
use std::time::Duration;

/// The service manager.
pub(super) struct Systemd {
    /// The watchdog's patience, where there is a watchdog.
    watchdog: Option<Duration>,
    ready: bool,
}

impl Systemd {
    pub fn new() -> Self {
        Self {
            watchdog: sd_notify::watchdog_enabled(),
            ready: false,
        }
    }

    /// There is sound.
    pub fn playing(&mut self) {
        if !self.ready {
            self.ready = true;
            tell(&[NotifyState::Ready]);
        }
        self.patience(self.watchdog);
        self.pulse();
    }

    /// There is still sound.
    pub fn pulse(&self) {
        if self.watchdog.is_some() {
            tell(&[NotifyState::Watchdog]);
        }
    }

    /// There is no sound, and ought to be within `patience`. The usual patience of the watchdog is
    /// too short for a few starts of Pd, and a restart of the whole service would forget them.
    pub fn recovering(&self, patience: Duration) {
        if self.ready {
            self.patience(self.watchdog.map(|_| patience));
        }
    }

    pub fn stopping(&self) {
        tell(&[NotifyState::Stopping]);
    }

    /// A line for `systemctl status`.
    pub fn status(&self, text: &str) {
        tell(&[NotifyState::Status(text)]);
    }

    fn patience(&self, patience: Option<Duration>) {
        if let Some(patience) = patience {
            let micros = patience.as_micros().try_into().unwrap_or(u32::MAX);
            tell(&[NotifyState::WatchdogUsec(micros)]);
        }
    }
}

fn tell(state: &[NotifyState<'_>]) {
    // A service manager that doesn't listen is its own affair.
    let _ = sd_notify::notify(state);
}
