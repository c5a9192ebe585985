//! Ranges and cross-references within the manifest.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::{Place, short};
use crate::error::{Error, Problem};
use crate::model_file::archive::is_plain;
use crate::model_file::manifest::{
    AttributeSpec, Form, Kind, LatentSpec, Manifest, Method, Port, Scale, StatePair,
};

const SAMPLE_RATES: RangeInclusive<u32> = 8_000..=192_000;
const CHANNELS: RangeInclusive<usize> = 1..=64;
const PORT_CHANNELS: RangeInclusive<usize> = 1..=128;
const METHODS: RangeInclusive<usize> = 1..=16;
const STEPS: RangeInclusive<usize> = 1..=65_536;
const DELAYS: RangeInclusive<usize> = 0..=1 << 20;
const PORTS: RangeInclusive<usize> = 0..=32;
/// Values of one port in one step.
const PORT_VALUES: RangeInclusive<usize> = 1..=1 << 20;
const STATES: RangeInclusive<usize> = 0..=4096;
const STATE_RANK: RangeInclusive<usize> = 1..=6;
/// Values of all states of a method: 64 MiB.
const STATE_VALUES: usize = 1 << 24;
const ATTRIBUTES: RangeInclusive<usize> = 0..=32;
const SETTINGS: RangeInclusive<usize> = 0..=32;
/// Numbers of one setting.
const NUMBERS: RangeInclusive<usize> = 1..=16;
const WORDS: RangeInclusive<usize> = 0..=64;
const TITLE: RangeInclusive<usize> = 1..=100;
const UNIT: RangeInclusive<usize> = 0..=16;

/// Checks a manifest by itself.
pub fn check_manifest(place: &Place<'_>, m: &Manifest) -> Result<(), Error> {
    check_text(&place.at("name"), &m.name, TITLE)?;
    check_range(&place.at("sample_rate"), m.sample_rate, SAMPLE_RATES)?;
    check_range(&place.at("channels"), m.channels as usize, CHANNELS)?;
    check_attributes(&place.at("attributes"), &m.attributes)?;
    check_settings(&place.at("settings"), m)?;
    if let Some(pitch) = m.pitch {
        let (place, top) = (place.at("pitch"), m.sample_rate as f32 / 2.0);
        let (low, high) = (pitch.min_hz, pitch.max_hz);
        let ok = low.is_finite() && high.is_finite() && 0.0 < low && low < high && high <= top;
        let allowed = format!("two frequencies above 0, the lower first, up to {top} Hz");
        place.require(ok, format!("{low} to {high} Hz"), allowed)?;
    }
    if let Some(latent) = &m.latent {
        check_latent(&place.at("latent"), latent)?;
    }
    check_range(&place.at("methods"), m.methods.len(), METHODS)?;
    for (name, method) in &m.methods {
        let place = place.at("methods").at(short(name));
        check_name(&place, name)?;
        check_method(&place, m, method)?;
    }
    Ok(())
}

fn check_attributes(place: &Place<'_>, attributes: &[AttributeSpec]) -> Result<(), Error> {
    check_range(place, attributes.len(), ATTRIBUTES)?;
    let mut names = BTreeSet::new();
    for (i, a) in attributes.iter().enumerate() {
        check_name(&place.at(format!("{i}.name")), &a.name)?;
        let place = place.at(&a.name);
        claim(&place, &mut names, &a.name)?;
        check_text(&place.at("unit"), &a.unit, UNIT)?;
        let ok = a.min.is_finite() && a.max.is_finite() && a.min < a.max;
        place.require(
            ok,
            format!("{} to {}", a.min, a.max),
            "a range with min below max",
        )?;
        let floor = if a.scale == Scale::Log { 0.0 } else { f32::MIN };
        place
            .at("min")
            .require(a.min >= floor, a.min, "0 or more on a log scale")?;
        let ok = (-1.0..=1.0).contains(&a.default);
        place.at("default").require(ok, a.default, "-1 to 1")?;
        if let Some(gate) = a.gate_dbfs {
            place
                .at("gate_dbfs")
                .require(gate.is_finite(), gate, "a finite number")?;
        }
    }
    Ok(())
}

fn check_settings(place: &Place<'_>, m: &Manifest) -> Result<(), Error> {
    check_range(place, m.settings.len(), SETTINGS)?;
    let mut names: BTreeSet<_> = m.attributes.iter().map(|a| a.name.as_str()).collect();
    for (i, setting) in m.settings.iter().enumerate() {
        check_name(&place.at(format!("{i}.name")), &setting.name)?;
        let place = place.at(&setting.name);
        claim(&place, &mut names, &setting.name)?;
        check_range(&place.at("numbers"), setting.numbers.len(), NUMBERS)?;
        check_range(&place.at("words"), setting.words.len(), WORDS)?;
        for number in &setting.numbers {
            let initial = number.initial;
            let place = place.at("initial");
            place.require(initial.is_finite(), initial, "a finite number")?;
            let of_word = number.form != Form::Word || setting.word(number.form, initial).is_some();
            place.require(of_word, initial, "the number of one of the setting's words")?;
        }
    }
    Ok(())
}

