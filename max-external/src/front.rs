//! The side of a box that messages reach: remotes of its voices, and what they were told.

use crate::history::History;
use crate::paths;
use crate::player::switch;
use neurorave_core::instrument::{Command, Playing, Remote, Request};
use neurorave_core::message::{Action, Atom, Query, Reply};
use neurorave_core::object::{MOST_VOICES, News, Start, understand};
use std::sync::Arc;

/// What messages have made of a box.
pub struct Front {
    /// One for each voice, and always one.
    remotes: Vec<Remote>,
    history: History,
    /// What has to be asked for a voice that comes later: the last of each kind.
    requests: Vec<Request>,
    /// The model file and the method as they were asked for.
    file: String,
    method: String,
    /// Channels of each inlet.
    channels: Vec<usize>,
    /// How many voices there are to be; 0 is as many as the widest input has channels.
    chans: usize,
    /// Something was asked for and is not yet heard.
    waiting: bool,
}

impl Front {
    /// With one voice.
    pub fn new(remote: Remote, start: &Start, inlets: usize) -> Self {
        let file = match start {
            Start::Model { file, .. } => file.clone(),
            Start::Empty | Start::Void { .. } => String::new(),
        };
        Self {
            remotes: vec![remote],
            history: History::default(),
            requests: Vec::new(),
            file,
            method: String::new(),
            channels: vec![1; inlets],
            chans: 0,
            waiting: false,
        }
    }

    /// Understands a message for a voice, or for all (0).
    ///
    /// # Errors
    /// A sentence for the player.
    pub fn understand(
        &mut self,
        voice: usize,
        word: &str,
        atoms: &[Atom],
    ) -> Result<Action, String> {
        if voice > self.remotes.len() {
            return Err(format!(
                "setvalue {voice}: there are {} voices, and 0 is all of them",
                self.remotes.len()
            ));
        }
        let action = understand(self.one(voice), word, atoms, paths::find)?;
        if voice > 0 && matches!(action, Action::Request(_)) {
            return Err(format!(
                "{word} goes to all voices: leave setvalue {voice} out"
            ));
        }
        if let (Action::Request(Request::Load { .. }), [Atom::Symbol(file), ..]) = (&action, atoms)
        {
            self.file = file.to_string();
        }
        Ok(action)
    }

    fn one(&self, voice: usize) -> &Remote {
        &self.remotes[voice.saturating_sub(1)]
    }

    /// Tells one voice, or all (0).
    pub fn command(&mut self, voice: usize, command: Command) {
        if voice > 0 {
            return self.one(voice).send(command);
        }
        self.history.add(command);
        self.remotes.iter().for_each(|remote| remote.send(command));
    }

    /// Asks all voices.
    pub fn request(&mut self, request: Request) {
        for remote in &self.remotes {
            remote.request(request.clone());
        }
        self.waiting = true;
        match &request {
            Request::Load { method, .. } => self.method = method.clone().unwrap_or_default(),
            Request::Method(method) => self.method = method.clone(),
            _ => {}
        }
        if let Request::Reload = request {
            return;
        }
        let kind = std::mem::discriminant(&request);
        self.requests
            .retain(|earlier| std::mem::discriminant(earlier) != kind);
        if let Request::Load { .. } = request {
            // A method asked for before was the other model's.
            self.requests
                .retain(|earlier| !matches!(earlier, Request::Method(_)));
        }
        self.requests.push(request);
    }

    /// Answers of one voice. Where all are asked, dropouts and load are those of all together, and
    /// everything else is the first one's.
    pub fn query(&self, voice: usize, query: Query) -> Vec<Reply> {
        let all = || self.remotes.iter().map(Remote::status);
        let number = |x: f32| Atom::Float(x);
        let (word, atoms) = match (voice, query) {
            (0, Query::Dropouts) => {
                let late: u64 = all().map(|status| status.dropouts).sum();
                ("dropouts", vec![number(late as f32)])
            }
            (0, Query::Cpu) => {
                let mean = all().map(|status| status.cpu_mean).sum();
                let worst = all().map(|status| status.cpu_worst).fold(0.0, f32::max);
                ("cpu", vec![number(mean), number(worst)])
            }
            _ => return self.one(voice).query(query),
        };
        vec![Reply { word, atoms }]
    }

    /// The model that plays or loads.
    pub fn playing(&self) -> Option<Arc<Playing>> {
        self.one(0).status().model
    }

    /// What the first voice has to tell, and what failed in any; and whether more is to come.
    pub fn news(&mut self) -> (News, bool) {
        let mut voices = self.remotes.iter();
        let mut news = voices.next().map(News::of).unwrap_or_default();
        for remote in voices {
            let other = News::of(remote);
            for error in other.errors {
                if !news.errors.contains(&error) {
                    news.errors.push(error);
                }
            }
        }
        self.waiting &= !news.settled;
        (news, self.waiting)
    }

    /// A new voice, which is told what the others were.
    pub fn join(&mut self, remote: Remote) {
        for request in &self.requests {
            remote.request(request.clone());
        }
        for &command in self.history.commands() {
            remote.send(command);
        }
        self.remotes.push(remote);
    }

    /// The last voice goes.
    pub fn leave(&mut self) {
        if self.remotes.len() > 1 {
            self.remotes.pop();
        }
    }

    /// An inlet has so many channels.
    pub fn input_changed(&mut self, inlet: usize, channels: usize) {
        if let Some(place) = self.channels.get_mut(inlet) {
            *place = channels;
        }
    }

    /// Fixes the number of voices; 0 lets the inputs decide.
    pub fn fix_voices(&mut self, voices: usize) {
        self.chans = voices;
    }

    /// How many voices there are to be.
    pub fn voices(&self) -> usize {
        let widest = self.channels.iter().copied().max().unwrap_or(1);
        let wanted = if self.chans > 0 { self.chans } else { widest };
        wanted.clamp(1, MOST_VOICES)
    }

    /// Whether this file was asked for last.
    pub fn has(&self, file: &str) -> bool {
        self.file == file
    }

    /// Whether this method was asked for last.
    pub fn runs(&self, method: &str) -> bool {
        self.method == method
    }

    /// What a property of this name is.
    pub fn property(&self, name: &str) -> Atom<'static> {
        let status = self.one(0).status();
        match name {
            "model" => Atom::Symbol(self.file.clone().into()),
            "method" => {
                let method = status
                    .model
                    .map_or(self.method.clone(), |model| model.method.clone());
                Atom::Symbol(method.into())
            }
            "enable" => switch(status.enabled),
            "bypass" => switch(status.bypassed),
            "latency" => self.latency(),
            _ => Atom::Float(self.chans as f32),
        }
    }

    fn latency(&self) -> Atom<'static> {
        let asked = self.requests.iter().find_map(|request| match request {
            Request::Latency(samples) => *samples,
            _ => None,
        });
        asked.map_or(Atom::Symbol("auto".into()), |samples| {
            Atom::Float(samples as f32)
        })
    }
}
