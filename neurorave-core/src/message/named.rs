//! Messages that get their meaning from the model that plays: the names of its settings.

use super::parse::{Args, parse};
use super::reply::names;
use super::{Action, Atom, MessageError, Query};
use crate::descriptors::Descriptor;
use crate::instrument::{Command, Name, Numbers, Playing};
use crate::model_file::manifest::{Form, SettingSpec};
use crate::object::is_word;

/// As [`parse`], and knows the settings of the model that plays by their names. Where that is about to
/// change (`loading`), or before there is one, a name may be one of the next model's.
pub(crate) fn understand(
    word: &str,
    atoms: &[Atom<'_>],
    playing: Option<&Playing>,
    loading: bool,
) -> Result<Action, MessageError> {
    let args = Args { word, atoms };
    let model = Model { playing, loading };
    match (word, atoms.first()) {
        ("set", Some(Atom::Symbol(name))) if model.may_have(name) => model.set(name, &args, 1),
        ("get", Some(Atom::Symbol(name))) if model.may_have(name) => model.get(name),
        _ if is_word(word) => parse(word, atoms),
        _ if model.setting(word).is_some() || (loading && are_numbers(atoms)) => {
            model.set(word, &args, 0)
        }
        _ => parse(word, atoms).map_err(|error| model.with_settings(error)),
    }
}

fn are_numbers(atoms: &[Atom<'_>]) -> bool {
    let mut all = atoms.iter();
    !atoms.is_empty() && all.all(|atom| matches!(atom, Atom::Float(_)))
}

/// The model that the names are of.
struct Model<'a> {
    playing: Option<&'a Playing>,
    loading: bool,
}

impl Model<'_> {
    fn setting(&self, name: &str) -> Option<&SettingSpec> {
        let settings = &self.playing?.settings;
        settings.iter().find(|setting| setting.name == name)
    }

    /// Whether a name is a setting's, or nothing else's.
    fn may_have(&self, name: &str) -> bool {
        let other = name == "pitch" || Descriptor::from_name(name).is_some();
        !other || self.setting(name).is_some()
    }

    /// What it is set to begins at argument `from`.
    fn set(&self, name: &str, args: &Args<'_>, from: usize) -> Result<Action, MessageError> {
        let said = args.atoms.get(from..).unwrap_or_default();
        if self.loading && !said.is_empty() && !are_numbers(said) {
            return Err(MessageError(format!(
                "{name}: wait until the model has loaded: then it knows its texts"
            )));
        }
        let setting = self.setting(name).filter(|_| !self.loading);
        let values = match setting {
            Some(setting) if !setting.words.is_empty() => in_words(setting, args, from)?,
            _ => {
                let values = (from..args.atoms.len().max(from + 1)).map(|i| args.number(i));
                values.collect::<Result<Vec<f32>, _>>()?
            }
        };
        match (setting, self.playing) {
            (Some(setting), _) if setting.numbers.len() != values.len() => {
                return Err(MessageError(format!(
                    "{name} takes {}, not {}",
                    match setting.numbers.len() {
                        1 => "a number".to_owned(),
                        count => format!("{count} numbers"),
                    },
                    values.len()
                )));
            }
            (Some(setting), Some(playing)) if setting.fixed && !playing.imported => {
                let said: Vec<String> = said.iter().map(Atom::to_string).collect();
                return Err(MessageError(format!(
                    "{name} was decided when this file was imported; import the .ts that it was made \
                     of again: nrave import FILE.ts --set \"{name}={}\"",
                    said.join(if values.len() > 1 { "," } else { " " })
                )));
            }
            (None, Some(playing)) if !self.loading => return Err(unknown(name, playing)),
            _ => {}
        }
        let own = setting.map_or_else(|| Name::of(name), Name::of_setting);
        let numbers = Numbers::named(own, &values)
            .ok_or_else(|| MessageError(format!("{name}: at most {} numbers", Numbers::MOST)))?;
        Ok(Action::Command(Command::Setting(numbers)))
    }

    fn get(&self, name: &str) -> Result<Action, MessageError> {
        match (self.setting(name), self.playing) {
            (Some(setting), _) => Ok(Action::Query(Query::Setting(Name::of_setting(setting)))),
            (None, Some(playing)) => Err(unknown(name, playing)),
            (None, None) => Err(MessageError(format!(
                "get {name}: no model has loaded yet; send \"load FILE\""
            ))),
        }
    }

    /// An unknown word might have been meant for a setting.
    fn with_settings(&self, MessageError(error): MessageError) -> MessageError {
        let settings = self.playing.map_or(&[][..], |playing| &playing.settings);
        let settings: Vec<_> = settings
            .iter()
            .map(|setting| setting.name.as_str())
            .collect();
        MessageError(match settings.is_empty() {
            true => error,
            false => format!("{error}; and the model: {}", settings.join(" ")),
        })
    }
}

/// The numbers of what is said to a setting that takes texts. A single one may be of several words.
fn in_words(setting: &SettingSpec, args: &Args<'_>, from: usize) -> Result<Vec<f32>, MessageError> {
    let said = args.atoms.get(from..).unwrap_or_default();
    let name = &setting.name;
    let number = |text: &str| {
        setting.number(text).ok_or_else(|| {
            let words = setting.words.join(", ");
            MessageError(format!("{name} is one of: {words}; not \"{text}\""))
        })
    };
    let count = setting.numbers.len();
    if count == 1 {
        let atoms: Vec<String> = said.iter().map(Atom::to_string).collect();
        return Ok(vec![number(&atoms.join(" "))?]);
    }
    if count != said.len() {
        return Err(MessageError(format!(
            "{name} takes {count} texts and numbers"
        )));
    }
    let all = (from..).zip(said).zip(&setting.numbers);
    all.map(|((at, atom), spec)| match spec.form {
        Form::Word => number(&atom.to_string()),
        _ => args.number(at),
    })
    .collect()
}

fn unknown(name: &str, playing: &Playing) -> MessageError {
    MessageError(format!(
        "the model {} has no attribute or setting \"{name}\"; it has {}",
        playing.name,
        names(playing)
    ))
}
