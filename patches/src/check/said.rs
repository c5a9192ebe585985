//! What is said along cords: the messages that can leave an outlet, as far as patches let one see.

use super::levels::Level;
use crate::model::Item;
use serde_json::Value;

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A word or a number that is known.
    Text(String),
    /// Something that only the one who plays knows.
    Unknown,
}

/// A message.
pub type Said = Vec<Part>;

/// So far cords are followed back.
const DEPTH: usize = 24;

fn unknown() -> Vec<Said> {
    vec![vec![Part::Unknown]]
}

fn parts(text: &str) -> Said {
    let part = |word: &str| match word.starts_with('$') {
        true => Part::Unknown,
        false => Part::Text(word.to_owned()),
    };
    text.split_whitespace().map(part).collect()
}

/// All that can come in by an inlet, signals left out.
pub fn incoming(levels: &[Level<'_>], level: usize, id: &str, inlet: usize) -> Vec<Said> {
    into(levels, level, id, inlet, DEPTH)
}

fn into(levels: &[Level<'_>], level: usize, id: &str, inlet: usize, depth: usize) -> Vec<Said> {
    let Some(depth) = depth.checked_sub(1) else {
        return Vec::new();
    };
    let patcher = levels[level].patcher;
    let cords = patcher.cords();
    let cords = cords.filter(|cord| cord.destination.0 == id && cord.destination.1 == inlet);
    let mut all = Vec::new();
    for cord in cords {
        let Some(source) = patcher.item(&cord.source.0) else {
            continue;
        };
        let kind = source.outlet_types().get(cord.source.1).copied();
        if !kind.is_some_and(|kind| kind.ends_with("signal")) {
            all.extend(leaving(levels, level, source, cord.source.1, depth));
        }
    }
    all
}

fn leaving(
    levels: &[Level<'_>],
    level: usize,
    item: &Item,
    outlet: usize,
    depth: usize,
) -> Vec<Said> {
    let words = parts(item.text());
    let arguments = || words[1..].to_vec();
    let arriving = |inlet| into(levels, level, item.id(), inlet, depth);
    match item.name() {
        "message" => item
            .text()
            .split(',')
            .map(parts)
            .filter(|said| !said.is_empty())
            .collect(),
        "prepend" => {
            let all = arriving(0).into_iter();
            all.map(|said| [arguments(), said].concat()).collect()
        }
        "loadmess" => vec![arguments()],
        "attrui" => vec![vec![
            Part::Text(item.text_of("attr").to_owned()),
            Part::Unknown,
        ]],
        "button" | "loadbang" | "metro" | "delay" => vec![parts("bang")],
        "umenu" if outlet == 1 => {
            let items = item.keys.get("items").and_then(Value::as_array);
            let text: Vec<_> = items
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            text.join(" ").split(',').map(parts).collect()
        }
        "live.menu" if outlet == 1 => {
            let valueof = item
                .keys
                .get("saved_attribute_attributes")
                .and_then(|all| all.get("valueof"));
            let names = valueof.and_then(|all| all.get("parameter_enum")?.as_array());
            names
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(parts)
                .collect()
        }
        "t" | "trigger" => match words.get(outlet + 1) {
            Some(Part::Text(letter)) if letter == "b" => vec![parts("bang")],
            _ => arriving(0),
        },
        "r" | "receive" => {
            let same = |item: &&Item| {
                matches!(item.name(), "s" | "send") && parts(item.text()).get(1) == words.get(1)
            };
            let mut all = Vec::new();
            for (at, other) in levels.iter().enumerate() {
                for sender in other.patcher.items().filter(same) {
                    all.extend(into(levels, at, sender.id(), 0, depth));
                }
            }
            all
        }
        "inlet" => {
            let place = levels[level]
                .ends("inlet")
                .iter()
                .position(|end| end.id() == item.id());
            match (levels[level].parent, place) {
                (Some((parent, id)), Some(place)) => into(levels, parent, id, place, depth),
                _ => unknown(),
            }
        }
        _ if item.patcher.is_some() => {
            let inner = levels
                .iter()
                .position(|other| other.parent == Some((level, item.id())));
            let end =
                inner.and_then(|inner| Some((inner, *levels[inner].ends("outlet").get(outlet)?)));
            end.map_or_else(Vec::new, |(inner, end)| {
                into(levels, inner, end.id(), 0, depth)
            })
        }
        _ => unknown(),
    }
}
