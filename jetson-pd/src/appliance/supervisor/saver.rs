//! Writing the settings when they have changed, without making anybody wait.

use crate::appliance::Notice;
use crate::appliance::store::{Settings, Store};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// Settings that never come to rest are written after so many rests.
const AT_LAST: u32 = 10;

/// Hands settings to a thread that writes them: a worn memory card may take seconds for that.
pub(super) struct Saver {
    pace: Pace,
    settings: Sender<Settings>,
    results: Receiver<Result<Settings, Notice>>,
    told: bool,
}

impl Saver {
    /// `saved` is what the store has; `rest` and `again` as in
    /// [`Periods`](super::Periods): `save` and `save_again`.
    pub fn new(store: Store, saved: Settings, rest: Duration, again: Duration) -> Self {
        let (settings, wanted) = channel::<Settings>();
        let (tell, results) = channel();
        thread::spawn(move || {
            while let Ok(settings) = wanted.recv() {
                let settings = wanted.try_iter().last().unwrap_or(settings);
                if tell
                    .send(store.write(&settings).map(|()| settings))
                    .is_err()
                {
                    return;
                }
            }
        });
        Self {
            pace: Pace::new(saved, rest, again),
            settings,
            results,
            told: false,
        }
    }

    /// Looks at the settings at the time `now`; returns that they can't be written, once until they
    /// could.
    pub fn look(&mut self, now: Duration, settings: &Settings) -> Option<Notice> {
        let notice = self
            .results
            .try_iter()
            .last()
            .and_then(|result| self.result(now, result));
        if self.pace.due(now, settings) {
            // The thread lives as long as this.
            let _ = self.settings.send(settings.clone());
        }
        notice
    }

    /// Writes what has changed, and waits for that at most so long.
    pub fn finish(mut self, settings: &Settings, patience: Duration) -> Option<Notice> {
        if self.pace.saved == *settings {
            return None;
        }
        let _ = self.settings.send(settings.clone());
        loop {
            match self.results.recv_timeout(patience) {
                Ok(Ok(saved)) if saved != *settings => {}
                Ok(result) => return self.result(Duration::ZERO, result),
                Err(_) => {
                    return Some(Notice::new(
                        "The settings are not written yet",
                        "Replace the memory card if this happens again",
                    ));
                }
            }
        }
    }

    fn result(&mut self, now: Duration, result: Result<Settings, Notice>) -> Option<Notice> {
        match result {
            Ok(saved) => {
                self.pace.written(saved);
                self.told = false;
                None
            }
            Err(notice) => {
                self.pace.failed(now);
                (!std::mem::replace(&mut self.told, true)).then_some(notice)
            }
        }
    }
}

/// When to write.
struct Pace {
    rest: Duration,
    again: Duration,
    saved: Settings,
    /// What they have become, since when they are that, and since when they differ from `saved`.
    changed: Option<(Settings, Duration, Duration)>,
    /// Not before.
    not_before: Duration,
}

impl Pace {
    fn new(saved: Settings, rest: Duration, again: Duration) -> Self {
        Self {
            rest,
            again,
            saved,
            changed: None,
            not_before: Duration::ZERO,
        }
    }

    fn due(&mut self, now: Duration, settings: &Settings) -> bool {
        if *settings == self.saved {
            self.changed = None;
            return false;
        }
        let (since, first) = match &self.changed {
            Some((last, since, first)) if last == settings => (*since, *first),
            Some((.., first)) => (now, *first),
            None => (now, now),
        };
        if since == now {
            self.changed = Some((settings.clone(), now, first));
        }
        let rested = now - since >= self.rest || now - first >= AT_LAST * self.rest;
        let due = rested && now >= self.not_before;
        if due {
            // Until there is a result.
            self.not_before = now + self.again;
        }
        due
    }

    fn written(&mut self, saved: Settings) {
        self.saved = saved;
        self.changed = None;
        self.not_before = Duration::ZERO;
    }

    fn failed(&mut self, now: Duration) {
        self.not_before = now + self.again;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn volume(volume: f32) -> Settings {
        Settings {
            volume,
            ..Settings::default()
        }
    }

    fn pace() -> Pace {
        Pace::new(volume(0.0), at(2), at(60))
    }

    #[test]
    fn settings_are_written_when_they_rest() {
        let mut pace = pace();
        assert!(!pace.due(at(9), &volume(0.0)));
        assert!(!pace.due(at(10), &volume(0.1)));
        assert!(!pace.due(at(11), &volume(0.2)));
        assert!(!pace.due(at(12), &volume(0.2)));
        assert!(pace.due(at(13), &volume(0.2)));
        assert!(!pace.due(at(14), &volume(0.2)), "it is being written");
        pace.written(volume(0.2));
        assert!(!pace.due(at(90), &volume(0.2)));
    }

    #[test]
    fn settings_that_never_rest_are_written_too() {
        let mut pace = pace();
        let written = (0..60).find(|n| pace.due(at(*n), &volume(0.01 + *n as f32 / 100.0)));
        assert_eq!(written, Some(20));
    }

    #[test]
    fn a_failure_is_tried_again_after_a_minute() {
        let mut pace = pace();
        pace.due(at(0), &volume(0.5));
        assert!(pace.due(at(2), &volume(0.5)));
        pace.failed(at(3));
        assert!(!pace.due(at(62), &volume(0.5)));
        assert!(pace.due(at(63), &volume(0.5)));
    }
}
