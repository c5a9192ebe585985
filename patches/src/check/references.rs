//! Files that a patch names are in the package.

use super::at;
use super::levels::Level;
use crate::model::Item;

pub fn check(levels: &[Level<'_>], known: &[String], problems: &mut Vec<String>) {
    for level in levels {
        for item in level.patcher.items() {
            for file in named(item) {
                let found = known
                    .iter()
                    .any(|path| path.rsplit('/').next() == Some(&file));
                if !found {
                    problems.push(at(
                        level,
                        item,
                        format_args!("the package has no file {file}"),
                    ));
                }
            }
        }
    }
}

/// The files that a box names.
fn named(item: &Item) -> Vec<String> {
    let words: Vec<_> = item.text().split_whitespace().collect();
    let file = match (item.name(), &words[..]) {
        ("bpatcher", _) => Some(item.text_of("name")),
        ("fpic", _) => Some(item.text_of("pic")),
        ("buffer~", [_, _, file, ..]) => Some(*file).filter(|file| file.parse::<f64>().is_err()),
        ("message", [word, file]) if *word == "load" || *word == "replace" => {
            Some(*file).filter(|file| file.contains('.') && !file.starts_with('$'))
        }
        _ => None,
    };
    file.map(str::to_owned).into_iter().collect()
}
