//! `report.md`.

use super::published;
use super::rows::{across, cell_text, sections};
use super::words::{DEFINITIONS, about, played};
use crate::evaluate::study::figures::{Entry, Report, ShelfKind};

/// The report as Markdown.
pub fn write(report: &Report) -> String {
    let mut text = format!("# How well the models play\n\n{}\n", about(report));
    for (title, row, labels, families) in across(report) {
        text += &format!("\n### {title}, by family\n\n");
        let names: Vec<String> = families.iter().map(|name| plain(name)).collect();
        text += &format!("|  | {} |\n", names.join(" | "));
        text += &format!("| --- |{}\n", " --: |".repeat(names.len()));
        for (label, places) in &labels {
            let cells = places.iter().map(|place| cell_text(&row, *place));
            let cells: Vec<String> = cells.collect();
            text += &format!("| {} | {} |\n", plain(label), cells.join(" | "));
        }
    }
    for family in &report.families {
        let entries: Vec<&Entry> = report
            .entries
            .iter()
            .filter(|entry| entry.family == family.name)
            .collect();
        if entries.is_empty() {
            continue;
        }
        text += &format!(
            "\n## {}\n\n{}\n",
            plain(&family.name),
            played(report, family)
        );
        for section in sections(&entries) {
            text += &format!("\n### {}\n\n{}\n\n", section.title, section.note);
            let labels = entries.iter().map(|entry| plain(&entry.label));
            let labels: Vec<String> = labels.collect();
            let beside = section.rows.iter().any(|row| row.published.is_some());
            let system = if beside { published::SYSTEM } else { "" };
            text += &line(["", &labels.join(" | "), "aim", system]);
            text += &line(["---", &vec!["--:"; labels.len()].join(" | "), "--:", "--:"]);
            for row in &section.rows {
                let cell = |index: usize| match row.is_best(index) {
                    true => format!("**{}**", row.text(index)),
                    false => row.text(index),
                };
                let cells: Vec<String> = (0..entries.len()).map(cell).collect();
                text += &line([
                    &plain(&row.title),
                    &cells.join(" | "),
                    &row.aim_text(),
                    &row.published_text(),
                ]);
            }
        }
    }
    text += "\n## To listen to\n\n";
    for shelf in &report.shelves {
        let items = shelf.items.iter().map(|item| {
            let file = if shelf.kind == ShelfKind::Traversal {
                &item.picture
            } else {
                &item.sound
            };
            format!("[{}]({file})", plain(&item.label))
        });
        let items: Vec<String> = items.collect();
        text += &format!("- {}: {}\n", plain(&shelf.title), items.join(", "));
    }
    text += "\n## What is measured, and how\n\n";
    for (name, meaning) in DEFINITIONS {
        text += &format!("- **{name}**: {meaning}\n");
    }
    text += "\n## Models\n\n";
    for entry in &report.entries {
        let model = &entry.model;
        text += &format!(
            "- {} on {}: `{}`, SHA-256 `{}`\n",
            plain(&entry.label),
            plain(&entry.family),
            model.file.replace('`', "'"),
            model.sha256
        );
    }
    text + &format!("\n    {}\n", report.made.command.replace('\n', " "))
}

fn line(cells: [&str; 4]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Text whose signs mean nothing to Markdown.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '#' | '&' => {
                plain.push('\\');
                plain.push(c);
            }
            '\n' | '\r' => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_stay_names() {
        assert_eq!(super::plain("a|b_<i>\n*"), "a\\|b\\_\\<i\\> \\*");
    }
}
