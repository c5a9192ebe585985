//! A study as files: `report.json`, `report.md`, and `index.html`, one page to enjoy. The page needs
//! nothing but the folder it lies in: no network, no server.

mod html;
mod listen;
mod markdown;
mod plot;
mod plots;
mod published;
mod row;
mod rows;
mod words;

use super::EvaluateError;
use super::study::figures::Report;
use std::path::Path;

pub use html::page;
pub use markdown::write as markdown;

/// Writes the three files into `out`, beside the sounds and pictures that the report names.
///
/// # Errors
///
/// [`EvaluateError::Write`], which names the file.
pub fn write(report: &Report, out: &Path) -> Result<(), EvaluateError> {
    let json = serde_json::to_string_pretty(report)
        .map_err(std::io::Error::from)
        .map_err(|source| EvaluateError::Write {
            path: out.join("report.json"),
            source,
        })?;
    let files = [
        ("report.json", json + "\n"),
        ("report.md", markdown(report)),
        ("index.html", page(report)),
    ];
    for (name, text) in files {
        let path = out.join(name);
        std::fs::write(&path, text).map_err(|source| EvaluateError::Write { path, source })?;
    }
    Ok(())
}
