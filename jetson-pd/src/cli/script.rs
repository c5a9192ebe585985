//! A script that belongs to a board.

use super::Failure;
use super::place::is_line;
use nrave_module::config::Config;
use nrave_module::drivers::sim::Script;
use std::path::Path;

/// Reads a script whose columns are all jacks of the board.
///
/// # Errors
/// Its first mistake, or a column that is no jack.
pub fn load(file: &Path, config: &Config) -> Result<Script, Failure> {
    let script = Script::load(file).map_err(Failure::failed)?;
    for jack in script.jacks() {
        is_line(config, jack)
            .map_err(|said| Failure::failed(format!("{}, line 1: {said}", file.display())))?;
    }
    Ok(script)
}
