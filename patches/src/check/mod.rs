//! Looks for what is wrong with a patch, in words for the one who mends it.

mod heard;
mod levels;
mod parameters;
mod ports;
mod references;
mod room;
mod said;
mod shown;
mod structure;

use crate::amxd;
use crate::model::File;
use levels::Level;

/// What is wrong with a file of the package: nothing, if it is no patch. `known` are the paths of all
/// files that the package has.
pub fn file(path: &str, bytes: &[u8], known: &[String]) -> Vec<String> {
    let text = match path.rsplit('.').next() {
        Some("maxpat" | "maxhelp") => Ok(bytes),
        Some("amxd") => amxd::unpack(bytes),
        _ => return Vec::new(),
    };
    let file = text.and_then(|text| {
        serde_json::from_slice::<File>(text).map_err(|error| format!("it is no patcher: {error}"))
    });
    match file {
        Ok(file) => patch(path, &file, known),
        Err(problem) => vec![problem],
    }
}

/// What is wrong with a patch.
fn patch(path: &str, file: &File, known: &[String]) -> Vec<String> {
    let levels = levels::all(&file.patcher);
    let mut problems = Vec::new();
    for level in &levels {
        structure::check(level, &mut problems);
        ports::check(level, &mut problems);
    }
    // Where cords lead nowhere nothing can be followed along them.
    if problems.is_empty() {
        heard::check(&levels, &mut problems);
        shown::check(path, &levels, &mut problems);
    }
    for level in &levels {
        room::check(level, &mut problems);
    }
    references::check(&levels, known, &mut problems);
    parameters::check(path.ends_with(".amxd"), &levels, &mut problems);
    problems
}

/// Says where a problem is.
fn at(level: &Level<'_>, item: &crate::model::Item, what: impl std::fmt::Display) -> String {
    let text = if item.text().is_empty() {
        item.name()
    } else {
        item.text()
    };
    format!("{}{} [{text}]: {what}", level.name, item.id())
}
