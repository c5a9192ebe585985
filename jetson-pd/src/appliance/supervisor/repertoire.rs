//! What the patch is told to play, and what it has told to remember.
//!
//! Told to the patch at each start: `volume V`, `recall KEY VALUE …` for each value that it had
//! remembered, `load FILE`. Understood from it: `loaded MODEL …`, `error TEXT …`, `volume V`,
//! `remember KEY VALUE …`.

use crate::appliance::Notice;
use crate::appliance::library::{Found, Model, Place, is_model, speakable};
use crate::appliance::store::Settings;
use crate::link::ToPd;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Decides which model plays.
pub(super) struct Repertoire {
    settings: Settings,
    found: Found,
    first_model: Option<String>,
    /// Where links to models lie whose paths can't be told to Pd.
    links: PathBuf,
    fallen_back: bool,
    greeted: bool,
    told: Option<Told>,
    /// Models that the patch could not load.
    refused: BTreeSet<PathBuf>,
    messages: Vec<ToPd>,
    notices: Vec<Notice>,
}

/// A model that the patch was told to load.
struct Told {
    model: Model,
    /// Its name as the patch knows it.
    spoken: String,
    /// The patch has loaded it.
    loaded: bool,
}

impl Repertoire {
    pub fn new(settings: Settings, first_model: Option<String>, links: PathBuf) -> Self {
        Self {
            settings,
            found: Found::default(),
            first_model,
            links,
            fallen_back: false,
            greeted: false,
            told: None,
            refused: BTreeSet::new(),
            messages: Vec::new(),
            notices: Vec::new(),
        }
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn found(&self) -> &Found {
        &self.found
    }

    /// The name of the model that the patch was last told to load.
    pub fn model(&self) -> Option<&str> {
        self.told.as_ref().map(|told| told.model.name.as_str())
    }

    /// What is to be told since the last call.
    pub fn take(&mut self) -> (Vec<ToPd>, Vec<Notice>) {
        let notices = std::mem::take(&mut self.notices);
        (std::mem::take(&mut self.messages), notices)
    }

    /// Pd is started, with this patch or that.
    pub fn started(&mut self, fallen_back: bool) {
        self.fallen_back = fallen_back;
        self.greeted = false;
        self.told = None;
    }

    /// The patch is there. Does something only once after each start.
    pub fn greet(&mut self) {
        if std::mem::replace(&mut self.greeted, true) {
            return;
        }
        self.say("volume", &[&self.settings.volume.to_string()]);
        for (key, value) in self.settings.remembered.clone() {
            self.say("recall", &[&key, &value]);
        }
        self.choose();
    }

    /// There is something else to play than before. What plays already plays on.
    pub fn set_found(&mut self, found: Found) {
        self.found = found;
        self.refused.clear();
        let wanted = self.wanted().map(str::to_owned);
        let appeared = wanted.is_some_and(|name| {
            self.found.model(&name).is_some() && self.model() != Some(name.as_str())
        });
        if self.greeted && (self.told.is_none() || appeared && !self.fallen_back) {
            self.choose();
        }
    }

    /// A person chooses a model.
    pub fn load(&mut self, name: &str) {
        self.settings.model = Some(name.to_owned());
        if let Some(model) = self.found.model(name).cloned() {
            self.refused.remove(&model.path);
            self.tell(model);
        } else {
            self.notices.push(missing(name, "Choose another model"));
        }
    }

    /// A person or the patch sets the volume.
    pub fn set_volume(&mut self, volume: f32) {
        if volume.is_finite() {
            self.settings.volume = volume.clamp(0.0, 1.0);
        }
    }

    /// The patch says something.
    pub fn said(&mut self, words: &[String]) {
        let Some((word, rest)) = words.split_first() else {
            return;
        };
        match (word.as_str(), rest) {
            ("loaded", [name, ..]) => self.loaded(name),
            ("error", _) => self.failed(&rest.join(" ")),
            ("volume", [volume]) => {
                if let Ok(volume) = volume.parse() {
                    self.set_volume(volume);
                }
            }
            ("remember", [key, value @ ..]) => {
                if let Err(why) = self.settings.remember(key, &value.join(" ")) {
                    self.notices.push(Notice::new(
                        format!("The patch wants {key} remembered, but {why}"),
                        "Let the patch remember less",
                    ));
                }
            }
            _ => {}
        }
    }

    fn loaded(&mut self, name: &str) {
        let name = stem(Path::new(name));
        match &mut self.told {
            Some(told) if told.spoken == name => told.loaded = true,
            // Of before it was told, or of its own accord while it loads what it was told.
            Some(told) if !told.loaded => {}
            _ if self.greeted && !self.fallen_back => self.settings.model = Some(name),
            _ => {}
        }
    }

    fn failed(&mut self, text: &str) {
        let refused = self
            .told
            .take_if(|told| !told.loaded && text.contains(&told.spoken));
        let Some(told) = refused else {
            let what = format!("The patch says: {text}");
            self.notices.push(Notice::new(what, "Look into the patch"));
            return;
        };
        let what = format!("The model {} can't be loaded: {text}", told.model.name);
        self.notices
            .push(Notice::new(what, "Replace the file; another model plays"));
        self.refused.insert(told.model.path);
        self.choose();
    }

    /// The model that should play.
    fn wanted(&self) -> Option<&str> {
        self.settings.model.as_deref()
    }

    fn choose(&mut self) {
        let usable = |model: &&Model| !self.refused.contains(&model.path);
        let shipped = |model: &&Model| !self.fallen_back || model.place == Place::Shipped;
        let models = || self.found.models.iter().filter(usable);
        let first = || {
            let first = |model: &&Model| Some(&model.name) == self.first_model.as_ref();
            let shipped = || models().filter(shipped);
            let found = shipped().find(first).or_else(|| shipped().next());
            found.or_else(|| models().next())
        };
        // What has failed with the wanted patch may have failed because of its model.
        let wanted = self.wanted().filter(|_| !self.fallen_back);
        let found = wanted.and_then(|name| models().find(|model| model.name == name));
        let Some(model) = found.or_else(first).cloned() else {
            self.notices.push(Notice::new(
                "No model is found",
                "Put a USB stick with .nrave files in",
            ));
            return;
        };
        if let Some(name) = wanted.filter(|name| *name != model.name && self.refused.is_empty()) {
            let plays = format!(
                "{} plays; put the USB stick with it in, or choose another model",
                model.name
            );
            self.notices.push(missing(name, &plays));
        }
        self.tell(model);
    }

    fn tell(&mut self, model: Model) {
        let path = speakable(&model.path, &self.links).unwrap_or_else(|error| {
            self.notices.push(Notice::new(
                format!("Can't make a link to {}: {error}", model.path.display()),
                "Give the file and its folder names without blanks",
            ));
            model.path.clone()
        });
        self.say("load", &[&path.to_string_lossy()]);
        self.told = Some(Told {
            model,
            spoken: stem(&path),
            loaded: false,
        });
    }

    fn say(&mut self, word: &str, arguments: &[&str]) {
        let words = [word].into_iter().chain(arguments.iter().copied());
        self.messages.push(ToPd(words.map(str::to_owned).collect()));
    }
}

fn missing(name: &str, remedy: &str) -> Notice {
    Notice::new(format!("The model {name} is not found"), remedy)
}

fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    let name = if is_model(path) {
        path.file_stem().unwrap_or(name)
    } else {
        name
    };
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
#[path = "repertoire_tests.rs"]
mod tests;