fn check_latent(place: &Place<'_>, latent: &LatentSpec) -> Result<(), Error> {
    check_range(&place.at("mean"), latent.mean.len(), PORT_CHANNELS)?;
    let ok = latent.std.len() == latent.mean.len();
    let allowed = format!("as long as mean, {}", latent.mean.len());
    place
        .at("std")
        .require(ok, format!("{} long", latent.std.len()), allowed)?;
    for (i, (mean, std)) in latent.mean.iter().zip(&latent.std).enumerate() {
        place
            .at(format!("mean[{i}]"))
            .require(mean.is_finite(), mean, "a finite number")?;
        let ok = std.is_finite() && *std > 0.0;
        place
            .at(format!("std[{i}]"))
            .require(ok, std, "a finite number above 0")?;
    }
    check_fidelity(place, latent)?;
    check_posterior(place, latent)
}

fn check_fidelity(place: &Place<'_>, latent: &LatentSpec) -> Result<(), Error> {
    check_length(place, "fidelity", latent.fidelity.len(), latent)?;
    let mut before = 0.0;
    for (i, share) in latent.fidelity.iter().enumerate() {
        place.at(format!("fidelity[{i}]")).require(
            (before..=1.0).contains(share),
            share,
            format!("{before} to 1, never falling"),
        )?;
        before = *share;
    }
    Ok(())
}

fn check_posterior(place: &Place<'_>, latent: &LatentSpec) -> Result<(), Error> {
    check_length(place, "posterior_std", latent.posterior_std.len(), latent)?;
    for (i, std) in latent.posterior_std.iter().enumerate() {
        place.at(format!("posterior_std[{i}]")).require(
            std.is_finite() && *std >= 0.0,
            std,
            "a finite number not below 0",
        )?;
    }
    Ok(())
}

/// What may be absent is otherwise as long as the means.
fn check_length(
    place: &Place<'_>,
    field: &str,
    length: usize,
    latent: &LatentSpec,
) -> Result<(), Error> {
    let all = latent.mean.len();
    place.at(field).require(
        length == 0 || length == all,
        format!("{length} long"),
        format!("absent, or as long as mean, {all}"),
    )
}

fn check_method(place: &Place<'_>, m: &Manifest, method: &Method) -> Result<(), Error> {
    check_name(&place.at("graph"), &method.graph)?;
    check_range(&place.at("step"), method.step, STEPS)?;
    check_range(&place.at("delay"), method.delay, DELAYS)?;
    check_range(&place.at("inputs"), method.inputs.len(), PORTS)?;
    check_range(&place.at("outputs"), method.outputs.len(), 1..=*PORTS.end())?;
    let (mut inputs, mut outputs) = (BTreeSet::new(), BTreeSet::new());
    for port in &method.inputs {
        let place = place.at("inputs").at(short(&port.name));
        claim(&place, &mut inputs, &port.name)?;
        check_port(&place, m, method, port)?;
    }
    for port in &method.outputs {
        let place = place.at("outputs").at(short(&port.name));
        claim(&place, &mut outputs, &port.name)?;
        check_port(&place, m, method, port)?;
        check_made(&place.at("kind"), method, port.kind)?;
    }
    for (list, ports) in [("inputs", &method.inputs), ("outputs", &method.outputs)] {
        check_kinds(&place.at(list), ports)?;
    }
    check_states(
        &place.at("states"),
        &method.states,
        &mut inputs,
        &mut outputs,
    )
}

/// Checks that a model can make this kind. Attributes and pitch are proposals for the next step: they
/// must be among what that step takes.
fn check_made(place: &Place<'_>, method: &Method, kind: Kind) -> Result<(), Error> {
    let (made, allowed) = match kind {
        Kind::Audio | Kind::Latent | Kind::Control => (true, ""),
        Kind::Attribute | Kind::Pitch => {
            (method.input(kind).is_some(), "an input of this kind, too")
        }
        Kind::Excitation
        | Kind::Noise
        | Kind::Draw
        | Kind::Temperature
        | Kind::Base
        | Kind::Setting => (false, "something that a model makes"),
    };
    place.require(made, format!("{kind:?}"), allowed)
}

