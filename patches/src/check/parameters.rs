//! Parameters of a device: what Live shows, automates and saves.

use super::at;
use super::levels::Level;
use serde_json::Value;
use std::collections::BTreeSet;

/// Max's number for a parameter that is one of several names.
const ENUM: u64 = 2;

pub fn check(device: bool, levels: &[Level<'_>], problems: &mut Vec<String>) {
    let mut names = BTreeSet::new();
    for level in levels {
        for item in level.patcher.items() {
            let live = item.class().starts_with("live.") && item.class() != "live.comment";
            if !live && !item.is("parameter_enable") {
                continue;
            }
            let mut wrong = |what: String| problems.push(at(level, item, what));
            let all = item
                .keys
                .get("saved_attribute_attributes")
                .and_then(|all| all.get("valueof"));
            let Some(all) = all.filter(|_| item.is("parameter_enable")) else {
                wrong("it is a parameter without attributes".into());
                continue;
            };
            let name = all
                .get("parameter_longname")
                .and_then(Value::as_str)
                .unwrap_or("");
            if name.is_empty()
                || all
                    .get("parameter_shortname")
                    .and_then(Value::as_str)
                    .is_none_or(str::is_empty)
            {
                wrong("the parameter has no long or no short name".into());
            } else if !names.insert(name.to_owned()) {
                wrong(format!("another parameter is called {name}, too"));
            }
            if let Some(problem) = value(all) {
                wrong(problem);
            }
        }
    }
    if device {
        banks(&levels[0], &names, problems);
    }
}

/// What is wrong with the range and the first value.
fn value(all: &Value) -> Option<String> {
    let number = |key: &str| all.get(key).and_then(Value::as_f64);
    let Some(kind) = all.get("parameter_type").and_then(Value::as_u64) else {
        return Some("the parameter has no type".into());
    };
    let (low, high) = if kind == ENUM {
        let count = all
            .get("parameter_enum")
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        if count < 2 {
            return Some("the parameter has fewer than two names to choose from".into());
        }
        if number("parameter_mmax").is_some_and(|most| most != (count - 1) as f64) {
            return Some(format!(
                "the parameter has {count} names, but another range"
            ));
        }
        (0.0, (count - 1) as f64)
    } else {
        (
            number("parameter_mmin").unwrap_or(0.0),
            number("parameter_mmax").unwrap_or(127.0),
        )
    };
    if low >= high {
        return Some(format!("the parameter goes from {low} to {high}"));
    }
    let first = all
        .get("parameter_initial")
        .and_then(|first| first.get(0)?.as_f64());
    match first {
        Some(first) if !(low..=high).contains(&first) => Some(format!(
            "the parameter begins at {first}, outside {low} to {high}"
        )),
        None => Some("the parameter does not say where it begins".into()),
        Some(_) => None,
    }
}

/// What is wrong with the list of parameters and with the banks.
fn banks(level: &Level<'_>, names: &BTreeSet<String>, problems: &mut Vec<String>) {
    let Some(parameters) = &level.patcher.parameters else {
        problems.push("the device lists no parameters".into());
        return;
    };
    let mut listed = BTreeSet::new();
    for (id, names) in parameters.iter().filter(|(key, _)| key.starts_with("obj-")) {
        if level.patcher.item(id).is_none() {
            problems.push(format!(
                "the list of parameters names {id}, which is no box"
            ));
        }
        listed.extend(names.get(0).and_then(Value::as_str).map(str::to_owned));
    }
    for name in names.symmetric_difference(&listed) {
        problems.push(format!(
            "the list of parameters and the boxes disagree about {name}"
        ));
    }
    let banks = parameters.get("parameterbanks").and_then(Value::as_object);
    let slots = banks
        .into_iter()
        .flatten()
        .filter_map(|(_, bank)| bank.get("parameters")?.as_array());
    let mut banked = BTreeSet::new();
    for slot in slots
        .flatten()
        .filter_map(Value::as_str)
        .filter(|slot| *slot != "-")
    {
        if !names.contains(slot) {
            problems.push(format!("a bank has {slot}, which is no parameter"));
        }
        banked.insert(slot);
    }
    for name in names.iter().filter(|name| !banked.contains(name.as_str())) {
        problems.push(format!("no bank has {name}"));
    }
    if level.patcher.openinpresentation != Some(1) {
        problems.push("the device does not open in presentation mode".into());
    }
}
