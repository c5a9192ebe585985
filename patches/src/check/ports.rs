//! Boxes have the inlets and outlets of their objects, and cords fit both ends.

use super::at;
use super::levels::Level;
use crate::model::{Item, Line};
use crate::objects::{Ports, ports, ports_within};
use std::collections::BTreeSet;

pub fn check(level: &Level<'_>, problems: &mut Vec<String>) {
    for item in level.patcher.items() {
        match ports_of(item) {
            Ok(ports) => arity(level, item, &ports, problems),
            Err(problem) => problems.push(at(level, item, problem)),
        }
    }
    let mut seen = BTreeSet::new();
    for cord in level.patcher.cords() {
        if !seen.insert((&cord.source, &cord.destination)) {
            problems.push(format!(
                "{}two cords from {} to {}",
                level.name, cord.source.0, cord.destination.0
            ));
        }
        if let Err(problem) = ends(level, cord) {
            problems.push(format!("{}{problem}", level.name));
        }
    }
}

/// What an object of this text has.
pub fn ports_of(item: &Item) -> Result<Ports, String> {
    if let Some(inner) = &item.patcher {
        return Ok(ports_within(inner));
    }
    let text = if item.class() == "newobj" {
        item.text()
    } else {
        item.class()
    };
    ports(text)?.ok_or_else(|| "this subpatcher is empty".to_owned())
}

fn arity(level: &Level<'_>, item: &Item, ports: &Ports, problems: &mut Vec<String>) {
    let (ins, outs) = item.counts();
    let (inlets, outlets) = (ports.inlets.len(), ports.outlets.len());
    if ins != inlets {
        problems.push(at(
            level,
            item,
            format_args!("it says it has {ins} inlets, but has {inlets}"),
        ));
    }
    if outs != outlets {
        problems.push(at(
            level,
            item,
            format_args!("it says it has {outs} outlets, but has {outlets}"),
        ));
    }
    for (outlet, (says, gives)) in item.outlet_types().iter().zip(&ports.outlets).enumerate() {
        if says != gives {
            problems.push(at(
                level,
                item,
                format_args!(
                    "outlet {} is said to give \"{says}\", but gives \"{gives}\"",
                    outlet + 1
                ),
            ));
        }
    }
}

fn ends(level: &Level<'_>, cord: &Line) -> Result<(), String> {
    let find = |id: &str| {
        level
            .patcher
            .item(id)
            .ok_or_else(|| format!("a cord's end {id} is no box"))
    };
    let (source, destination) = (find(&cord.source.0)?, find(&cord.destination.0)?);
    let (outlet, inlet) = (cord.source.1, cord.destination.1);
    let (from, to) = (ports_of(source)?, ports_of(destination)?);
    let shown = |item: &Item| {
        let text = if item.text().is_empty() {
            item.name()
        } else {
            item.text()
        };
        format!("[{text}]")
    };
    let gives = from.outlets.get(outlet).ok_or_else(|| {
        format!(
            "a cord leaves {} by outlet {}, which it has not",
            shown(source),
            outlet + 1
        )
    })?;
    let takes = to.inlets.get(inlet).ok_or_else(|| {
        format!(
            "a cord reaches {} by inlet {}, which it has not",
            shown(destination),
            inlet + 1
        )
    })?;
    // An inlet of a subpatcher takes what the boxes within take.
    if destination.patcher.is_some() || takes.accepts(gives) {
        return Ok(());
    }
    let kind = if gives.ends_with("signal") {
        gives
    } else {
        "messages"
    };
    Err(format!(
        "a cord brings {kind} from {} to inlet {} of {}, which does not take them",
        shown(source),
        inlet + 1,
        shown(destination)
    ))
}
