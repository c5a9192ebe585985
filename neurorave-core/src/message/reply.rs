//! From the instrument's state to answers, and from a message to what does not fit the model.

use super::{Action, Atom, MessageError, Query, Reply, nn};
use crate::descriptors::Descriptor;
use crate::instrument::{Command, Name, Playing, Request, Status};
use crate::model_file::manifest::{AttributeSpec, Form, PitchSpec, SettingSpec};

/// Answers a question.
pub(crate) fn answer(query: Query, status: &Status) -> Vec<Reply> {
    match query {
        Query::Attribute(descriptor) => vec![attribute(descriptor, status)],
        Query::Pitch => vec![pitch(status)],
        Query::Setting(name) => {
            let own = |(spec, _): &(&SettingSpec, _)| Name::of_setting(spec) == name;
            settings(status).filter(own).map(setting).collect()
        }
        Query::All => {
            let descriptors = played(status);
            let mut replies: Vec<_> = descriptors
                .into_iter()
                .map(|d| attribute(d, status))
                .collect();
            if status
                .model
                .as_ref()
                .is_some_and(|model| model.pitch.is_some())
            {
                replies.push(pitch(status));
            }
            replies.extend(settings(status).map(setting));
            replies
        }
        Query::Latency => {
            let ms = status.latency as f64 * 1000.0 / status.sample_rate.max(1.0);
            vec![reply(
                "latency",
                [number(status.latency as f32), number(ms as f32)],
            )]
        }
        Query::Dropouts => vec![reply("dropouts", [number(status.dropouts as f32)])],
        Query::Cpu => {
            vec![reply(
                "cpu",
                [number(status.cpu_mean), number(status.cpu_worst)],
            )]
        }
        Query::Mode => vec![reply("mode", [text(status.mode.name())])],
        Query::Info => info(status),
        Query::Dump => [info(status), answer(Query::All, status)].concat(),
        Query::Attributes => {
            let model = status.model.as_deref();
            let attributes = model.iter().flat_map(|model| &model.attributes);
            let attributes = attributes.map(|attribute| attribute.name.as_str());
            let settings = model.iter().flat_map(|model| &model.settings);
            let settings = settings.map(|setting| setting.name.as_str());
            let names = attributes.chain(settings).map(text).collect::<Vec<_>>();
            vec![reply("attributes", names)]
        }
        Query::Methods => {
            let methods = status.model.iter().flat_map(|model| &model.methods);
            let names = methods.map(|method| text(method)).collect::<Vec<_>>();
            vec![reply("methods", names)]
        }
        Query::Gpu => nn::gpu(),
        Query::Buffer => nn::buffer(),
    }
}

/// Checks a message against the model that plays.
pub(crate) fn check(action: &Action, playing: &Playing) -> Result<(), MessageError> {
    use Command::{Follow, Offset, Scale, Set};
    match action {
        Action::Command(Set(d, _) | Follow(d) | Scale(d, _) | Offset(d, _))
        | Action::Query(Query::Attribute(d)) => has_attribute(*d, playing),
        Action::Command(Command::SetPitch(_) | Command::FollowPitch)
        | Action::Query(Query::Pitch)
            if playing.pitch.is_none() =>
        {
            Err(MessageError(format!(
                "the model {} has no pitch",
                playing.name
            )))
        }
        Action::Request(Request::Method(method)) if !playing.methods.contains(method) => {
            Err(MessageError(format!(
                "the model {} has no method \"{method}\"; it has {}",
                playing.name,
                playing.methods.join(", ")
            )))
        }
        _ => Ok(()),
    }
}

fn has_attribute(descriptor: Descriptor, playing: &Playing) -> Result<(), MessageError> {
    let mut attributes = playing.attributes.iter();
    if attributes.any(|attribute| attribute.name == descriptor.name()) {
        return Ok(());
    }
    Err(MessageError(format!(
        "the model {} has no attribute \"{}\" in method {}; it has {}",
        playing.name,
        descriptor.name(),
        playing.method,
        names(playing)
    )))
}

/// The names of all that can be set, in words.
pub(super) fn names(playing: &Playing) -> String {
    let attributes = playing.attributes.iter().map(|a| a.name.as_str());
    let settings = playing.settings.iter().map(|s| s.name.as_str());
    let pitch = playing.pitch.map(|_| "pitch");
    let names: Vec<_> = attributes.chain(pitch).chain(settings).collect();
    match names.is_empty() {
        true => "none".to_owned(),
        false => names.join(", "),
    }
}

/// `get NAME measured UNIT sent`.
fn attribute(descriptor: Descriptor, status: &Status) -> Reply {
    let place = Descriptor::ALL
        .iter()
        .position(|&d| d == descriptor)
        .unwrap_or(0);
    let reading = status.readings[place];
    let unit = unit(descriptor.unit());
    let atoms = [
        text(descriptor.name()),
        number(reading.measured),
        unit,
        number(reading.sent),
    ];
    reply("get", atoms)
}

