//! Programs that are wrong, or mean harm.

mod asked;
mod plant;
mod text;

use super::{Random, pick};
use asked::{NUMBERS, OPERATORS};
use plant::{planted, recursion};
use text::{dotted, indented, joined, one_of, with, words};

/// A way to change a text; nothing where it has no such place.
type Change = fn(&str, &mut Random) -> Option<String>;

/// Every kind of change.
const CHANGES: [Change; 12] = [
    number, number, number, twice, without, operator, operator, arguments, attribute, endless,
    recursion, planted,
];

/// A text with one to three changes.
pub fn changed(text: &str, r: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=r.below(3) {
        let change = CHANGES[r.below(CHANGES.len())];
        if let Some(changed) = change(&text, r) {
            text = changed;
        }
    }
    text
}

/// Another number.
fn number(text: &str, r: &mut Random) -> Option<String> {
    let place = one_of(
        words(text, |c| c.is_ascii_digit() || c == '.'),
        text,
        r,
        |word| word.starts_with(|c: char| c.is_ascii_digit()),
    )?;
    Some(with(text, place, pick(&NUMBERS, r)))
}

/// Another operator.
fn operator(text: &str, r: &mut Random) -> Option<String> {
    let place = one_of(dotted(text), text, r, |word| word.starts_with("torch."))?;
    let new = match r.below(3) {
        0 => one_of(dotted(text), text, r, |word| word.starts_with("torch."))
            .map(|other| text[other].to_owned())?,
        _ => format!("torch.{}", pick(&OPERATORS, r)),
    };
    Some(with(text, place, &new))
}

/// Another attribute or method.
fn attribute(text: &str, r: &mut Random) -> Option<String> {
    let mut name = || {
        let place = one_of(dotted(text), text, r, |word| word.starts_with('.'))?;
        (place.len() > 1).then_some(place)
    };
    let (a, b) = (name()?, name()?);
    Some(with(text, a, &text[b]))
}

/// The arguments of a call in another order, or one of them twice, or one fewer.
fn arguments(text: &str, r: &mut Random) -> Option<String> {
    let calls: Vec<usize> = text.match_indices('(').map(|(at, _)| at + 1).collect();
    let from = *calls.get(r.below(calls.len().max(1)))?;
    let mut depth = 0;
    let mut commas = vec![from];
    for (at, c) in text[from..].char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth == 0 => {
                commas.push(from + at + 1);
                break;
            }
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => commas.push(from + at + 1),
            _ => {}
        }
    }
    let all: Vec<&str> = commas
        .windows(2)
        .map(|pair| text[pair[0]..pair[1] - 1].trim())
        .collect();
    let end = *commas.last()?;
    if all.len() < 2 {
        return None;
    }
    let (a, b) = (r.below(all.len()), r.below(all.len()));
    let mut new = all.clone();
    match r.below(3) {
        0 => new.swap(a, b),
        1 => new[a] = all[b],
        _ => {
            new.remove(a);
        }
    }
    Some(with(text, from..end - 1, &new.join(", ")))
}

/// A line more than once.
fn twice(text: &str, r: &mut Random) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let at = r.below(lines.len());
    let count = [1, 2, 40][r.below(3)];
    let mut new = lines[..at].to_vec();
    new.extend(std::iter::repeat_n(lines[at], count));
    new.extend(&lines[at..]);
    Some(joined(&new))
}

/// One line fewer.
fn without(text: &str, r: &mut Random) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(r.below(lines.len()));
    Some(joined(&lines))
}

/// A line, or a condition, that goes on for ever.
fn endless(text: &str, r: &mut Random) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let at = r.below(lines.len());
    let (spaces, line) = indented(lines[at]);
    let new = match line.split_once(' ') {
        Some(("if" | "while", _)) => format!("{spaces}while True:"),
        Some(("for", rest)) => {
            let name = rest.split(' ').next()?;
            format!("{spaces}for {name} in range({}):", pick(&NUMBERS, r))
        }
        _ if spaces.len() < 4 || line.starts_with(')') => return None,
        _ => format!("{spaces}while True:\n{spaces} {line}"),
    };
    let mut all = lines.clone();
    all[at] = &new;
    Some(joined(&all))
}
