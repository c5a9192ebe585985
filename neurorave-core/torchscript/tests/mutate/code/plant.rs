//! Lines that are added to programs.

use super::asked::PLANTED;
use super::text::with;
use crate::mutate::{Random, pick};

/// A method that calls itself.
pub fn recursion(text: &str, r: &mut Random) -> Option<String> {
    let line = format!("{{X}} = (SELF).NAME({})", ["X", "X, X", ""][r.below(3)]);
    plant(text, &line.replace("{X}", "X"), r)
}

/// Lines that ask for much; or one that is nested deeply.
pub fn planted(text: &str, r: &mut Random) -> Option<String> {
    let deep = 190;
    match r.below(12) {
        0 => {
            let line = format!("X = {}X{}", "torch.neg(".repeat(deep), ")".repeat(deep));
            plant(text, &line, r)
        }
        1 => {
            let opened = (0..deep / 2).map(|i| format!("{}while True:\n", " ".repeat(i)));
            let lines = opened.collect::<String>() + &" ".repeat(deep / 2) + "X = (SELF).NAME(X)";
            plant(text, &lines, r)
        }
        _ => plant(text, pick(&PLANTED, r), r),
    }
}

/// The text with `lines` at the beginning of a function's block.
fn plant(text: &str, lines: &str, r: &mut Random) -> Option<String> {
    let starts: Vec<usize> = text.match_indices("def ").map(|(at, _)| at).collect();
    let start = *starts.get(r.below(starts.len().max(1)))?;
    let own = text[..start].len() - text[..start].rfind('\n').map_or(0, |at| at + 1);
    let name = text[start + 4..].split('(').next()?;
    let block = start + text[start..].find(":\n")? + 2;
    let head = &text[start..block];
    let parameters = head.split(['(', ',']).skip(1);
    let parameters = parameters.filter_map(|part| Some(part.split_once(':')?.0.trim()));
    let parameters: Vec<&str> = parameters.filter(|name| !name.contains(' ')).collect();
    let object = parameters.first().copied().unwrap_or("self");
    let variable = match parameters.get(1..) {
        Some(rest) if !rest.is_empty() => rest[r.below(rest.len())],
        _ => object,
    };
    let filled = lines
        .replace("SELF", object)
        .replace("NAME", name)
        .replace('X', variable);
    let spaces = " ".repeat(own + 2);
    let filled: String = filled
        .lines()
        .map(|line| format!("{spaces}{line}\n"))
        .collect();
    Some(with(text, block..block, &filled))
}
