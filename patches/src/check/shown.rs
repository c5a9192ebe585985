//! The help shows everything that can be said.

use super::levels::Level;
use super::said::{Part, incoming};
use crate::model::Item;
use neurorave_core::object::{FLAGS, PROPERTIES, Page, WORDS};
use std::collections::BTreeSet;

/// Words and properties that a help patch of ours does not show.
pub fn check(path: &str, levels: &[Level<'_>], problems: &mut Vec<String>) {
    let name = path
        .strip_prefix("help/")
        .and_then(|path| path.strip_suffix(".maxhelp"));
    let Some(page) = name.and_then(Page::of) else {
        return;
    };
    let of_the_class = |item: &&Item| item.name() == page.name;
    let mut said = BTreeSet::new();
    let mut written = BTreeSet::new();
    for (number, level) in levels.iter().enumerate() {
        for item in level.patcher.items().filter(of_the_class) {
            for message in incoming(levels, number, item.id(), 0) {
                if let Some(Part::Text(word)) = message.first() {
                    said.insert(word.clone());
                }
            }
            written.extend(item.text().split_whitespace().map(str::to_owned));
        }
    }
    // Words of the object that sounds are in its own help; its kin shows what only it has.
    let own = page
        .messages
        .iter()
        .filter(|word| !word.examples.is_empty());
    let first = page.plays && page.name == neurorave_core::object::NAME;
    let words = own.chain(WORDS.iter().filter(|_| first));
    for word in words.filter(|word| !said.contains(word.name)) {
        problems.push(format!("no message says {}", word.name));
    }
    let all = PROPERTIES.iter().filter(|_| page.plays);
    let has = all.filter(|p| p.only.map_or(first, |only| only == page.name));
    for property in has {
        let name = property.name;
        if !said.contains(name) && !written.contains(&format!("@{name}")) {
            problems.push(format!("no box shows the property {name}"));
        }
    }
    for flag in FLAGS.iter().filter(|_| first) {
        if !written.contains(flag.name) {
            problems.push(format!("no box shows {}", flag.name));
        }
    }
}
