//! The patchers of a file: the outermost, and those within boxes.

use crate::model::{Item, Patcher};

/// A patcher and where it lies.
pub struct Level<'a> {
    pub patcher: &'a Patcher,
    /// The patcher around it, and the id of the box there.
    pub parent: Option<(usize, &'a str)>,
    /// The boxes that lead to it, for messages: empty, or with a `/` at its end.
    pub name: String,
}

/// All of them, each after the one around it.
pub fn all(outermost: &Patcher) -> Vec<Level<'_>> {
    let mut levels = vec![Level {
        patcher: outermost,
        parent: None,
        name: String::new(),
    }];
    let mut at = 0;
    while at < levels.len() {
        let (patcher, name) = (levels[at].patcher, levels[at].name.clone());
        for item in patcher.items() {
            if let Some(inner) = &item.patcher {
                levels.push(Level {
                    patcher: inner,
                    parent: Some((at, item.id())),
                    name: format!("{name}{}/", item.text()),
                });
            }
        }
        at += 1;
    }
    levels
}

impl Level<'_> {
    /// The boxes that are inlets or outlets of this patcher, from left to right.
    pub fn ends(&self, class: &str) -> Vec<&Item> {
        let mut ends: Vec<_> = self
            .patcher
            .items()
            .filter(|item| item.class() == class)
            .collect();
        let left = |item: &Item| item.rect().map_or(0.0, |rect| rect[0]);
        ends.sort_by(|a, b| left(a).total_cmp(&left(b)));
        ends
    }
}
