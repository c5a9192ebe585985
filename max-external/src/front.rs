//! The side of a box that messages reach: remotes of its voices, and what they were told.

use crate::history::History;
use crate::player::switch;
use neurorave_core::instrument::{Command, Playing, Remote, Request};
use neurorave_core::message::{Atom, Query, Reply};
use neurorave_core::object::{MOST_VOICES, News, Start};
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

    /// The voice that a message for voice `number`, or for all (0), is understood by.
    ///
    /// # Errors
    /// A sentence for the player, when there is no such voice.
    pub fn voice(&self, number: usize) -> Result<Remote, String> {
        if number > self.remotes.len() {
            return Err(format!(
                "setvalue {number}: there are {} voices, and 0 is all of them",
                self.remotes.len()
            ));
        }
        Ok(self.one(number).clone())
    }

    /// Keeps the name of the model file that is asked for.
    pub fn name(&mut self, file: &str) {
        self.file = file.to_owned();
    }

    fn one(&self, voice: usize) -> &Remote {
        &self.remotes[voice.saturating_sub(1)]
    }

    /// Tells one voice, or all (0).
    pub fn command(&mut self, voice: usize, command: Command) {
        if voice > 0 {
            // It may have gone since the message was understood.
            let remote = self.remotes.get(voice - 1);
            return remote.into_iter().for_each(|remote| remote.send(command));
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

    /// What the first voice has to tell, and what failed in any; and whether more is to come. While
    /// some voices still load what others have, nothing is told: `loaded` then holds for all.
    pub fn news(&mut self) -> (News, bool) {
        let loading = self.remotes.iter().filter(|one| one.status().loading);
        if (1..self.remotes.len()).contains(&loading.count()) {
            return (News::default(), true);
        }
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
            // As asked for: the audio thread comes to it with its next vector, if it runs.
            "enable" => self.switch(true, |command| match command {
                Command::Enable(on) => Some(on),
                _ => None,
            }),
            "bypass" => self.switch(false, |command| match command {
                Command::Bypass(on) => Some(on),
                _ => None,
            }),
            "side" => self.switch(false, |command| match command {
                Command::Side(on) => Some(on),
                _ => None,
            }),
            "latency" => self.latency(),
            _ => Atom::Float(self.chans as f32),
        }
    }

    /// What all voices were told last, or what is so at first.
    fn switch(&self, at_first: bool, told: fn(Command) -> Option<bool>) -> Atom<'static> {
        let commands = self.history.commands().iter();
        switch(commands.copied().find_map(told).unwrap_or(at_first))
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
