//! The inlets and outlets of `nrave~` and its kin, from their models.

use super::{CHANNELS, Ports, SIGNAL, Takes};
use neurorave_core::object::{
    Arguments, Channels, INFO_NAME, INFO_OUTLETS, NAME, PROPERTIES, Property, Shape, Start,
    VOICES_NAME, Wanted, Wiring, not_found, spellings,
};
use std::path::{Path, PathBuf};

/// Our classes.
pub fn classes() -> [&'static str; 3] {
    [NAME, VOICES_NAME, INFO_NAME]
}

/// Whether an object is ours.
pub fn is_ours(name: &str) -> bool {
    classes().contains(&name)
}

/// The folder with the models that the package ships.
fn zoo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/zoo")
}

/// The models that the package ships, by name, in alphabetical order.
pub fn models() -> Vec<String> {
    let entries = std::fs::read_dir(zoo()).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path());
    let models = files.filter(|file| file.extension().is_some_and(|e| e == "nrave"));
    let mut names: Vec<_> = models
        .filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}

/// The model of this name in the package.
///
/// # Errors
/// When there is none.
pub fn model_file(name: &str) -> Result<PathBuf, String> {
    let found = spellings(name).into_iter().map(|name| zoo().join(name));
    let mut found = found.filter(|path| path.is_file());
    found
        .next()
        .ok_or_else(|| not_found(name, "in the package's models"))
}

/// What the text of a box of ours asks for, and the model that it names.
pub struct Asked {
    /// What is one signal, and what are several.
    channels: Channels,
    /// Its shape.
    shape: Shape,
    /// Its model.
    pub wanted: Option<Wanted>,
}

impl Asked {
    /// Reads the text of a box that plays, its class included.
    ///
    /// # Errors
    /// What the object would say, or a property that the class does not have.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut words = text.split_whitespace();
        let class = words.next().unwrap_or("");
        let words: Vec<_> = words.collect();
        let properties = properties(class, &words)?;
        let plain = words.iter().take_while(|word| !word.starts_with('@'));
        let mut arguments = Arguments::parse(plain.copied())?;
        let value = |name: &str| {
            let found = properties
                .iter()
                .find(|(property, _)| property.name == name);
            found.map(|(_, value)| *value)
        };
        if let Some(file) = value("model") {
            let method = None;
            arguments.start = Start::Model {
                file: file.into(),
                method,
            };
        }
        if let (Start::Model { method, .. }, Some(asked)) = (&mut arguments.start, value("method"))
        {
            *method = Some(asked.into());
        }
        let on = |name| value(name).is_some_and(|value| value != "0");
        arguments.side |= on("side");
        let wanted = Wanted::find(&arguments.start, model_file)?;
        Ok(Self {
            channels: match (class == VOICES_NAME, on("multichannel")) {
                (true, _) => Channels::Voices,
                (false, true) => Channels::Jacks,
                (false, false) => Channels::Single,
            },
            shape: Shape::of(&arguments, wanted.as_ref()),
            wanted,
        })
    }

    fn ports(&self) -> Ports {
        let layout = self.wanted.as_ref().map(|wanted| &wanted.layout);
        let wiring = Wiring::new(self.shape, self.channels, layout);
        let (takes, gives) = match self.channels {
            Channels::Single => (Takes::Either, SIGNAL),
            Channels::Jacks | Channels::Voices => (Takes::Channels, CHANNELS),
        };
        let mut outlets = vec![gives; wiring.outlets.len()];
        outlets.push("");
        Ports {
            inlets: vec![takes; wiring.inlets.len()],
            outlets,
        }
    }
}

/// The properties that stand in a box, each with its first value.
fn properties<'a>(
    class: &str,
    words: &[&'a str],
) -> Result<Vec<(&'static Property, &'a str)>, String> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(name) = word.strip_prefix('@') else {
            continue;
        };
        let property = PROPERTIES
            .iter()
            .find(|p| p.name == name && p.only.is_none_or(|only| only == class))
            .ok_or_else(|| format!("{class} has no property {word}"))?;
        let value = words.get(at + 1).filter(|value| !value.starts_with('@'));
        let value = value.ok_or_else(|| format!("{word} has no value"))?;
        found.push((property, *value));
    }
    Ok(found)
}

/// What a box of ours has.
///
/// # Errors
/// As [`Asked::read`].
pub fn ports(text: &str) -> Result<Ports, String> {
    let mut words = text.split_whitespace();
    if words.next() == Some(INFO_NAME) {
        if let Some(file) = words.next() {
            model_file(file)?;
        }
        let mut outlets = vec![""; INFO_OUTLETS.len()];
        outlets[0] = "dictionary";
        return Ok(Ports {
            inlets: vec![Takes::Messages],
            outlets,
        });
    }
    Ok(Asked::read(text)?.ports())
}
