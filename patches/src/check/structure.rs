//! What Max needs to open a patcher at all.

use super::at;
use super::levels::Level;
use crate::model::Rect;
use std::collections::BTreeSet;

/// The oldest Max that the package is for.
const OLDEST: (u32, u32) = (8, 6);

pub fn check(level: &Level<'_>, problems: &mut Vec<String>) {
    let Level { patcher, name, .. } = level;
    if patcher.fileversion != 1 {
        problems.push(format!(
            "{name}fileversion is {}, not 1",
            patcher.fileversion
        ));
    }
    let version = (patcher.appversion.major, patcher.appversion.minor);
    if version < OLDEST {
        problems.push(format!(
            "{name}it was written by Max {}.{}, before 8.6",
            version.0, version.1
        ));
    }
    if patcher.classnamespace != "box" {
        problems.push(format!(
            "{name}classnamespace is \"{}\", not \"box\"",
            patcher.classnamespace
        ));
    }
    if !is_an_area(patcher.rect) {
        problems.push(format!("{name}the patcher has no area"));
    }
    let mut ids = BTreeSet::new();
    for item in patcher.items() {
        let mut wrong = |what: &str| problems.push(at(level, item, what));
        if item.id().is_empty() {
            wrong("it has no id");
        } else if !ids.insert(item.id()) {
            wrong("another box has the same id");
        }
        if item.class().is_empty() {
            wrong("it has no maxclass");
        }
        if matches!(item.class(), "newobj" | "comment") && !item.keys.contains_key("text") {
            wrong("it has no text");
        }
        if !item.rect().is_some_and(is_an_area) {
            wrong("it has no patching_rect with an area");
        }
        if item.is("presentation") && !item.presentation_rect().is_some_and(is_an_area) {
            wrong("it is in presentation mode but has no presentation_rect with an area");
        }
        for count in ["numinlets", "numoutlets"] {
            if !item.keys.get(count).is_some_and(serde_json::Value::is_u64) {
                wrong(&format!("{count} is no whole number"));
            }
        }
        if item.outlet_types().len() != item.counts().1 {
            wrong("outlettype does not name what each of its outlets gives");
        }
    }
    if patcher.openinpresentation == Some(1)
        && !patcher
            .items()
            .any(|item| item.presentation_rect().is_some())
    {
        problems.push(format!(
            "{name}it opens in presentation mode, and nothing is there"
        ));
    }
}

fn is_an_area([_, _, wide, high]: Rect) -> bool {
    wide > 0.0 && high > 0.0
}
