//! The texts of an archive's program.

use crate::archive::Archive;
use crate::budget::Budget;
use crate::run::Texts;
use crate::script::LONGEST_TEXT;
use std::rc::Rc;
use std::sync::Arc;

/// The texts of an archive's program.
pub(super) struct Code {
    pub(super) archive: Arc<Archive>,
    pub(super) budget: Rc<Budget>,
}

impl Texts for Code {
    fn text(&self, file: &str) -> Result<Option<String>, String> {
        let files = self.archive.code_files();
        let room = self.budget.work(8 * files.count());
        let room = room.and_then(|()| self.budget.lend(2 * LONGEST_TEXT));
        room.map_err(|fault| fault.to_string())?;
        if !self.archive.code_files().any(|name| name == file) {
            return Ok(None);
        }
        self.archive
            .read_code(file)
            .map(Some)
            .map_err(|error| error.to_string())
    }
}
