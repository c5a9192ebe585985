//! What a box hears and what it tells.

use crate::instrument::{Event, Playing, Remote, Request};
use crate::message::{Action, Atom, Reply};
use std::path::PathBuf;
use std::sync::Arc;

/// Understands a message, finds the file that it wants loaded, and checks it against the model that
/// plays. Nothing is done yet: a host that runs on the audio thread gives a command to the
/// instrument itself, and everything else to [`Remote::act`]. `find` is the host's search.
///
/// # Errors
/// A sentence for the player.
pub fn understand(
    remote: &Remote,
    word: &str,
    atoms: &[Atom<'_>],
    find: impl FnOnce(&str) -> Result<PathBuf, String>,
) -> Result<Action, String> {
    let action = remote.understand(word, atoms);
    let mut action = action.map_err(|error| error.to_string())?;
    if let Action::Request(Request::Load { path, .. }) = &mut action {
        *path = find(&path.to_string_lossy())?;
    }
    remote.check(&action).map_err(|error| error.to_string())?;
    Ok(action)
}

/// What has happened to a box since it was last asked.
#[derive(Debug, Default)]
pub struct News {
    /// For the information outlet, errors included.
    pub replies: Vec<Reply>,
    /// For the console.
    pub errors: Vec<String>,
    /// For the console: not errors.
    pub notes: Vec<String>,
    /// The model that was loaded last.
    pub loaded: Option<Arc<Playing>>,
    /// Nothing that was asked for is still to come.
    pub settled: bool,
}

impl News {
    /// Takes all events that wait.
    pub fn of(remote: &Remote) -> Self {
        let mut news = Self::default();
        while let Some(event) = remote.poll_event() {
            news.take(event, remote.is_offline());
        }
        news
    }

    fn take(&mut self, event: Event, offline: bool) {
        match event {
            Event::Importing(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                self.tell("importing", vec![symbol(&name)]);
                self.notes.push(format!("importing {name}: a moment"));
            }
            Event::Loaded(model) => {
                let words = [&model.name, &model.method];
                self.tell("loaded", words.map(|word| symbol(word)).into());
                self.loaded = Some(model);
            }
            // While rendering nobody should hear about the real course of time.
            Event::Live { .. } if offline => self.settled = true,
            Event::Live { mode, latency } => {
                self.settled = true;
                let latency = Atom::Float(latency as f32);
                self.tell("live", vec![symbol(mode.name()), latency]);
            }
            Event::LoadFailed { error, .. } => {
                self.settled = true;
                self.complain(error.to_string());
            }
            Event::Failed(error) => self.complain(error),
        }
    }

    fn tell(&mut self, word: &'static str, atoms: Vec<Atom<'static>>) {
        self.replies.push(Reply { word, atoms });
    }

    fn complain(&mut self, error: String) {
        self.replies.push(sentence("error", &error));
        self.errors.push(error);
    }
}

fn symbol(text: &str) -> Atom<'static> {
    Atom::Symbol(text.to_owned().into())
}

/// An answer `word` that carries a sentence, word by word, so that it prints as a sentence.
pub fn sentence(word: &'static str, text: &str) -> Reply {
    let atoms = text.split_whitespace().map(symbol).collect();
    Reply { word, atoms }
}