/// `get pitch HZ Hz VOICING`.
fn pitch(status: &Status) -> Reply {
    let (hz, voicing) = status.pitch;
    reply(
        "get",
        [text("pitch"), number(hz), text("Hz"), number(voicing)],
    )
}

/// `get NAME NUMBERS`.
fn setting((spec, values): (&SettingSpec, &[f32])) -> Reply {
    let values = spec.numbers.iter().zip(values);
    let values = values.map(|(number, value)| as_said(spec, number.form, *value));
    reply("get", [vec![text(&spec.name)], values.collect()].concat())
}

/// The settings of the model that plays, and what they are.
fn settings(status: &Status) -> impl Iterator<Item = (&SettingSpec, &[f32])> {
    let specs = status.model.iter().flat_map(|model| &model.settings);
    specs.zip(status.settings.iter().map(|(_, values)| &values[..]))
}

/// A number of a setting as people say it: of a text not the number.
fn as_said(spec: &SettingSpec, form: Form, value: f32) -> Atom<'static> {
    match spec.word(form, value) {
        Some(word) => text(word),
        None => number(value),
    }
}

fn played(status: &Status) -> Vec<Descriptor> {
    let attributes = status.model.iter().flat_map(|model| &model.attributes);
    attributes
        .filter_map(|a| Descriptor::from_name(&a.name))
        .collect()
}

fn info(status: &Status) -> Vec<Reply> {
    let Some(model) = &status.model else {
        return vec![reply("info", [text("model"), text("none")])];
    };
    let line = |key: &str, atoms: Vec<Atom<'static>>| Reply {
        word: "info",
        atoms: [vec![text(key)], atoms].concat(),
    };
    let file = model
        .path
        .as_ref()
        .map(|p| p.display().to_string())
        .unwrap_or_default();
    let mut lines = vec![
        line("model", vec![text(&model.name), text(&file)]),
        line("method", vec![text(&model.method)]),
        line("methods", model.methods.iter().map(|m| text(m)).collect()),
        line("samplerate", vec![number(model.sample_rate as f32)]),
        line("step", vec![number(model.step as f32)]),
        line("delay", vec![number(model.delay as f32)]),
        line(
            "inlets",
            model.layout.inlets.iter().map(|j| text(&j.name)).collect(),
        ),
        line(
            "outlets",
            model.layout.outlets.iter().map(|j| text(&j.name)).collect(),
        ),
        line("executor", {
            let names = [Some(model.executor), model.fallback.as_deref()];
            names.into_iter().flatten().map(text).collect()
        }),
        line("mode", vec![text(status.mode.name())]),
        line("latency", vec![number(status.latency as f32)]),
    ];
    if let Some(priority) = status.priority {
        lines.push(line("priority", vec![text(priority.name())]));
    }
    for a in &model.attributes {
        lines.push(line("attribute", attribute_range(a)));
    }
    if let Some(pitch) = model.pitch {
        lines.push(line("pitch", pitch_range(pitch)));
    }
    for setting in &model.settings {
        lines.push(line("setting", setting_numbers(setting)));
    }
    lines
}

/// `NAME MIN MAX UNIT`.
pub fn attribute_range(spec: &AttributeSpec) -> Vec<Atom<'static>> {
    let range = [number(spec.min), number(spec.max)];
    [vec![text(&spec.name)], range.into(), vec![unit(&spec.unit)]].concat()
}

/// `MIN MAX Hz`.
pub fn pitch_range(spec: PitchSpec) -> Vec<Atom<'static>> {
    vec![number(spec.min_hz), number(spec.max_hz), text("Hz")]
}

/// `NAME KIND INITIAL`, kind and initial value for each number that it takes.
pub fn setting_numbers(spec: &SettingSpec) -> Vec<Atom<'static>> {
    let numbers = spec.numbers.iter();
    let numbers =
        numbers.flat_map(|one| [text(one.form.name()), as_said(spec, one.form, one.initial)]);
    std::iter::once(text(&spec.name)).chain(numbers).collect()
}

pub(super) fn reply(word: &'static str, atoms: impl Into<Vec<Atom<'static>>>) -> Reply {
    Reply {
        word,
        atoms: atoms.into(),
    }
}

/// A unit; `-` where there is none, because a host can't show nothing.
fn unit(x: &str) -> Atom<'static> {
    text(if x.is_empty() { "-" } else { x })
}

pub(super) fn number(x: f32) -> Atom<'static> {
    Atom::Float(x)
}

fn text(x: &str) -> Atom<'static> {
    Atom::Symbol(x.to_owned().into())
}
