//! Looking again when a stick comes or goes.

use super::{Found, Places};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};

/// Looks on a thread of its own: a stick that is slow or broken keeps nobody waiting.
pub struct Watch {
    news: Receiver<Found>,
    /// Its end ends the thread.
    _stop: Sender<()>,
}

impl Watch {
    /// Looks now, and again whenever the mounts or the folders of models have changed, which is
    /// seen within `period`.
    pub fn start(places: Places, period: Duration) -> Self {
        let (tell, news) = channel();
        let (stop, stopped) = channel();
        thread::spawn(move || {
            let mut before = None;
            loop {
                let now = fingerprint(&places);
                if before.as_ref() != Some(&now) {
                    if tell.send(places.scan()).is_err() {
                        return;
                    }
                    before = Some(now);
                }
                if stopped.recv_timeout(period) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
            }
        });
        Self { news, _stop: stop }
    }

    /// What was found since the last call; waits for it at most so long.
    pub fn news(&self, wait: Duration) -> Option<Found> {
        let first = self.news.recv_timeout(wait).ok()?;
        Some(self.news.try_iter().last().unwrap_or(first))
    }
}

/// Differs when there may be something else to find.
fn fingerprint(places: &Places) -> (String, Vec<Option<SystemTime>>) {
    let changed = |folder: &PathBuf| folder.metadata().and_then(|about| about.modified()).ok();
    let mounts = std::fs::read_to_string(&places.mounts).unwrap_or_default();
    let state = places.models();
    let folders = places.shipped.iter().chain([&state]);
    (mounts, folders.map(changed).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_stick_is_found_when_it_comes_and_gone_when_it_goes() {
        const PATIENCE: Duration = Duration::from_secs(30);
        let folder = tempfile::tempdir().unwrap();
        let stick = folder.path().join("media/me/stick");
        fs::create_dir_all(&stick).unwrap();
        fs::write(stick.join("x.nrave"), "").unwrap();
        let mut places = Places::new(&folder.path().join("state"), Vec::new());
        places.sticks = vec![(folder.path().join("media"), 2)];
        places.mounts = folder.path().join("mounts");
        let mounts = places.mounts.clone();
        let watch = Watch::start(places, Duration::from_millis(5));
        assert_eq!(watch.news(PATIENCE), Some(Found::default()));
        fs::write(&mounts, format!("1 1 8:1 / {} ro", stick.display())).unwrap();
        assert_eq!(watch.news(PATIENCE).unwrap().models[0].name, "x");
        fs::write(&mounts, "").unwrap();
        assert_eq!(watch.news(PATIENCE), Some(Found::default()));
        let models = folder.path().join("state/models");
        fs::create_dir_all(&models).unwrap();
        fs::write(models.join("y.nrave"), "").unwrap();
        // The folder may have been seen before the file was.
        while !watch
            .news(PATIENCE)
            .unwrap()
            .models
            .iter()
            .any(|model| model.name == "y")
        {}
    }
}
