//! Where sets are kept that nobody gave a place.

use super::PrepareError;
use super::index::FORMAT;
use super::split::fnv;
use std::path::{Path, PathBuf};

/// The folder of the set made from `sources` at `rate`: in `NRAVE_CACHE` where that is set, else in
/// the user's folder for caches as the platform has it.
pub fn cached(
    sources: &[PathBuf],
    rate: u32,
    trim_db: Option<f32>,
) -> Result<PathBuf, PrepareError> {
    let base = match std::env::var_os("NRAVE_CACHE") {
        Some(folder) if !folder.is_empty() => PathBuf::from(folder),
        _ => dirs::cache_dir()
            .ok_or(PrepareError::NoCache)?
            .join("nrave"),
    };
    let key = format!("{FORMAT} {rate} {trim_db:?} {:?}", absolute(sources)?);
    let first = sources.first().and_then(|source| source.file_name());
    let name: String = first
        .unwrap_or_default()
        .to_string_lossy()
        .chars()
        .filter(|c| c.is_alphanumeric() || "-_".contains(*c))
        .take(40)
        .collect();
    Ok(base
        .join("sets")
        .join(format!("{name}-{:016x}", fnv(0, key.as_bytes()))))
}

/// The real paths of folders or files.
pub(super) fn absolute(sources: &[PathBuf]) -> Result<Vec<PathBuf>, PrepareError> {
    let real = |path: &PathBuf| -> Result<PathBuf, PrepareError> {
        Path::canonicalize(path).map_err(|source| PrepareError::Folder {
            folder: path.clone(),
            source,
        })
    };
    sources.iter().map(real).collect()
}
