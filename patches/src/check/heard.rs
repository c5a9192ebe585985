//! Every message that reaches one of our objects is one that it understands.

use super::at;
use super::levels::Level;
use super::said::{Part, Said, incoming};
use crate::model::Item;
use crate::objects::{is_ours, model_file};
use neurorave_core::message::{Atom, parse};
use neurorave_core::object::{Form, PROPERTIES, Page, Property, VOICES_NAME, Word};

pub fn check(levels: &[Level<'_>], problems: &mut Vec<String>) {
    for (number, level) in levels.iter().enumerate() {
        for item in level.patcher.items().filter(|item| is_ours(item.name())) {
            for inlet in 0..item.counts().0 {
                for said in incoming(levels, number, item.id(), inlet) {
                    if let Err(problem) = understood(item, inlet, &said) {
                        problems.push(at(
                            level,
                            item,
                            format_args!("it gets \"{}\": {problem}", shown(&said)),
                        ));
                    }
                }
            }
        }
    }
}

fn shown(said: &Said) -> String {
    let words = said.iter().map(|part| match part {
        Part::Text(text) => text.as_str(),
        Part::Unknown => "…",
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether an object understands what it gets.
fn understood(item: &Item, inlet: usize, said: &Said) -> Result<(), String> {
    let Some((Part::Text(first), rest)) = said.split_first() else {
        return Ok(());
    };
    let class = item.name();
    let page = Page::of(class).ok_or("nobody knows this class")?;
    let is_number = first.parse::<f64>().is_ok();
    if is_number && page.plays {
        return Ok(());
    }
    if inlet > 0 {
        return Err("only the first inlet takes words".into());
    }
    match (first.as_str(), rest) {
        ("bang", []) => Ok(()),
        ("load", [Part::Text(model)]) if page.messages.iter().any(|word| word.name == "load") => {
            model_file(model).map(drop)
        }
        ("load", [Part::Unknown]) => Ok(()),
        _ if !page.plays => Err(format!("{class} knows only bang and load FILE")),
        ("setvalue", [voice, word, atoms @ ..]) if class == VOICES_NAME => {
            let counted = match voice {
                Part::Text(voice) => voice.parse::<u32>().is_ok(),
                Part::Unknown => true,
            };
            match word {
                Part::Text(word) if counted => meant(word, atoms),
                _ => Err("setvalue takes a voice, from 1, and a message for it".into()),
            }
        }
        (word, atoms) => property(class, word, atoms).unwrap_or_else(|| meant(word, atoms)),
    }
}

/// Whether a value suits a property that is no message besides. `None` for anything else.
fn property(class: &str, word: &str, atoms: &[Part]) -> Option<Result<(), String>> {
    let own = |p: &&Property| p.name == word && p.only.is_none_or(|only| only == class);
    let property = PROPERTIES.iter().find(own)?;
    if Word::find(word).is_some() {
        return None;
    }
    let value = atoms.first();
    Some(match (property.form, value) {
        (_, None) => Err(format!("{word} has no value")),
        (_, Some(Part::Unknown)) => Ok(()),
        (Form::Switch | Form::Count(_), Some(Part::Text(value)))
            if value.parse::<f64>().is_err() =>
        {
            Err(format!("{word} takes a number"))
        }
        (Form::File, Some(Part::Text(model))) => model_file(model).map(drop),
        _ => Ok(()),
    })
}

/// Whether a message means something with one thing or another in the places that are open.
fn meant(word: &str, parts: &[Part]) -> Result<(), String> {
    let attempt = |open: &'static str| {
        let texts = parts.iter().map(|part| match part {
            Part::Text(text) => text.as_str(),
            Part::Unknown => open,
        });
        let atoms: Vec<_> = texts.map(Atom::from_text).collect();
        parse(word, &atoms)
    };
    let first = attempt("1");
    if first.is_err() && parts.contains(&Part::Unknown) {
        return attempt("strings")
            .map(drop)
            .map_err(|error| error.to_string());
    }
    first.map_err(|error| error.to_string())?;
    match (word, parts) {
        ("load", [Part::Text(model), ..]) => model_file(model).map(drop),
        _ => Ok(()),
    }
}
