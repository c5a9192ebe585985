//! Places in a text.

use crate::mutate::Random;
use std::ops::Range;

pub fn indented(line: &str) -> (&str, &str) {
    line.split_at(line.len() - line.trim_start().len())
}

pub fn joined(lines: &[&str]) -> String {
    lines.join("\n") + "\n"
}

/// The text with something else at a place.
pub fn with(text: &str, place: Range<usize>, new: &str) -> String {
    [&text[..place.start], new, &text[place.end..]].concat()
}

/// Where a text has words of such letters.
pub fn words(text: &str, letter: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        match (letter(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Names with dots.
pub fn dotted(text: &str) -> Vec<Range<usize>> {
    words(text, |c| c.is_alphanumeric() || c == '_' || c == '.')
}

/// One of the places that are wanted.
pub fn one_of(
    places: Vec<Range<usize>>,
    text: &str,
    r: &mut Random,
    wanted: impl Fn(&str) -> bool,
) -> Option<Range<usize>> {
    let places: Vec<_> = places
        .into_iter()
        .filter(|place| wanted(&text[place.clone()]))
        .collect();
    places.get(r.below(places.len().max(1))).cloned()
}