fn check_port(place: &Place<'_>, m: &Manifest, method: &Method, port: &Port) -> Result<(), Error> {
    check_name(place, &port.name)?;
    let (channels, samples) = (place.at("channels"), place.at("samples"));
    check_range(&channels, port.channels, PORT_CHANNELS)?;
    let random = matches!(port.kind, Kind::Noise | Kind::Draw);
    let divides = port.samples > 0 && (random || method.step.is_multiple_of(port.samples));
    samples.require(
        divides,
        port.samples,
        format!("a divisor of the step, {}", method.step),
    )?;
    check_range(place, port.values(), PORT_VALUES)?;
    let expected = match port.kind {
        Kind::Audio => port.channels.min(*CHANNELS.end()),
        Kind::Attribute => m.attributes.len(),
        Kind::Pitch => 2,
        Kind::Excitation | Kind::Temperature => 1,
        Kind::Base => m.attributes.len() + 2 * usize::from(m.pitch.is_some()),
        Kind::Latent => m.latent.as_ref().map_or(port.channels, |l| l.mean.len()),
        Kind::Setting => m.setting_channels(),
        Kind::Noise | Kind::Draw | Kind::Control => port.channels,
    };
    channels.require(port.channels == expected, port.channels, expected)?;
    if matches!(port.kind, Kind::Audio | Kind::Excitation) {
        samples.require(port.samples == method.step, port.samples, method.step)?;
    }
    if port.kind == Kind::Base {
        let attributes = m.attributes.is_empty() || method.input(Kind::Attribute).is_some();
        let pitch = m.pitch.is_none() || method.input(Kind::Pitch).is_some();
        let allowed = "with inputs for the attributes and the pitch that it is the base of";
        place.require(attributes && pitch, "a base input", allowed)?;
    }
    if matches!(port.kind, Kind::Pitch | Kind::Excitation) {
        let allowed = "absent, or the manifest must have a pitch range";
        place.require(m.pitch.is_some(), "a pitch input", allowed)?;
    }
    Ok(())
}

/// The engine feeds one port of each of these kinds.
fn check_kinds(place: &Place<'_>, ports: &[Port]) -> Result<(), Error> {
    for kind in [
        Kind::Audio,
        Kind::Latent,
        Kind::Attribute,
        Kind::Pitch,
        Kind::Excitation,
        Kind::Temperature,
        Kind::Base,
        Kind::Setting,
    ] {
        let count = ports.iter().filter(|p| p.kind == kind).count();
        place.require(
            count <= 1,
            format!("{count} of kind {kind:?}"),
            "at most one",
        )?;
    }
    Ok(())
}

fn check_states<'a>(
    place: &Place<'_>,
    states: &'a [StatePair],
    inputs: &mut BTreeSet<&'a str>,
    outputs: &mut BTreeSet<&'a str>,
) -> Result<(), Error> {
    check_range(place, states.len(), STATES)?;
    let mut total = 0usize;
    for state in states {
        let place = place.at(short(&state.input));
        check_name(&place.at("input"), &state.input)?;
        check_name(&place.at("output"), &state.output)?;
        claim(&place, inputs, &state.input)?;
        claim(&place, outputs, &state.output)?;
        check_range(&place.at("shape"), state.shape.len(), STATE_RANK)?;
        let values = state
            .shape
            .iter()
            .try_fold(1usize, |n, &d| n.checked_mul(d));
        total = values
            .and_then(|n| total.checked_add(n))
            .unwrap_or(usize::MAX);
        let ok = values.is_some_and(|n| n > 0) && total <= STATE_VALUES;
        let allowed = format!("1 or more in each axis, {STATE_VALUES} values in all states");
        place
            .at("shape")
            .require(ok, format!("{:?}", state.shape), allowed)?;
    }
    Ok(())
}

fn check_name(place: &Place<'_>, name: &str) -> Result<(), Error> {
    place.require(
        is_plain(name),
        format!("\"{name}\""),
        "1 to 64 of A-Z a-z 0-9 . _ -",
    )
}

fn check_text(place: &Place<'_>, text: &str, lengths: RangeInclusive<usize>) -> Result<(), Error> {
    let ok = lengths.contains(&text.chars().count()) && !text.chars().any(char::is_control);
    let (low, high) = lengths.into_inner();
    place.require(
        ok,
        format!("\"{text}\""),
        format!("{low} to {high} printable characters"),
    )
}

fn check_range<T>(place: &Place<'_>, value: T, range: RangeInclusive<T>) -> Result<(), Error>
where
    T: PartialOrd + std::fmt::Display,
{
    let allowed = format!("{} to {}", range.start(), range.end());
    place.require(range.contains(&value), value, allowed)
}

fn claim<'a>(place: &Place<'_>, names: &mut BTreeSet<&'a str>, name: &'a str) -> Result<(), Error> {
    if names.insert(name) {
        Ok(())
    } else {
        place.fail(Problem::Duplicate(short(name)))
    }
}
