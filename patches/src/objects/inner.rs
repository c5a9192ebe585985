//! Inlets and outlets of subpatchers.

use super::{CHANNELS, Ports, SIGNAL, Takes};
use crate::model::{Item, Patcher};

/// What the inlets and outlets within a patcher make of the box around it, from left to right.
pub fn ports_within(patcher: &Patcher) -> Ports {
    let from_the_left = |class: &str| {
        let mut items: Vec<_> = patcher
            .items()
            .filter(|item| item.class() == class)
            .collect();
        items.sort_by(|a, b| {
            let left = |item: &Item| item.rect().map_or(0.0, |rect| rect[0]);
            left(a).total_cmp(&left(b))
        });
        items
    };
    let gives = |outlet: &&Item| {
        let mut cords = patcher
            .cords()
            .filter(|cord| cord.destination.0 == outlet.id());
        let kind = cords.next().and_then(|cord| {
            let source = patcher.item(&cord.source.0)?;
            Some(
                source
                    .outlet_types()
                    .get(cord.source.1)
                    .copied()?
                    .to_owned(),
            )
        });
        match kind.as_deref() {
            Some(SIGNAL) => SIGNAL,
            Some(CHANNELS) => CHANNELS,
            _ => "",
        }
    };
    Ports {
        inlets: vec![Takes::Channels; from_the_left("inlet").len()],
        outlets: from_the_left("outlet").iter().map(gives).collect(),
    }
}
