//! The card of an imported model.

use nrave_torchscript::import::Imported;
use std::fmt::Write;
use std::path::Path;

/// Says what a model was made of, and what to know about it.
pub fn card(file: &str, imported: &Imported) -> String {
    let report = &imported.report;
    let name = Path::new(file)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let mut card = format!(
        "# {}\n\nImported from {name} by nrave {}. Its terms are those of that file.\n",
        imported.manifest.name,
        env!("CARGO_PKG_VERSION"),
    );
    let mut list = |title: &str, lines: Vec<String>| {
        if lines.is_empty() {
            return;
        }
        let _ = write!(card, "\n## {title}\n\n");
        for line in lines {
            let _ = writeln!(card, "- {line}");
        }
    };
    let pair = |(name, why): &(String, String)| format!("{name}: {why}");
    list(
        "Methods that don't play",
        report.refused.iter().map(pair).collect(),
    );
    list(
        "What cannot be set",
        report.unsettable.iter().map(pair).collect(),
    );
    list(
        "What only an import sets",
        report.fixed.iter().map(pair).collect(),
    );
    list("Taken for granted", report.assumptions.clone());
    card
}
